// How the twenty tools are listed, what they are announced as, and which settings take them away.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { connect } from '../support/connect.ts';
import { namesOf, toolsets } from '../support/lists.ts';
import { type PusharyTest, startPushary } from '../support/pushary.ts';
import { four, sixteen, twenty } from './samples.ts';

let pushary: PusharyTest;
const start = async (env: Record<string, string> = {}) => {
  pushary = await startPushary({ env: { PUSH_MCP_TOOLSETS: 'pushary', ...env } });
  return (await pushary.connection.client.listTools()).tools;
};
afterEach(() => pushary.close());

const bytesOf = (tools: readonly { name: string; description?: string | undefined; inputSchema: object }[]) =>
  tools
    .map(({ name, description, inputSchema }) => `${name}${description}${JSON.stringify(inputSchema)}`)
    .reduce((sum, text) => sum + Buffer.byteLength(text), 0);

test('twenty tools, in the order of their names, each with a title, a sentence and both schemas', async () => {
  const tools = await start();
  expect(tools.map(({ name }) => name)).toEqual(twenty);
  for (const { title, description, inputSchema, outputSchema } of tools) {
    expect(title).toMatch(/^[A-Z][a-z ]+$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(outputSchema).toMatchObject({ type: 'object' });
  }
});

test('names, descriptions and input schemas take at most 11500 bytes, and 24000 those of all services', async () => {
  expect(bytesOf(await start())).toBeLessThanOrEqual(11_500);
  const env = { PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789', PUSHGO_BASE_URL: 'https://push.example' };
  const all = await connect(env);
  const { tools } = await all.client.listTools();
  await all.close();
  expect(tools).toHaveLength(namesOf(...toolsets).length);
  expect(bytesOf(tools)).toBeLessThanOrEqual(24_000);
});

test('what they do is announced as docs/services/pushary.md#tool-calls has it', async () => {
  const reads = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };
  const acts = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true };
  const expected = {
    ...{ send_notification: acts, ask_user: acts, wait_for_answer: reads },
    cancel_question: { ...acts, destructiveHint: true, idempotentHint: true },
    ...{ list_sessions: reads, list_subscribers: reads, get_subscriber: reads, count_subscribers: reads },
    ...{
      list_campaigns: reads,
      get_campaign: reads,
      get_campaign_stats: reads,
      list_templates: reads,
      list_flows: reads,
    },
    ...{ create_campaign: acts, create_template: acts, create_flow: acts },
    send_campaign: { ...acts, destructiveHint: true },
    ...{ pause_campaign: { ...acts, idempotentHint: true }, pause_flow: { ...acts, idempotentHint: true } },
    activate_flow: { ...acts, destructiveHint: true, idempotentHint: true },
  };
  const tools = await start();
  expect(Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations]))).toEqual(expected);
});

test('those that reach people say whom, and those that tell how many say that', async () => {
  const tools = await start();
  const words = Object.fromEntries(tools.map(({ name, description = '' }) => [name, description]));
  expect(words.send_notification).toMatch(/people at once.*without .* every active subscriber\..*how many/i);
  expect(words.send_campaign).toMatch(/all the people it targets\. Cannot be recalled\..*how many/);
  expect(words.activate_flow).toMatch(/by itself to every person who/);
  expect(words.ask_user).toMatch(/^Ask a person on their own device.*No answer is never a yes\./);
  expect(words.create_campaign).toMatch(/without sending it\. With scheduledAt it goes out to people by itself/);
  const quiet = ['create_template', 'create_flow', 'list_sessions', 'list_subscribers'];
  for (const name of quiet) expect(words[name]).toMatch(/[Ss]ends nothing/);
});

test('who asks or sends is no argument that is listed, nor is what the server makes itself', async () => {
  const hidden = ['agentName', 'sessionId', 'machineId', 'data', 'metadata', 'timeoutSeconds', 'repoKey'];
  for (const { inputSchema } of await start())
    expect(Object.keys(inputSchema.properties ?? {}).filter((name) => hidden.includes(name))).toEqual([]);
});

test('the list is the one that was generated and locked', async () => {
  const tools = await start();
  const lock = JSON.parse(readFileSync(new URL('../../generated/tools.lock.json', import.meta.url), 'utf8'));
  const locked = Object.entries<Record<string, object>>(lock.tools).filter(
    ([, { toolset }]) => String(toolset) === 'pushary',
  );
  expect(locked.map(([name]) => name)).toEqual(twenty);
  for (const [name, { title, annotations, input = {} }] of locked) {
    const tool = tools.find((listed) => listed.name === name);
    expect(tool).toMatchObject({ title, annotations });
    const top = Object.keys(input).filter((path) => !/[.[]/.test(path));
    expect(Object.keys(tool?.inputSchema.properties ?? {}).toSorted()).toEqual(top.toSorted());
  }
  const written = served.filter(({ toolset }) => toolset === 'pushary');
  const plain = (list: readonly { name: string; inputSchema: object; outputSchema?: object | undefined }[]) =>
    list.map(({ name, inputSchema, outputSchema }) => ({ name, inputSchema, outputSchema }));
  expect(plain(written)).toEqual(plain(tools));
});

describe('names with dots', () => {
  test.each([
    'send.notification',
    'ask.user',
    'list-sessions',
    'ASK_USER',
    'pushary_ask_user',
    'mcp__pushary__ask_user',
  ])('%s is the name of no tool', async (name) => {
    await start({ PUSHGO_TOOL_NAMES: 'dotted', PUSHARY_TOOL_NAMES: 'dotted' });
    await expect(pushary.call(name, four.ask_user)).rejects.toThrow('There is no such tool.');
    expect(pushary.arrivals).toEqual([]);
  });

  test('are those of PushGo alone, whatever its setting says', async () => {
    const tools = await start({ PUSHGO_TOOL_NAMES: 'dotted', PUSHARY_TOOL_NAMES: 'dotted' });
    expect(tools.map(({ name }) => name)).toEqual(twenty);
  });
});

describe('settings that take tools away', () => {
  const reads = twenty.filter((name) => /^(?:list|get|count|wait)_/.test(name));
  test.each<[Record<string, string>, readonly string[]]>([
    [{ PUSH_MCP_READ_ONLY: 'true' }, reads],
    [{ PUSHARY_READ_ONLY: 'true' }, reads],
    [{ PUSHARY_ENABLED_TOOLS: 'ask_*,*_question,wait_for_answer' }, ['ask_user', 'cancel_question', 'wait_for_answer']],
    [{ PUSH_MCP_ENABLED_TOOLS: '*_subscribers' }, ['count_subscribers', 'list_subscribers']],
  ])('%o', async (env, left) => {
    const tools = await start(env);
    expect(tools.map(({ name }) => name)).toEqual(left);
    const off = twenty.filter((name) => !left.includes(name));
    const [setting = ''] = Object.keys(env);
    expect(pushary.connection.client.getInstructions()).toContain(`Switched off by ${setting}: ${off.join(', ')}.`);
    for (const name of off)
      expect(await pushary.call(name, sixteen[name]?.least ?? four[name])).toEqual({
        refused: `${name} is switched off by ${setting}. Only a person can change that.`,
      });
    expect(pushary.arrivals).toEqual([]);
  });
});

describe('the toolset', () => {
  const HOW =
    'A person makes a key at https://pushary.com, of the form pk_….sk_…, and sets it as PUSHARY_API_KEY; it does not belong into the conversation.';

  test('is on beside the usual one where there is a key, and says so', async () => {
    await start({ PUSH_MCP_TOOLSETS: '' });
    const { tools } = await pushary.connection.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(namesOf('pwpush', 'pushary'));
    const instructions = pushary.connection.client.getInstructions() ?? '';
    expect(instructions).toContain(`Pushary at ${pushary.sandbox.origin}: `);
    expect(instructions).not.toContain('No API key is set');
    expect(instructions).not.toContain(pushary.sandbox.apiKey);
  });

  test('is off without a key; a call says what to set up and asks nobody', async () => {
    await start({ PUSH_MCP_TOOLSETS: '', PUSHARY_API_KEY: '' });
    const { tools } = await pushary.connection.client.listTools();
    expect(tools.map(({ name }) => name).filter((name) => twenty.includes(name))).toEqual([]);
    expect(pushary.connection.client.getInstructions()).not.toContain('Pushary');
    expect(await pushary.call('ask_user', four.ask_user)).toEqual({
      refused: `ask_user is off: pushary was not set up when this server started. ${HOW} Then the server has to be started anew.`,
    });
    expect(pushary.arrivals).toEqual([]);
  });

  test('is listed without a key where it is asked for; each call says what to set up and asks nobody', async () => {
    const tools = await start({ PUSHARY_API_KEY: '' });
    expect(tools.map(({ name }) => name)).toEqual(twenty);
    expect(pushary.connection.client.getInstructions()).toContain('No API key is set: a person makes one at');
    for (const name of twenty)
      expect(await pushary.call(name, sixteen[name]?.least ?? four[name])).toEqual({
        refused: `Pushary wants an API key, and none is set. ${HOW}`,
      });
    expect(pushary.arrivals).toEqual([]);
  });

  test('that is off has no tools, whatever else is set', async () => {
    const tools = await start({ PUSH_MCP_TOOLSETS: 'pwpush' });
    expect(tools.map(({ name }) => name)).toEqual(namesOf('pwpush'));
    expect(await pushary.call('ask_user', four.ask_user)).toEqual({
      refused: 'ask_user is switched off by PUSH_MCP_TOOLSETS. Only a person can change that.',
    });
    expect(pushary.arrivals).toEqual([]);
  });
});
