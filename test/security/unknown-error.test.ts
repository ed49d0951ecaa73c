// An error that nobody expected may hold anything in its message: the log tells its kind and where it came from, and no more.
import { expect, test } from 'vitest';
import { createCanaries } from '../support/canaries.ts';
import { connect } from '../support/connect.ts';

const canaries = createCanaries();

class UnexpectedError extends Error {
  override name = 'UnexpectedError' as const;
}

test.each<[string, string, () => unknown]>([
  ['of one line', 'UnexpectedError', () => new UnexpectedError(canaries.mint())],
  ['of several lines', 'UnexpectedError', () => new UnexpectedError(`first\n${canaries.mint()}\n  ${canaries.mint()}`)],
  ['with a cause', 'UnexpectedError', () => new UnexpectedError('x', { cause: new Error(canaries.mint()) })],
  ['that is a text', 'string', () => canaries.mint()],
])('a message %s stands in neither the result nor the log', async (_, kind, make) => {
  const broken = () => {
    throw make();
  };
  const env = { PUSHGO_BASE_URL: 'https://push.example.com', PUSHGO_CHANNELS_FILE: '/nowhere/channels.json' };
  const server = await connect(env, undefined, { list: broken, add: broken, remove: broken });
  const outcome = await server.call('pushgo_channel_list');
  await server.close();
  expect(outcome).toEqual({ refused: expect.stringContaining('push-mcp itself failed') });
  const failed = server.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'tool failed');
  expect(failed).toMatchObject([{ level: 'error', error: kind }]);
  // Where a text was thrown nobody knows
  if (kind !== 'string') expect(failed[0].at).toMatch(/^ +at .*unknown-error\.test/);
  expect(canaries.findIn(JSON.stringify([outcome, server.lines]))).toEqual([]);
});
