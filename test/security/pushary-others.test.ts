// What people answer to other agents is not for this one: it waits for and withdraws questions that were asked from here.
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/callers/app.ts';
import { openCaller } from '../../src/callers/caller.ts';
import { runTool } from '../../src/calls/run.ts';
import { Secret } from '../../src/policy/secret.ts';
import { configure, connect } from '../support/connect.ts';
import { startGateway } from './gateway-double.ts';

const idOf = (last: number) => `3f0c2a9e-6d1b-4f7e-9a55-0c8f1d2b7e6${last}`;
const [OWN, OTHER, NEIGHBOUR, ODD] = [1, 2, 3, 4].map(idOf) as [string, string, string, string];
const machineId = createHash('sha256').update(hostname(), 'utf8').digest('hex').slice(0, 8);
const tools = ['wait_for_answer', 'cancel_question'];
const refusal = /not asked from here.*PUSHARY_OTHERS_QUESTIONS/;

async function startSite() {
  const service = await startGateway(({ method, target }) => {
    const open = { type: 'input', agentName: 'Codex - payroll', sessionId: 's-1' };
    const pendingQuestions = [
      { ...open, correlationId: OTHER, question: 'Type the 2FA code for payroll', machineId: '0a1b2c3d' },
      { ...open, correlationId: NEIGHBOUR, question: 'And here?', machineId },
      { ...open, correlationId: ODD, question: 'Whose?' },
      { ...open, correlationId: OWN, question: 'Deploy?' },
    ];
    if (target.includes('/sessions')) return { body: { sessions: [], pendingQuestions } };
    if (target.endsWith('/send')) return { body: { sent: 1, linkedCorrelationId: ODD } };
    if (method === 'POST') return { body: { correlationId: OWN, status: 'pending' } };
    if (method === 'DELETE') return { body: { cancelled: true } };
    return { body: { answered: true, value: '493817' } };
  });
  onTestFinished(() => service.close());
  return { service, touched: (id: string) => service.arrivals.some(({ target }) => target.includes(id)) };
}

async function start(env: Record<string, string> = {}) {
  const { service, touched } = await startSite();
  const server = await connect({ PUSHARY_BASE_URL: service.origin, PUSHARY_API_KEY: 'pk_a.sk_b', ...env });
  onTestFinished(() => server.close());
  return { call: server.call, touched };
}

test.each(tools)('%s does not touch a question of an agent elsewhere', async (tool) => {
  const { call, touched } = await start();
  for (const correlationId of [OTHER, ODD, OTHER.toUpperCase()])
    expect(await call(tool, { correlationId })).toEqual({ refused: expect.stringMatching(refusal) });
  expect([touched(OTHER), touched(ODD), touched(OTHER.toUpperCase())]).toEqual([false, false, false]);
});

test.each(tools)('%s takes a question that this caller asked, also once it was answered', async (tool) => {
  const { call } = await start();
  await call('ask_user', { question: 'Deploy?', wait: false });
  expect(await call('wait_for_answer', { correlationId: OWN })).toMatchObject({ result: { value: '493817' } });
  expect(await call(tool, { correlationId: OWN.toUpperCase() })).toHaveProperty('result');
});

test.each(tools)('%s takes a question that went along with a notification', async (tool) => {
  const { call } = await start();
  await call('send_notification', { title: 'a', body: 'b' });
  expect(await call(tool, { correlationId: ODD })).toHaveProperty('result');
});

test.each(tools)('%s takes an open question of this machine, such as of the process before', async (tool) => {
  const { call } = await start();
  expect(await call(tool, { correlationId: NEIGHBOUR })).toHaveProperty('result');
});

test('list_sessions tells the ids of questions that were asked from here, and of no others', async () => {
  const { call } = await start();
  await call('ask_user', { question: 'Deploy?', wait: false });
  const outcome = await call('list_sessions');
  expect(outcome).toMatchObject({
    result: {
      pendingQuestions: [
        { question: 'Type the 2FA code for payroll' },
        { question: 'And here?', correlationId: NEIGHBOUR },
        { question: 'Whose?' },
        { question: 'Deploy?', correlationId: OWN },
      ],
    },
  });
  expect(JSON.stringify(outcome)).not.toMatch(new RegExp(`${OTHER}|${ODD}`));
});

test('a setting of the operator opens the questions of others', async () => {
  const { call } = await start({ PUSHARY_OTHERS_QUESTIONS: 'show' });
  expect(JSON.stringify(await call('list_sessions'))).toContain(OTHER);
  for (const tool of tools) expect(await call(tool, { correlationId: OTHER })).toHaveProperty('result');
});

test('from another machine neither that setting nor the machine of the server counts', async () => {
  const { service } = await startSite();
  const env = { PUSHARY_BASE_URL: service.origin, PUSHARY_API_KEY: 'pk_a.sk_b', PUSHARY_OTHERS_QUESTIONS: 'show' };
  const app = createApp(configure(env).config, { write: () => {} });
  const open = () =>
    openCaller(app, { pushary: { token: new Secret('pk_a.sk_b') } }, { id: 'c', credentialsOf: 'operator' });
  const [caller, second] = [open(), open()];
  const call = (by: typeof caller, name: string, args: object = {}) =>
    runTool(app, by, {
      ...{ name, arguments: args, began: Date.now(), signal: new AbortController().signal },
      ...{ resourcesChanged: () => {}, progress: () => {} },
      agent: () => ({ agentName: 'Remote', sessionId: by.sessionId }),
      person: { canAnswer: { form: false, url: false }, replyTo: async () => undefined },
    });
  await call(caller, 'ask_user', { question: 'Deploy?', wait: false });
  expect(await call(caller, 'wait_for_answer', { correlationId: OWN })).not.toHaveProperty('isError');
  expect(await call(second, 'wait_for_answer', { correlationId: OWN })).toHaveProperty('isError');
  for (const tool of tools)
    for (const correlationId of [OTHER, NEIGHBOUR, ODD])
      expect(await call(caller, tool, { correlationId })).toMatchObject({ isError: true });
  const listed = JSON.stringify(await call(second, 'list_sessions'));
  expect(listed).toContain('Type the 2FA code');
  expect(listed).not.toMatch(new RegExp([OWN, OTHER, NEIGHBOUR, ODD].join('|')));
});
