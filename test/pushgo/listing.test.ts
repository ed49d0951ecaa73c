// How the ten tools are listed, under both spellings of their names, and which settings take them away.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { type PushgoOptions, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { sendingTools, toolNames } from './samples.ts';

const channelTools = ['pushgo_channel_list', 'pushgo_channel_unbind'];
const ten = [...channelTools, ...toolNames].toSorted();
const dotted = (name: string) => name.replaceAll('_', '.');

let pushgo: PushgoTest;
const start = async (env: Record<string, string> = {}, options?: PushgoOptions) => {
  pushgo = await startPushgo({ ...options, env: { PUSH_MCP_TOOLSETS: 'pushgo', ...env } });
  return (await pushgo.connection.client.listTools()).tools;
};
afterEach(() => pushgo.close());

test('ten tools, in the order of their names, each with a title, a sentence and both schemas', async () => {
  const tools = await start();
  expect(tools.map(({ name }) => name)).toEqual(ten);
  for (const { title, description, inputSchema, outputSchema } of tools) {
    expect(title).toMatch(/^[A-Z][a-z ]+$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(outputSchema).toMatchObject({ type: 'object', required: expect.any(Array) });
  }
});

test('names, descriptions and input schemas take at most 9300 bytes', async () => {
  const tools = await start();
  const sizes = tools.map(({ name, description, inputSchema }) =>
    Buffer.byteLength(`${name}${description}${JSON.stringify(inputSchema)}`),
  );
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(9300);
});

test('no tool lists a password, and none but the message has a body to write', async () => {
  for (const { name, inputSchema } of await start()) {
    expect(Object.keys(inputSchema.properties ?? {})).not.toContain('password');
    expect(Object.hasOwn(inputSchema.properties ?? {}, 'body')).toBe(name === 'pushgo_message_send');
  }
});

test('what they do is announced as what it is', async () => {
  const tools = await start();
  const kinds = tools.map(({ name, annotations: { readOnlyHint, destructiveHint, idempotentHint } = {} }) => [
    name,
    { readOnlyHint, destructiveHint, idempotentHint },
  ]);
  const sends = { readOnlyHint: false, destructiveHint: false, idempotentHint: false };
  expect(Object.fromEntries(kinds)).toEqual({
    ...Object.fromEntries(toolNames.map((name) => [name, sends])),
    pushgo_thing_delete: { ...sends, destructiveHint: true },
    pushgo_channel_list: { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
    pushgo_channel_unbind: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
  });
});

test('the list is the one that was generated and locked', async () => {
  // With what only a setting adds
  const tools = await start({ PUSHGO_LEGACY_PASSWORDS: 'true' });
  const lock = JSON.parse(readFileSync(new URL('../../generated/tools.lock.json', import.meta.url), 'utf8'));
  const locked = Object.entries<Record<string, object>>(lock.tools).filter(
    ([, { toolset }]) => String(toolset) === 'pushgo',
  );
  expect(locked.map(([name]) => name)).toEqual(ten);
  for (const [name, { title, annotations, input = {} }] of locked) {
    const tool = tools.find((listed) => listed.name === name);
    expect(tool).toMatchObject({ title, annotations });
    const names = Object.keys(input);
    expect(Object.keys(tool?.inputSchema.properties ?? {}).toSorted()).toEqual(names.toSorted());
    const required = Object.entries(input).flatMap(([argument, facts]) => (facts.required ? [argument] : []));
    expect((tool?.inputSchema.required ?? []).toSorted()).toEqual(required.toSorted());
  }
  const written = served.filter(({ toolset }) => toolset === 'pushgo');
  expect(written.map(({ name, inputSchema, outputSchema }) => ({ name, inputSchema, outputSchema }))).toEqual(
    tools.map(({ name, inputSchema, outputSchema }) => ({ name, inputSchema, outputSchema })),
  );
});

describe('names with dots', () => {
  test('are listed where PUSHGO_TOOL_NAMES says so, and nothing else differs', async () => {
    const plain = await start();
    await pushgo.close();
    const tools = await start({ PUSHGO_TOOL_NAMES: 'dotted' });
    expect(tools.map(({ name }) => name)).toEqual(ten.map(dotted));
    expect(tools).toEqual(plain.map((tool) => ({ ...tool, name: dotted(tool.name) })));
    expect(tools.map(({ name }) => name)).toContain('pushgo.message.send');
  });

  test.each(['underscore', 'dotted'])(
    'and without are accepted on a call while %s names are listed',
    async (spelling) => {
      await start({ PUSHGO_TOOL_NAMES: spelling });
      for (const tool of toolNames) {
        const { id, least } = sendingTools[tool];
        for (const name of [tool, dotted(tool)])
          expect(await pushgo.call(name, least)).toMatchObject({
            result: { [id]: expect.any(String), accepted: true },
          });
      }
      expect(pushgo.sandbox.pull()).toHaveLength(16);
      for (const tool of channelTools.flatMap((name) => [name, dotted(name)])) {
        const { id: channel_id } = pushgo.sandbox.channel;
        expect(await pushgo.call(tool, tool.endsWith('unbind') ? { channel_id } : {})).toHaveProperty('result');
      }
    },
  );

  test('and audit lines have the usual one', async () => {
    await start({ PUSHGO_TOOL_NAMES: 'dotted' });
    await pushgo.call('pushgo.message.send', { title: 'Hello' });
    expect(pushgo.connection.lines.join('')).toContain('"tool":"pushgo_message_send"');
  });

  test.each([
    'pushgo.message_send',
    'pushgo_message.send',
    'pushgo-message-send',
    'message.send',
    'PUSHGO.MESSAGE.SEND',
  ])('%s is the name of no tool', async (name) => {
    await start();
    await expect(pushgo.call(name, { title: 'Hello' })).rejects.toThrow('There is no such tool.');
    expect(pushgo.arrivals).toEqual([]);
  });
});

describe('settings that take tools away', () => {
  const settings: [Record<string, string>, readonly string[], string][] = [
    [{ PUSH_MCP_READ_ONLY: 'true' }, ['pushgo_channel_list'], 'PUSH_MCP_READ_ONLY'],
    [{ PUSHGO_READ_ONLY: 'true' }, ['pushgo_channel_list'], 'PUSHGO_READ_ONLY'],
    [
      { PUSHGO_ENABLED_TOOLS: 'pushgo_message_*,*_list' },
      ['pushgo_channel_list', 'pushgo_message_send'],
      'PUSHGO_ENABLED_TOOLS',
    ],
  ];
  test.each(settings)('%o', async (env, left, name) => {
    const tools = await start(env);
    expect(tools.map((tool) => tool.name)).toEqual(left);
    for (const tool of ten.filter((known) => !left.includes(known))) {
      for (const called of [tool, dotted(tool)])
        expect(await pushgo.call(called, { title: 'Hello', channel_id: pushgo.sandbox.channel.id })).toEqual({
          refused: `${tool} is switched off by ${name}. Only a person can change that.`,
        });
    }
    expect(await pushgo.call('pushgo_channel_list')).toMatchObject({
      result: { channels: [{ channel_name: 'Sandbox' }] },
    });
    expect(pushgo.arrivals).toEqual([]);
    expect(pushgo.channels.list()).toHaveLength(1);
  });

  test('a toolset that is off has no tools and no resources, and says by whom', async () => {
    const tools = await start({ PUSH_MCP_TOOLSETS: 'pwpush' });
    expect(tools.map(({ name }) => name).filter((name) => name.startsWith('pushgo'))).toEqual([]);
    expect(pushgo.connection.client.getServerCapabilities()).not.toHaveProperty('resources');
    for (const tool of ten)
      expect(await pushgo.call(tool, { title: 'Hello' })).toEqual({
        refused: `${tool} is switched off by PUSH_MCP_TOOLSETS. Only a person can change that.`,
      });
    expect(pushgo.arrivals).toEqual([]);
  });
});
