import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Service } from '../../overrides/rule/service.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type Double, type Reply, startDouble } from '../support/double.ts';

// Three more tools of a service that there is: generated from a fixture, by rule, and served with the others
vi.mock('../../generated/operations.ts', async (original) => {
  const { things } = await import('./things.ts');
  const own = await original<typeof import('../../generated/operations.ts')>();
  return { ...own, operations: { ...own.operations, ...things.operations } };
});
vi.mock('../../generated/schemas.ts', async (original) => {
  const { things } = await import('./things.ts');
  const own = await original<typeof import('../../generated/schemas.ts')>();
  return { ...own, schemas: { ...own.schemas, ...things.schemas } };
});
vi.mock('../../generated/tools.ts', async (original) => {
  const { things } = await import('./things.ts');
  const own = await original<typeof import('../../generated/tools.ts')>();
  return { ...own, tools: { ...own.tools, ...things.tools } };
});
vi.mock('../../overrides/registry.ts', async (original) => {
  const { thingsRules } = await import('./things.ts');
  const { byRule } = await import('../../overrides/rule/by-rule.ts');
  const own = await original<typeof import('../../overrides/registry.ts')>();
  const { pwpush } = own.services as { pwpush: Service };
  const of = (operation: string) => byRule(operation as never, thingsRules);
  const tools = { list_things: of('thingsList'), delete_thing: of('thingsDelete'), list_names: of('thingsNames') };
  const rules = { ...own.rules, ...thingsRules };
  const services = {
    ...own.services,
    pwpush: { ...pwpush, rules: { ...pwpush.rules, ...thingsRules }, tools: { ...pwpush.tools, ...tools } },
  };
  return { ...own, rules, services };
});
vi.mock('../../generated/served.ts', async () => {
  const { surface } = await import('../../overrides/surface.ts');
  return { served: surface() };
});

let reply: Reply;
let double: Double;
let server: Connection;
beforeEach(async () => {
  double = await startDouble({ behaviour: () => reply });
  server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U' });
});
afterEach(async () => {
  await server.close();
  double.attempts.length = 0;
  await double.close();
});

describe('a list at the top of an answer', () => {
  test('is the items of the result, each decided field by field', async () => {
    reply = { body: [{ id: 1, title: 'One', key: 'the key', more: 'not described' }, { id: 2 }] };
    expect(await server.call('list_things')).toEqual({
      result: { items: [{ id: 1, title: 'One', key_set: true }, { id: 2 }] },
    });
  });

  test('may hold plain values', async () => {
    reply = { body: ['one', 'two', { three: 3 }] };
    expect(await server.call('list_names')).toEqual({ result: { items: ['one', 'two'] } });
  });

  test('is listed as the object that it comes in', async () => {
    const { tools } = await server.client.listTools();
    expect(tools.find(({ name }) => name === 'list_names')?.outputSchema).toEqual({
      type: 'object',
      properties: { items: { type: 'array', items: { type: 'string' } } },
      required: ['items'],
      additionalProperties: false,
    });
  });
});

describe('an argument that goes into a header', () => {
  beforeEach(() => {
    reply = { body: [] };
  });

  test('arrives there, with what the server sets beside it', async () => {
    await server.call('list_things', { 'X-Trace': "it's one, two", 'X-Depth': 3, tags: ['a', 'b'] });
    expect(double.arrivals).toMatchObject([
      {
        target: '/things/?tags=a,b',
        headers: {
          'x-trace': "it's one, two",
          'x-depth': '3',
          accept: 'application/json',
          authorization: expect.stringMatching(/^Bearer /),
        },
      },
    ]);
  });

  test.each(['a\r\nX-Other: b', 'a\nb', ' a', 'a ', '', 'caf\u00e9', 'a\u0000', 'a\u2028', 'x'.repeat(8193)])(
    'is refused where it is %j',
    async (value) => {
      expect(await server.call('list_things', { 'X-Trace': value })).toEqual({
        refused: expect.stringMatching(/^X-Trace goes into a header\. /),
      });
      expect(double.arrivals).toEqual([]);
    },
  );
});

describe('a whole number in a path', () => {
  beforeEach(() => {
    reply = { status: 204 };
  });

  test.each([0, 25, Number.MAX_SAFE_INTEGER])('%d is sent', async (id) => {
    expect(await server.call('delete_thing', { id })).toEqual({ result: {} });
    expect(double.arrivals).toMatchObject([{ method: 'DELETE', target: `/things/${id}` }]);
  });

  test.each([1.5, 2 ** 53, '25/..', 'names'])('%j is not', async (id) => {
    expect(await server.call('delete_thing', { id })).toHaveProperty('refused');
    expect(double.arrivals).toEqual([]);
  });
});

describe('a success that is described without a body', () => {
  test.each([200, 204])('is an empty result where a %d has none', async (status) => {
    reply = { status };
    expect(await server.call('delete_thing', { id: 1 })).toEqual({ result: {} });
  });

  test('shows nothing of a body that comes all the same', async () => {
    reply = { body: { secret: 'not described' } };
    expect(await server.call('delete_thing', { id: 1 })).toEqual({ result: {} });
  });

  test('is not what the page of somebody in between is', async () => {
    reply = { body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } };
    expect(await server.call('delete_thing', { id: 1 })).toHaveProperty('refused');
  });

  test('is no answer of an operation that is described with one', async () => {
    reply = { status: 204 };
    expect(await server.call('list_things')).toHaveProperty('refused');
  });
});
