// A tool that reaches many people asks the person first, in both protocol eras, and does nothing without a clear yes.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { services } from '../../overrides/registry.ts';
import { NeedsInput } from '../../overrides/rule/person.ts';
import type { AnyTool } from '../../overrides/rule/tool-rule.ts';
import { createApp } from '../../src/callers/app.ts';
import { openCaller } from '../../src/callers/caller.ts';
import { createPersonalServer } from '../../src/commands/serve.ts';
import { createConnector } from '../../src/mcp/connect.ts';
import { configure } from '../support/connect.ts';
import { type PusharyTest, startPushary } from '../support/pushary.ts';

type Era = 'legacy' | { pin: string };
type Reply = { action: string; content?: object } | 'never' | 'fails';

const eras: [string, Era][] = [
  ['2025-11-25', 'legacy'],
  ['2026-07-28', { pin: '2026-07-28' }],
];
const yes: Reply = { action: 'accept', content: { yes: true } };

let pushary: PusharyTest;
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const one of open.splice(0)) await one.close();
});

interface Asked {
  /** Every message that the person saw. */
  readonly messages: string[];
  readonly lines: string[];
  readonly client: Client;
  call(name: string, args?: object): Promise<{ text: string; isError: boolean }>;
  /** Requests that do more than read. */
  acted(): string[];
  campaign(): Promise<string>;
}

/** A client that answers as told; without a reply it does not declare that it can ask. */
async function connectWith(
  era: Era,
  reply: Reply | (() => Promise<Reply>) | undefined,
  env: Record<string, string> = {},
  capability: object = { form: {} },
): Promise<Asked> {
  pushary = await startPushary();
  open.push(pushary);
  const lines: string[] = [];
  const messages: string[] = [];
  const settings = { PUSHARY_BASE_URL: pushary.sandbox.origin, PUSHARY_API_KEY: pushary.sandbox.apiKey, ...env };
  const server = createPersonalServer(configure(settings), { write: (line) => lines.push(line), patience: 300 });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(server.connect, { transport: ours });
  const capabilities = reply === undefined ? {} : { elicitation: capability };
  const client = new Client({ name: 'test', version: '1' }, {
    capabilities,
    versionNegotiation: { mode: era },
  } as never);
  if (reply !== undefined)
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      messages.push(params.message);
      if (reply === 'never') return new Promise(() => {});
      if (reply === 'fails') throw new Error('no window');
      return (typeof reply === 'function' ? await reply() : reply) as never;
    });
  await client.connect(theirs);
  open.push(client, handle);
  const call: Asked['call'] = async (name, args = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...args } });
    return { text: content.map((part) => (part.type === 'text' ? part.text : '')).join(''), isError: isError === true };
  };
  return {
    messages,
    lines,
    client,
    call,
    acted: () => pushary.requests().filter((line) => /\/(?:send|activate)$/.test(line)),
    campaign: () => made('create_campaign', { name: 'Spring', title: 'New things', body: 'Look at them.' }),
  };
}

/** Makes something by a client that is not asked, and gives its id; what is said of requests begins after that. */
async function made(tool: string, args: Record<string, unknown>): Promise<string> {
  const outcome = await pushary.call(tool, args);
  if ('refused' in outcome) throw new Error(outcome.refused);
  pushary.arrivals.length = 0;
  return String(outcome.result.id);
}

describe.each(eras)('%s: send_campaign', (_, era) => {
  test('asks in words that say what will happen and to how many, and sends after a yes', async () => {
    const { campaign, call, messages, acted } = await connectWith(era, yes);
    const id = await campaign();
    expect(await call('send_campaign', { id })).toMatchObject({ isError: false });
    expect(messages).toEqual([
      expect.stringMatching(
        /^Send the campaign “Spring” now to .*\d+ .*\? They read: “New things” “Look at them\.”\. It cannot be recalled\.$/,
      ),
    ]);
    expect(acted()).toEqual([`POST /campaigns/${id}/send`]);
  });

  const endings: [string, Reply, RegExp][] = [
    ['a decline', { action: 'decline' }, /^The question before send_campaign was answered with no, /],
    ['a cancel at once', { action: 'cancel' }, /^The question before send_campaign was closed without an answer\./],
    ['a box that is not ticked', { action: 'accept', content: { yes: false } }, /was answered without a yes\./],
    ['an accept without content', { action: 'accept' }, /was answered without a yes\./],
    ['a yes that is text', { action: 'accept', content: { yes: 'true' } }, /was answered without a yes\./],
  ];
  test.each(endings)('%s does nothing, and says so', async (_, reply, sentence) => {
    const { campaign, call, acted, lines } = await connectWith(era, reply);
    const outcome = await call('send_campaign', { id: await campaign() });
    expect(outcome).toEqual({ isError: true, text: expect.stringMatching(sentence) });
    expect(outcome.text).toMatch(/ Nothing was done\. .* PUSH_MCP_CONFIRM=off\.$/);
    expect(acted()).toEqual([]);
    expect(lines.join('')).toMatch(/"outcome":"asked"[\s\S]*"outcome":"refused"/);
  });

  test('a client that cannot ask gets what it got before', async () => {
    const { campaign, call, acted } = await connectWith(era, undefined);
    expect(await call('send_campaign', { id: await campaign() })).toMatchObject({ isError: false });
    expect(acted()).toHaveLength(1);
  });

  test('a client that can only open addresses is not asked', async () => {
    const { campaign, call, messages } = await connectWith(era, yes, {}, { url: {} });
    expect(await call('send_campaign', { id: await campaign() })).toMatchObject({ isError: false });
    expect(messages).toEqual([]);
  });

  test('a flow is asked about before it starts', async () => {
    const { call, messages, acted } = await connectWith(era, { action: 'decline' });
    const flow = await made('create_flow', { name: 'Welcome', triggerType: 'subscription' });
    expect(await call('activate_flow', { id: flow })).toMatchObject({ isError: true });
    expect(messages).toEqual([
      expect.stringMatching(/^Start the flow “Welcome”\? From then on .* triggers it, of \d+ active/),
    ]);
    expect(acted()).toEqual([]);
  });

  test('a yes to one text is none to another', async () => {
    // While the person reads the first time, one more subscribes
    const { campaign, call, messages, acted } = await connectWith(era, async () => {
      if (messages.length === 1) pushary.sandbox.addSubscriber();
      return yes;
    });
    expect(await call('send_campaign', { id: await campaign() })).toMatchObject({ isError: false });
    expect(messages).toHaveLength(2);
    expect(messages[0]).not.toBe(messages[1]);
    expect(acted()).toHaveLength(1);
  });

  test('of the other tools those ask that the setting says, and secrets are not shown', async () => {
    const settings = { PUSH_MCP_CONFIRM: 'writes' };
    const { call, messages } = await connectWith(era, { action: 'decline' }, settings);
    const callbackUrl = 'https://hooks.example/secret-path';
    expect(await call('ask_user', { question: 'Go?', wait: false, callbackUrl })).toMatchObject({ isError: true });
    expect(messages).toEqual([expect.stringContaining('question: Go?')]);
    expect(messages.join()).not.toContain('secret-path');
    expect(await call('list_campaigns')).toMatchObject({ isError: false });
    expect(pushary.requests()).toEqual(['GET /campaigns?limit=20']);
  });

  test.each([
    ['off', 'send_campaign', 0],
    ['wide', 'send_notification', 0],
    ['destructive', 'send_campaign', 1],
    ['destructive', 'send_notification', 0],
    ['writes', 'send_notification', 1],
  ])('PUSH_MCP_CONFIRM=%s: %s is asked about %i times', async (confirm, tool, times) => {
    const { campaign, call, messages } = await connectWith(era, yes, { PUSH_MCP_CONFIRM: confirm });
    const args = tool === 'send_campaign' ? { id: await campaign() } : { title: 't', body: 'b' };
    expect(await call(tool, args)).toMatchObject({ isError: false });
    expect(messages).toHaveLength(times);
  });
});

test.each(eras)('%s: a tool can send the person to a page, and goes on with the answer', async (_, era) => {
  const { call, messages } = await connectWith(era, { action: 'accept' }, {}, { url: {} });
  const page = { mode: 'url', message: 'Go on in the browser.', url: 'https://push.example/bind/1' } as const;
  const tool = services.pushary?.tools.count_subscribers as AnyTool;
  const run = vi.spyOn(tool, 'run').mockImplementation(async (_, { person }) => {
    const answer = await person.replyTo(page);
    return answer ? { total: 1, active: person.canAnswer.url ? 1 : 0, unsubscribed: 0 } : new NeedsInput(page);
  });
  expect((await call('count_subscribers')).text).toBe('{"active":1,"total":1,"unsubscribed":0}');
  expect([messages, run.mock.calls.length]).toEqual([['Go on in the browser.'], 2]);
});

test('a call that is cancelled while the person is asked does nothing', async () => {
  const { campaign, client, messages, acted, lines } = await connectWith('legacy', 'never');
  const id = await campaign();
  const controller = new AbortController();
  const call = client.callTool({ name: 'send_campaign', arguments: { id } }, { signal: controller.signal });
  await vi.waitUntil(() => messages.length > 0);
  controller.abort();
  await expect(call).rejects.toThrow();
  await vi.waitUntil(() => lines.join('').includes('"outcome":"asked"'));
  expect(await client.callTool({ name: 'count_subscribers', arguments: {} })).not.toHaveProperty('isError');
  expect(acted()).toEqual([]);
});

describe('a client that is asked while its call waits', () => {
  test.each([
    ['never answers', 'never', /^Nobody answered the question before send_campaign in time\. Nothing was done\./],
    ['fails', 'fails', /^The question before send_campaign was closed without an answer\. Nothing was done\./],
  ] as const)('%s: nothing is done, and a result says so', async (_, reply, sentence) => {
    const { campaign, call, acted } = await connectWith('legacy', reply);
    expect(await call('send_campaign', { id: await campaign() })).toEqual({
      isError: true,
      text: expect.stringMatching(sentence),
    });
    expect(acted()).toEqual([]);
  });

  test('and replies with an action that MCP does not know has closed the question', async () => {
    pushary = await startPushary();
    open.push(pushary);
    const id = await made('create_campaign', { name: 'n', title: 't', body: 'b' });
    const settings = { PUSHARY_BASE_URL: pushary.sandbox.origin, PUSHARY_API_KEY: pushary.sandbox.apiKey };
    const server = createPersonalServer(configure(settings), { write: () => {} });
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    open.push(serveStdio(server.connect, { transport: ours }));
    await theirs.start();
    const send = (message: object) => theirs.send({ jsonrpc: '2.0', ...message } as never);
    const result = new Promise((resolve) => {
      theirs.onmessage = (message) => {
        if ('method' in message) send({ id: (message as { id?: number }).id, result: { action: 'later' } });
        else if ('id' in message && message.id === 'call') resolve('result' in message ? message.result : message);
      };
    });
    const clientInfo = { name: 'raw', version: '1' };
    const params = { protocolVersion: '2025-11-25', capabilities: { elicitation: { form: {} } }, clientInfo };
    await send({ id: 'start', method: 'initialize', params });
    await send({ method: 'notifications/initialized' });
    await send({ id: 'call', method: 'tools/call', params: { name: 'send_campaign', arguments: { id } } });
    const text = expect.stringMatching(/^The question before send_campaign was closed without an answer\./);
    expect(await result).toMatchObject({ isError: true, content: [{ text }] });
  });

  test('and has declared the capability in the form of before there were two modes', async () => {
    const { campaign, call, messages } = await connectWith('legacy', yes, {}, {});
    expect(await call('send_campaign', { id: await campaign() })).toMatchObject({ isError: false });
    expect(messages).toHaveLength(1);
  });
});

describe('what a client of 2026-07-28 keeps for the server between the two requests', () => {
  const meta = (name: string, value: unknown) => ({ [`io.modelcontextprotocol/${name}`]: value });
  const _meta = {
    ...meta('protocolVersion', '2026-07-28'),
    ...meta('clientCapabilities', { elicitation: { form: {} } }),
    ...meta('clientInfo', { name: 'raw', version: '1' }),
  };
  type Result = { resultType?: string; requestState?: string; isError?: boolean };

  /** Two callers on one app, spoken to without a client library. */
  async function openTwo() {
    pushary = await startPushary();
    open.push(pushary);
    const settings = { PUSHARY_BASE_URL: pushary.sandbox.origin, PUSHARY_API_KEY: pushary.sandbox.apiKey };
    const { config, credentials } = configure(settings);
    const app = createApp(config, { write: () => {} });
    const connector = createConnector(app);
    const callers = ['one', 'two'].map((id) => {
      const caller = openCaller(app, credentials, { id });
      const [ours, theirs] = InMemoryTransport.createLinkedPair();
      open.push(serveStdio(() => connector(caller), { transport: ours }));
      let last = 0;
      const waiting = new Map<unknown, (result: Result) => void>();
      theirs.onmessage = (message) => {
        const { id, result, error } = message as { id?: number; result?: Result; error?: unknown };
        waiting.get(id)?.(result ?? { resultType: `error ${JSON.stringify(error)}` });
      };
      return async (args: object, more: object = {}, name = 'send_campaign') => {
        await theirs.start();
        last += 1;
        const answer = new Promise<Result>((resolve) => waiting.set(last, resolve));
        const params = { name, arguments: args, _meta, ...more };
        await theirs.send({ jsonrpc: '2.0', id: last, method: 'tools/call', params } as never);
        return answer;
      };
    });
    const [one, two] = callers as [(typeof callers)[number], (typeof callers)[number]];
    const id = await made('create_campaign', { name: 'n', title: 't', body: 'b' });
    return { one, two, id, sends: () => pushary.requests().filter((line) => line.endsWith('/send')).length };
  }
  const inputResponses = { person: { action: 'accept', content: { yes: true } } };

  test('counts once, for the caller, the tool and the arguments that it was made for', async () => {
    const { one, two, id, sends } = await openTwo();
    const { requestState, resultType } = await one({ id });
    expect(resultType).toBe('input_required');
    const other = await made('create_campaign', { name: 'n', title: 't', body: 'b' });
    for (const stranger of [
      () => two({ id }, { requestState, inputResponses }),
      () => one({ id: other }, { requestState, inputResponses }),
      () => one({ id }, { requestState: `${requestState?.slice(0, -4)}AAAA`, inputResponses }),
      () => one({ id }, { requestState: '', inputResponses }),
      () => one({ id }, { inputResponses }),
      () => one({ id }, { requestState }),
    ])
      expect(await stranger()).toMatchObject({ resultType: 'input_required' });
    expect(sends()).toBe(0);
    expect(await one({ id }, { requestState, inputResponses })).not.toMatchObject({ isError: true });
    expect(sends()).toBe(1);
    expect(await one({ id }, { requestState, inputResponses })).toMatchObject({ resultType: 'input_required' });
    expect(sends()).toBe(1);
  });

  test('is a closed question where the client answers with an action that MCP does not know', async () => {
    const { one, id, sends } = await openTwo();
    const { requestState } = await one({ id });
    const inputResponses = { person: { action: 'later', content: { yes: true } } };
    const text = expect.stringMatching(/^The question before send_campaign was closed without an answer\./);
    expect(await one({ id }, { requestState, inputResponses })).toMatchObject({ isError: true, content: [{ text }] });
    expect(sends()).toBe(0);
  });

  test('tells the client nothing', async () => {
    const { one, id } = await openTwo();
    const { requestState = '' } = await one({ id });
    expect(Buffer.from(requestState, 'base64url').toString('latin1')).not.toMatch(/one|campaign|until/);
  });
});
