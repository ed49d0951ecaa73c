// Specifications that say the wrong thing, as they would be after `npm run generate`: what stops a request then.
import { afterEach, expect, test, vi } from 'vitest';
import type { OperationId } from '../../generated/operations.ts';
import * as generated from '../../generated/operations.ts';
import { isRetrieval } from '../../overrides/pwpush/retrievals.ts';
import { checkRequest } from '../../src/upstream/gate.ts';
import { connect } from '../support/connect.ts';
import { startDouble, TOKEN } from '../support/double.ts';

type Entry = { api: string; method: string; path: string };

/** As the generator would have written them; a test may change an entry. */
vi.mock(import('../../generated/operations.ts'), async (original) => {
  const real = await original();
  const copy = (value: object) => Object.fromEntries(Object.entries(value).map(([id, entry]) => [id, { ...entry }]));
  const withheld = real.withheld.map((entry) => ({ ...entry }));
  return { ...real, operations: copy(real.operations), withheld } as unknown as typeof real;
});
const operations = generated.operations as unknown as Record<string, Entry>;
const withheld = generated.withheld as unknown as Entry[];
const ORIGIN = 'https://p.example';
const before = structuredClone([operations, withheld] as const);

afterEach(() => {
  for (const [id, entry] of Object.entries(before[0])) Object.assign(operations[id] ?? {}, entry);
  for (const [i, entry] of before[1].entries()) Object.assign(withheld[i] ?? {}, entry);
});

/** Gives each of the two the path of the other. */
function exchange(id: string, path: string): void {
  const own = operations[id];
  if (!own) throw new TypeError(id);
  for (const other of withheld.filter((entry) => entry.path === path)) other.path = own.path;
  own.path = path;
}

test('the path of a preview exchanged for that of the retrieval: nothing is sent', async () => {
  const pwpush = await startDouble();
  const connection = await connect({ PWPUSH_BASE_URL: pwpush.origin });
  const { call } = connection;
  await call('preview_push', { url_token: TOKEN });
  const sent = pwpush.arrivals.length;
  expect(pwpush.count('GET', '/preview.json')).toBe(1);
  exchange('pwpushV2PreviewPush', '/api/v2/pushes/{url_token}.json');
  expect(await call('preview_push', { url_token: TOKEN })).toEqual({
    refused: 'push-mcp itself failed on this call; its log on stderr says where. Repeating it will hardly help.',
  });
  expect(pwpush.arrivals.length).toBe(sent);
  await connection.close();
  await pwpush.close();
});

const isOfPushes = ({ api, path }: Entry) => api.startsWith('pwpush') && path.includes('{url_token}');

test('any operation with the path of any retrieval: the list that is written by hand stops it, and nothing else does', () => {
  const retrieving = withheld.filter((entry) => isOfPushes(entry) && entry.method === 'GET');
  expect(retrieving.length).toBeGreaterThan(20);
  const reading = Object.entries(operations).filter(([, entry]) => isOfPushes(entry) && entry.method === 'GET');
  for (const [id, own] of reading) {
    for (const { path } of retrieving.map((entry) => ({ ...entry }))) {
      const was = own.path;
      const url = `${ORIGIN}${path.replace('{url_token}', TOKEN).replace('{locale}', 'fr')}`;
      exchange(id, path);
      const check = (neverSent: typeof isRetrieval | undefined) => () =>
        checkRequest({ method: 'GET', url }, id as OperationId, ORIGIN, neverSent);
      expect(check(undefined), url).not.toThrow();
      expect(check(isRetrieval), url).toThrow(`${id} was given a path that retrieves.`);
      exchange(id, was);
    }
  }
});

test('the paths of one service mean nothing to another', () => {
  const request = { method: 'GET', url: `${ORIGIN}/p/${TOKEN}` };
  const check = () => checkRequest(request, 'pusharyGetSubscriber', ORIGIN, undefined);
  Object.assign(operations.pusharyGetSubscriber ?? {}, { path: '/p/{id}' });
  expect(check).not.toThrow();
  Object.assign(operations.pusharyGetSubscriber ?? {}, { api: 'pwpush-v1' });
  expect(check).toThrow('a path that retrieves');
});
