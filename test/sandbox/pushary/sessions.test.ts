// Agent windows and what waits (docs/services/pushary.md#list_sessions).
import { expect, test } from 'vitest';
import { startSite } from './support.ts';

const agent = { agentName: 'Claude Code - shop', sessionId: 'window-1', machineId: 'e6ad3b2d' };

test('there are none before an agent says which window it is', async () => {
  const site = await startSite();
  await site.call('POST', '/send', { title: 't', body: 'b', agentName: 'Codex - api' });
  expect((await site.call('GET', '/sessions')).body).toEqual({ sessions: [], pendingQuestions: [] });
});

test('a question makes its window wait, and is listed', async () => {
  const site = await startSite();
  const id = await site.ask({ ...agent, type: 'select', options: ['a', 'b'], toolName: 'Bash' });
  expect((await site.call('GET', '/sessions')).body).toEqual({
    sessions: [
      {
        agentType: 'claude_code',
        ...agent,
        computedStatus: 'waiting',
        lastAction: 'ask_user',
        lastSeenAt: '2026-11-21T12:00:10.000Z',
        timeAgo: 'just now',
        taskTitle: null,
        cwd: null,
      },
    ],
    pendingQuestions: [
      {
        correlationId: id,
        question: 'Deploy?',
        type: 'select',
        options: ['a', 'b'],
        ...agent,
        toolName: 'Bash',
        createdAt: '2026-11-21T12:00:10.000Z',
        expiresAt: '2026-11-21T12:10:10.000Z',
      },
    ],
  });
});

test('a window is active, then idle, then offline', async () => {
  const site = await startSite();
  await site.call('POST', '/send', { title: 't', body: 'b', ...agent });
  const seen = [];
  for (const seconds of [0, 120, 1, 15 * 60 - 121, 1]) {
    site.pass(seconds);
    const [session] = (await site.call('GET', '/sessions')).body.sessions;
    seen.push([session.computedStatus, session.timeAgo]);
  }
  expect(seen).toEqual([
    ['active', 'just now'],
    ['active', '2 minutes ago'],
    ['idle', '2 minutes ago'],
    ['idle', '15 minutes ago'],
    ['offline', '15 minutes ago'],
  ]);
});

test('a window with an open question waits, whatever its age, and one with an error stays so until it recovers', async () => {
  const site = await startSite({ limits: { questionSeconds: 7200 } });
  const error = { title: 't', body: 'b', context: { type: 'error' } };
  await site.call('POST', '/send', { ...error, ...agent });
  const id = await site.ask({ ...agent, sessionId: 'window-2' });
  site.pass(3600);
  const statuses = async () =>
    Object.fromEntries(
      (await site.call('GET', '/sessions')).body.sessions.map((session: Record<string, string>) => [
        session.sessionId,
        session.computedStatus,
      ]),
    );
  expect(await statuses()).toEqual({ 'window-1': 'errored', 'window-2': 'waiting' });
  site.answer(id, 'yes');
  await site.call('POST', '/send', { title: 't', body: 'b', ...agent });
  expect(await statuses()).toEqual({ 'window-1': 'active', 'window-2': 'offline' });
});

test('two windows in one repository are two sessions, a call without the name of the agent is of its window', async () => {
  const site = await startSite();
  await site.ask(agent);
  await site.ask({ ...agent, sessionId: 'window-2' });
  await site.ask({ sessionId: 'window-1', machineId: agent.machineId });
  const { sessions } = (await site.call('GET', '/sessions')).body;
  expect(sessions.map(({ sessionId }: { sessionId: string }) => sessionId).sort()).toEqual(['window-1', 'window-2']);
});

test('the list is by last sight, filtered by status and bounded', async () => {
  const site = await startSite();
  for (const sessionId of ['a', 'b', 'c']) {
    site.addSession({ sessionId, taskTitle: `Task ${sessionId}` });
    site.pass(100);
  }
  const list = async (query: string) =>
    (await site.call('GET', `/sessions${query}`)).body.sessions.map(
      ({ sessionId }: { sessionId: string }) => sessionId,
    );
  expect(await list('')).toEqual(['c', 'b', 'a']);
  expect(await list('?limit=2')).toEqual(['c', 'b']);
  expect(await list('?status=active')).toEqual(['c']);
  expect(await list('?status=idle')).toEqual(['b', 'a']);
  const refused = ['limit=0', 'limit=101', 'status=offline'].map((query) => site.call('GET', `/sessions?${query}`));
  expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([400, 400, 400]);
});

test('a question is found here by whoever never got its id', async () => {
  const site = await startSite();
  site.disturb({ method: 'POST', path: '/api/v1/server/ask', outcome: 'drop-answer' });
  await expect(site.ask(agent)).rejects.toThrow();
  const { pendingQuestions } = (await site.call('GET', '/sessions')).body;
  expect(pendingQuestions).toMatchObject([{ question: 'Deploy?', sessionId: 'window-1' }]);
  const { correlationId } = pendingQuestions[0];
  expect((await site.call('DELETE', `/ask/${correlationId}`)).body.cancelled).toBe(true);
});
