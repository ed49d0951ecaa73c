// What the commercial edition leaves out of its answers is not spoken of as if it were there
import { afterEach, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { pushOf, startDouble } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function create(created_at: unknown) {
  const double = await startDouble({
    generation: 'commercial',
    behaviour: ({ method }) =>
      method === 'POST'
        ? { status: 201, body: pushOf(double.origin, { created_at, deletable_by_viewer: false }) }
        : undefined,
  });
  const server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U' });
  open.push(server, double);
  return server.call('create_push', { payload: 'swordfish', duration: '2d' });
}

test('an instant that was computed is said to be computed', async () => {
  expect(await create('2026-08-20T10:00:00.000Z')).toMatchObject({
    result: {
      expires_at_computed: '2026-08-22T10:00:00.000Z',
      warnings: ['The service does not confirm the time until expiry; the instant is computed from what was asked.'],
    },
  });
});

test.each([undefined, null, 'yesterday'])(
  'without the instant of creation (%j) none is spoken of',
  async (created_at) => {
    const outcome = await create(created_at);
    expect(outcome).toMatchObject({ result: { warnings: ['The service does not confirm the time until expiry.'] } });
    expect(outcome).not.toHaveProperty('result.expires_at_computed');
  },
);
