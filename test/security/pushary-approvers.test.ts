// Who approves is for the operator to say, and under whose name a question is asked is for the server.
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/callers/app.ts';
import { openCaller } from '../../src/callers/caller.ts';
import { runTool } from '../../src/calls/run.ts';
import { Secret } from '../../src/policy/secret.ts';
import { configure, connect } from '../support/connect.ts';
import { fieldsOf, startGateway } from './gateway-double.ts';
import { ID } from './pushary-answers.ts';

const WHY = /the call chose whom to ask.*PUSHARY_APPROVERS/;
const MALLORY = { externalIds: ['mallory'] };

/** A service whose people say yes to everything. */
async function startYes() {
  const service = await startGateway(({ target }) => {
    if (target.endsWith('/send')) return { body: { sent: 1 } };
    return { body: { correlationId: ID, answered: true, status: 'answered', value: 'yes' } };
  });
  onTestFinished(() => service.close());
  return service;
}

async function start(approvers?: string) {
  const service = await startYes();
  const server = await connect({
    PUSHARY_BASE_URL: service.origin,
    PUSHARY_API_KEY: 'pk_a.sk_b',
    ...(approvers !== undefined && { PUSHARY_APPROVERS: approvers }),
  });
  onTestFinished(() => server.close());
  return {
    async ask(more: object) {
      const outcome = await server.call('ask_user', { question: 'Wire 10,000 EUR to Mallory?', ...more });
      if ('refused' in outcome) throw new Error(outcome.refused);
      return outcome.result;
    },
    call: server.call,
    sent: () => fieldsOf(service.arrivals.at(-1) as never),
  };
}

test.each([
  { externalIds: ['mallory'] },
  { tags: ['friends'] },
  { subscriberIds: ['sub_7'] },
  { ...MALLORY, tags: ['a'] },
])(
  'without approvers, a yes of people that the call chose (%o) is no approval, and the result says why',
  async (targets) => {
    const { ask, sent } = await start();
    const told = await ask(targets);
    expect(told).toMatchObject({ answered: true, value: 'yes', next: expect.stringMatching(WHY) });
    expect(told).not.toHaveProperty('approved');
    expect(sent()).toMatchObject(targets);
  },
);

test('without approvers, a yes of whoever the site asks is one', async () => {
  const { ask, sent } = await start();
  expect(await ask({})).toMatchObject({ approved: true });
  expect(Object.keys(sent())).not.toEqual(expect.arrayContaining(['externalIds']));
});

test.each([{}, MALLORY, { tags: ['friends'], subscriberIds: ['sub_7'] }])(
  'with approvers they are asked, whatever targets the call names: %o',
  async (targets) => {
    const { ask, sent } = await start('externalId:boss, tag:on-call ,externalId:vice');
    const told = await ask(targets);
    expect(told).toMatchObject({ approved: true });
    expect(sent()).toMatchObject({ externalIds: ['boss', 'vice'], tags: ['on-call'] });
    expect(sent()).not.toHaveProperty('subscriberIds');
    if (Object.keys(targets).length > 0) expect(told.next).toMatch(/PUSHARY_APPROVERS decides who is asked/);
  },
);

test.each([{ type: 'input' }, { type: 'select', options: ['yes', 'no'] }])(
  'approvers are for a confirm alone: %o goes where the call says',
  async (kind) => {
    const { ask, sent } = await start('externalId:boss');
    expect(await ask({ ...kind, ...MALLORY })).not.toHaveProperty('approved');
    expect(sent()).toMatchObject(MALLORY);
    expect(JSON.stringify(sent())).not.toContain('boss');
  },
);

test('notifications go where the call says', async () => {
  const { call, sent } = await start('externalId:boss');
  await call('send_notification', { title: 'a', body: 'b', ...MALLORY });
  expect(sent()).toMatchObject(MALLORY);
});

test.each(['boss', 'externalId:', 'tag: ', 'subscriberId:sub_7', 'externalID:x,mail:secret-address'])(
  'approvers that are written in another way (%s) keep the server from starting, and are not repeated',
  (value) => {
    const entries = { PUSHARY_API_KEY: 'pk_a.sk_b', PUSHARY_APPROVERS: value };
    expect(() => configure(entries)).toThrow(/PUSHARY_APPROVERS.*externalId:….*tag:…/);
    expect(() => configure(entries)).not.toThrow(/boss|sub_7|secret-address/);
  },
);

const claims = { agentName: 'Claude Code - payroll', sessionId: 'trusted-session', machineId: '0a1b2c3d' };
const machine = createHash('sha256').update(hostname(), 'utf8').digest('hex').slice(0, 8);

test.each(['ask_user', 'send_notification'])('%s: a call cannot pass for another agent', async (tool) => {
  const { call, sent } = await start();
  const own = tool === 'ask_user' ? { question: 'Deploy?' } : { title: 'a', body: 'b' };
  expect(await call(tool, { ...own, ...claims })).toHaveProperty('result');
  expect(sent()).toMatchObject({ agentName: `test - ${basename(process.cwd())}`, machineId: machine });
  expect(sent().sessionId).not.toBe(claims.sessionId);
});

/** A caller on another machine. */
async function askFromAfar(args: object, options: object = {}, env: Record<string, string> = {}) {
  const service = await startYes();
  const { config } = configure({ PUSHARY_BASE_URL: service.origin, PUSHARY_API_KEY: 'pk_a.sk_b', ...env });
  const app = createApp(config, { write: () => {} });
  const caller = openCaller(app, { pushary: { token: new Secret('pk_own.sk_own') } }, { id: 'c', ...options });
  const result = await runTool(app, caller, {
    name: 'ask_user',
    arguments: { question: 'Deploy?', ...args },
    began: Date.now(),
    signal: new AbortController().signal,
    resourcesChanged: () => {},
    progress: () => {},
    agent: () => ({ agentName: 'Remote', sessionId: caller.sessionId }),
    person: { canAnswer: { form: false, url: false }, replyTo: async () => undefined },
  });
  return {
    sent: fieldsOf(service.arrivals[0] as never),
    told: 'structuredContent' in result ? result.structuredContent : undefined,
  };
}

test('from another machine, the id that a hook fills in is taken in the form of an id only', async () => {
  expect((await askFromAfar(claims)).sent).toMatchObject({ agentName: 'Remote', machineId: '0a1b2c3d' });
  for (const machineId of ['my-host', '0A1B2C3D', '0a1b2c3', '0a1b2c3d4', '0a1b2c3d\n', ''])
    expect((await askFromAfar({ machineId })).sent).not.toHaveProperty('machineId');
});

test("the operator's approvers belong to the operator's key, and not to that of a caller from elsewhere", async () => {
  const env = { PUSHARY_APPROVERS: 'externalId:boss' };
  const own = await askFromAfar(MALLORY, {}, env);
  expect(own.sent).toMatchObject(MALLORY);
  expect(own.told).not.toHaveProperty('approved');
  const lent = await askFromAfar(MALLORY, { credentialsOf: 'operator' }, env);
  expect(lent.sent).toMatchObject({ externalIds: ['boss'] });
  expect(lent.told).toMatchObject({ approved: true });
});
