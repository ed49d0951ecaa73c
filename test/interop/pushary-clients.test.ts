import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PusharySandbox, startPusharySandbox } from '../../sandbox/pushary/server.ts';
import { namesOf } from '../support/lists.ts';
import { type Asker, askers, type Progress, type ToolAnswer } from './askers.ts';

let sandbox: PusharySandbox;
const connected = new Map<string, Asker>();
const sent: { path: string; body: string }[] = [];

beforeAll(async () => {
  sandbox = await startPusharySandbox({ onRequest: ({ path, body }) => void sent.push({ path, body }) });
  const env = { PUSHARY_BASE_URL: sandbox.origin, PUSHARY_API_KEY: sandbox.apiKey, PUSH_MCP_TOOLSETS: 'pushary' };
  for (const [name, [, connect]] of Object.entries(askers)) connected.set(name, await connect(env));
});
afterAll(async () => {
  for (const asker of connected.values()) await asker.close();
  await sandbox.close();
});

const names = Object.keys(askers);
const of = (name: string) => connected.get(name) as Asker;

/** The result of a call, which both forms of it have to tell alike. */
function resultOf({ content, structuredContent, isError }: ToolAnswer): Record<string, unknown> {
  expect(isError).toBeFalsy();
  expect(content).toEqual([{ type: 'text', text: JSON.stringify(structuredContent) }]);
  return structuredContent ?? {};
}

/** The id of the open question of these words, once it is there. */
async function openId(question: string): Promise<string> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const found = sandbox.questions().find((open) => open.question === question && open.status === 'pending');
    if (found) return found.id;
    await sleep(10);
  }
  throw new Error('The question was not asked.');
}

test('each client speaks the version of the protocol that it was told to', () => {
  for (const name of names) expect(of(name).protocol(), name).toBe(askers[name]?.[0]);
});

test('all clients list the same tools and are given the same instructions', async () => {
  const lists = await Promise.all(names.map((name) => of(name).listTools()));
  expect(lists[0]).toHaveLength(namesOf('pushary').length);
  for (const list of lists) expect(list).toEqual(lists[0]);
  for (const name of names) expect(of(name).instructions()).toBe(of(names[0] ?? '').instructions());
  expect(of('SDK 1.x').instructions()).toContain(`Pushary at ${sandbox.origin}`);
});

describe.concurrent.each(names)('%s', (name) => {
  test('asks a person, sees progress while it waits, and gets the answer', async ({ expect }) => {
    const question = `Deploy, ${name}?`;
    const seen: Progress[] = [];
    const asking = of(name).call('ask_user', { question }, { onprogress: (progress) => void seen.push(progress) });
    const id = await openId(question);
    while (seen.length === 0) await sleep(50);
    expect(sandbox.answer(id, 'yes')).toBe(true);
    expect(resultOf(await asking)).toEqual({
      answered: true,
      status: 'answered',
      correlationId: id,
      value: 'yes',
      approved: true,
    });
    expect(seen[0]).toMatchObject({
      message: 'Waiting for an answer',
      progress: expect.any(Number),
      total: expect.any(Number),
    });
    expect(sandbox.questions().filter((other) => other.question === question)).toHaveLength(1);
  });

  test('takes a handle in place of an answer, waits on it, and withdraws', async ({ expect }) => {
    const question = `Later, ${name}?`;
    const open = resultOf(await of(name).call('ask_user', { question, wait: false }));
    const { correlationId } = open;
    expect(open).toMatchObject({ answered: false, status: 'pending', approved: false, expiresInSeconds: 600 });
    const waiting = of(name).call('wait_for_answer', { correlationId, timeoutMs: 30_000 });
    await sleep(100);
    sandbox.answer(String(correlationId), 'no');
    expect(resultOf(await waiting)).toEqual({ answered: true, status: 'answered', correlationId, value: 'no' });
    expect(resultOf(await of(name).call('cancel_question', { correlationId }))).toMatchObject({
      cancelled: false,
      answered: true,
      value: 'no',
    });
  });

  test('stops waiting when it cancels, and its equal call joins the question', async ({ expect }) => {
    const question = `Again, ${name}?`;
    const stop = new AbortController();
    const asking = of(name).call('ask_user', { question }, { signal: stop.signal });
    const id = await openId(question);
    stop.abort();
    await expect(asking).rejects.toThrow();
    const again = of(name).call('ask_user', { question });
    await sleep(100);
    sandbox.answer(id, 'yes');
    expect(resultOf(await again)).toMatchObject({ correlationId: id, approved: true });
    expect(sandbox.questions().filter((other) => other.question === question)).toHaveLength(1);
  });

  test('sends a notification under its own name and the id of its window', async ({ expect }) => {
    const title = `Done, ${name}`;
    expect(resultOf(await of(name).call('send_notification', { title, body: 'All of it' }))).toMatchObject({ sent: 3 });
    const bodies = sent.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body));
    const own = bodies.filter((body) => /, ([^?]*)\??$/.exec(body.question ?? body.title)?.[1] === name);
    expect(own.every(({ agentName }) => agentName.startsWith('An Asker - '))).toBe(true);
    const windows = new Set(own.map(({ sessionId }) => sessionId));
    expect(windows.size).toBe(1);
    const others = bodies.filter((body) => !own.includes(body) && windows.has(body.sessionId));
    expect(others).toEqual([]);
  });

  test('gets refusals that say what to do, and the words of the service apart', async ({ expect }) => {
    const bad = await of(name).call('ask_user', { question: 'Q', timeoutMs: 55_001 });
    expect([bad.isError, bad.content[0]?.text]).toEqual([true, 'timeoutMs is at most 55000.']);
    const unknown = await of(name).call('get_campaign', { id: 'camp_0' });
    expect(unknown.isError).toBe(true);
    expect(unknown.content.map(({ text }) => text)).toEqual([
      expect.stringContaining('Pushary knows no such campaign.'),
      '{"pushary_says":"Campaign not found"}',
    ]);
    expect(of(name).stderr()).not.toContain(sandbox.apiKey.split('.')[1]);
  });
});
