// What is remembered between calls: bounds and lifetimes, and what becomes of it in a new process, with the old state and without.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Slot, State } from '../../overrides/rule/memory.ts';
import { type Caller, openCaller } from '../../src/callers/caller.ts';
import { createCache, createMemoryState } from '../../src/callers/memory.ts';
import { createConnector } from '../../src/mcp/connect.ts';
import { Secret } from '../../src/policy/secret.ts';
import { first, leaksIn, otherThan, type Release, type Services, startProcess, startServices } from './tenants.ts';

const words: Slot<string> = { name: 'words', lifetime: 1000, most: 3 };

describe('a cache', () => {
  let now = 0;
  const cache = () => createCache(() => now);

  test('forgets what is older than its slot allows, and what was set again is new', () => {
    const kept = cache();
    kept.set(words, 'one', 'a');
    now += 999;
    expect(kept.get(words, 'a')).toBe('one');
    kept.set(words, 'two', 'a');
    now += 999;
    expect(kept.get(words, 'a')).toBe('two');
    now += 1;
    expect(kept.get(words, 'a')).toBeUndefined();
  });

  test('holds as many as its slot allows: of more, those that were set last', () => {
    const kept = cache();
    for (const key of ['a', 'b', 'c', 'a', 'd']) kept.set(words, key, key);
    expect(['a', 'b', 'c', 'd'].map((key) => kept.get(words, key))).toEqual(['a', undefined, 'c', 'd']);
  });

  test('keeps slots apart by their names, and a value without a key in each', () => {
    const kept = cache();
    const more: Slot<number> = { ...words, name: 'more', holds: 0 };
    kept.set(words, 'one');
    kept.set(more, 2);
    // @ts-expect-error a slot has one type of value
    kept.set(more, 'three', 'a');
    kept.delete(words);
    expect([kept.get(words), kept.get(more)]).toEqual([undefined, 2]);
  });
});

test('a state is changed as one step by calls at the same time, and forgets what is made undefined', async () => {
  const state = createMemoryState();
  const numbers: Slot<number> = { name: 'numbers', lifetime: 1000, most: 3 };
  await Promise.all(Array.from({ length: 100 }, () => state.update(numbers, 'a', (known = 0) => known + 1)));
  expect(await state.get(numbers, 'a')).toBe(100);
  await state.update(numbers, 'a', () => undefined);
  expect(await state.get(numbers, 'a')).toBeUndefined();
});

test('a caller that is gone leaves nothing behind in the app, whatever it did', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const services = await startServices();
  const process = startProcess(services.origin);
  const connector = createConnector(process.app);
  const parts: WeakRef<object>[] = [];
  const watch = (caller: Caller) => {
    const states = [...caller.connections.values()].map(({ state }) => state);
    for (const part of [caller, caller.connections, ...states]) parts.push(new WeakRef(part));
  };
  // In functions of their own: the variables of this one are alive to its end
  const openOne = (_: unknown, number: number) => {
    const caller = openCaller(process.app, { pushary: { token: new Secret(`token-${number}`) } }, { id: `${number}` });
    connector(caller);
    watch(caller);
  };
  Array.from({ length: 5000 }, openOne);
  async function useOne() {
    const { caller, call } = await process.enter(first);
    watch(caller);
    await call('create_push', { payload: 'swordfish' });
    await call('pushgo_message_send', { title: 'Hello' });
    for (const fault of [0, 2]) await call('ask_user', { question: `Deploy? fault${fault}`, wait: false });
  }
  for (let count = 0; count < 5; count += 1) await useOne();
  await process.close();
  await services.close();
  const left = () => parts.filter((part) => part.deref() !== undefined).length;
  for (let tries = 0; tries < 50 && left() > 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
  expect([left(), process.app.runtimes.size]).toEqual([0, 3]);
});

/** States as a database would keep them: as JSON, and slowly. */
function createDatabase(rows = new Map<string, string>()) {
  const read = (row: string) => JSON.parse(rows.get(row) ?? 'null') ?? undefined;
  const stateOf = (service: string): State => ({
    async get({ name }, key) {
      await new Promise(setImmediate);
      return read([service, name, key].join(' '));
    },
    async update({ name }, key, change) {
      await new Promise(setImmediate);
      const row = [service, name, key].join(' ');
      const value = change(read(row));
      if (value === undefined) rows.delete(row);
      else rows.set(row, JSON.stringify(value));
      // Plain JSON says all of it
      expect(read(row)).toStrictEqual(value);
    },
  });
  return { rows, stateOf, copy: () => createDatabase(new Map(rows)) };
}

describe('in a new process', () => {
  let services: Services;
  const closing: (() => Promise<void>)[] = [];
  let database: ReturnType<typeof createDatabase>;
  async function begin(release: Release = 'v2') {
    services = await startServices(release);
    closing.push(services.close);
  }
  /** A caller in a process of its own, with what a database knows of it. */
  async function enter(known = database, tenant = first) {
    const process = startProcess(services.origin);
    closing.push(process.close);
    const { call } = await process.enter(tenant, { sessionId: 'window-1', stateOf: known.stateOf });
    return async (name: string, args: Record<string, unknown> = {}) => {
      const told = await call(name, args);
      expect(leaksIn(told, tenant)).toEqual([]);
      return told;
    };
  }
  beforeEach(() => {
    database = createDatabase();
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const close of closing.splice(0).reverse()) await close();
    // Digests, ids, numbers and origins
    const kept = JSON.stringify([...database.rows]);
    expect(kept).not.toMatch(/Deploy|Hello|swordfish|Canary/);
    for (const tenant of [first, otherThan(first)]) expect(leaksIn(kept, tenant).filter(isNoId)).toEqual([]);
  });
  // An id is what a state is about
  const isNoId = (found: string) => ![first, otherThan(first)].some(({ marks }) => marks.slice(1).includes(found));

  test('what the instance is, is asked for again', async () => {
    await begin();
    for (const known of [database, database, createDatabase()]) await (await enter(known))('list_active_pushes');
    expect(services.arrivals.filter(({ path }) => path.endsWith('version.json'))).toHaveLength(3);
  });

  test('links under another address are taken where the state is the same, and by no other caller', async () => {
    await begin();
    const elsewhere = services.origin.replace('127.0.0.1', 'localhost');
    services.links = elsewhere;
    expect(await (await enter())('create_push', { payload: 'swordfish' })).toContain(elsewhere);
    services.links = services.origin;
    const audit = { url_token: `${elsewhere}/p/abcdefgh/r` };
    expect(await (await enter())('get_push_audit', audit)).toContain(first.canary);
    expect(await (await enter(createDatabase()))('get_push_audit', audit)).toContain('belongs to another host');
    const other = await enter(createDatabase(), otherThan(first));
    expect(await other('get_push_audit', audit)).toContain('belongs to another host');
  });

  test('whether an old release takes the token is asked for again with an empty state alone', async () => {
    await begin('old');
    const lists = () => services.arrivals.filter(({ path }) => path === '/p/active.json').length;
    const counts: number[] = [];
    for (const known of [database, database, createDatabase()]) {
      expect(await (await enter(known))('create_push', { payload: 'swordfish' })).toContain('html_url');
      counts.push(lists());
    }
    expect(counts).toEqual([1, 1, 2]);
  });

  test('what was sent under a key is known where the state is the same', async () => {
    await begin();
    const send = async (title: string, known = database) =>
      (await enter(known))('pushgo_message_send', { title, op_id: 'release-7' });
    expect(await send('Hello')).not.toContain('warning');
    expect(await send('Hello')).not.toContain('warning');
    expect(await send('Hello again')).toContain('used this op_id for something else');
    expect(await send('Hello again', createDatabase())).not.toContain('warning');
  });

  const question = { question: 'Deploy?', wait: false };

  test('an open question is joined and answered where the state is the same, and asked anew where it is empty', async () => {
    await begin();
    const asked = await (await enter())('ask_user', question);
    expect(await (await enter())('ask_user', { ...question, wait: true })).toContain(first.canary);
    expect(services.asked()).toBe(1);
    // Its end was told: an equal one is a new one, for every process
    const again = await (await enter())('ask_user', question);
    expect([again === asked, services.asked()]).toEqual([false, 2]);
    await (await enter(createDatabase()))('ask_user', question);
    expect(services.asked()).toBe(3);
  });

  test('a question is a new one after its ten minutes, though one that looks like it keeps the entry', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await begin();
    services.answers = false;
    const asked = await (await enter())('ask_user', question);
    vi.setSystemTime(Date.now() + 590_000);
    await (await enter())('ask_user', { ...question, context: 'Revision 41' });
    expect(await (await enter())('ask_user', question)).toContain(/[\da-f]{8}-1111[\da-f-]*/.exec(asked)?.[0]);
    vi.setSystemTime(Date.now() + 11_000);
    expect(await (await enter())('ask_user', question)).not.toBe(asked);
    expect(services.asked()).toBe(3);
  });

  test.each([
    ['found and not asked again', 'those that were asked', '-2222-', 1],
    ['asked again where it certainly was not taken', 'none', '-1111-', 2],
    ['told to be in doubt where it cannot be looked for', 'fails', 'was not asked again; list_sessions names', 1],
  ] as const)('a question whose asking was cut off is %s', async (_, openQuestions, words, asked) => {
    await begin();
    services.openQuestions = openQuestions;
    // The process ends while the service takes the question: what was kept by then is all that is left
    let left = createDatabase();
    services.onHang = () => {
      left = database.copy();
    };
    const cut = { ...question, question: 'Deploy? fault4' };
    await (await enter())('ask_user', cut);
    expect(left.rows.size).toBe(1);
    expect(await (await enter(left))('ask_user', cut)).toContain(words);
    expect(services.asked()).toBe(asked);
  });

  test('a doubt is kept without the words of the service, which may be those of the question', async () => {
    await begin();
    services.openQuestions = 'fails';
    const failing = { ...question, question: 'Deploy? fault2' };
    expect(await (await enter())('ask_user', failing)).toContain(`pushary_says\\":\\"${first.canary}`);
    const again = await (await enter())('ask_user', failing);
    expect(again).toContain('failed with 500. The question may have been asked all the same');
    expect(again).not.toContain(first.canary);
    expect(services.asked()).toBe(1);
  });
});
