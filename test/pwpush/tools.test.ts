import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startPushgoSandbox, startSandbox } from '../../sandbox/index.ts';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import { type Connection, connect } from '../support/connect.ts';
import { namesOf, readingOf } from '../support/lists.ts';
import { keptChannel } from '../support/pushgo.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});

async function start(
  options: SandboxOptions = {},
  env: (sandbox: Sandbox) => Record<string, string> = ({ token }) => ({ PWPUSH_API_TOKEN: token }),
): Promise<Connection> {
  const sandbox = await startSandbox(options);
  open.push(sandbox);
  const server = await connect({ PWPUSH_BASE_URL: sandbox.origin, ...env(sandbox) });
  open.push(server);
  return server;
}

test('makes a push and answers with its link and what was granted, without the payload', async () => {
  const server = await start();
  const made = await server.call('create_push', {
    payload: 'correct horse battery',
    duration: '2d',
    expire_after_views: 3,
  });
  expect(made).toMatchObject({
    result: { kind: 'text', granted: { expire_after_days: 2, expire_after_views: 3 }, warnings: [] },
  });
  expect(JSON.stringify([made, server.lines])).not.toContain('correct horse');
});

test('gives the commercial edition the index of the duration, and claims no expiry that it did not tell', async () => {
  const server = await start({ release: 'commercial' });
  expect(await server.call('create_push', { payload: 'swordfish', duration: 'an hour' })).toMatchObject({
    refused: expect.stringContaining('duration is none of 15m'),
  });
  const made = await server.call('create_push', { payload: 'swordfish', duration: '1 hour' });
  expect(made).toMatchObject({ result: { asked: { duration: '1h' }, granted: { expire_after_views: 1 } } });
  expect(JSON.stringify(made)).not.toContain('expire_after_days');
  expect(JSON.stringify(made)).toContain('computed from what was asked');
});

test('rounds a part of a day up on the open-source edition and says so', async () => {
  const server = await start({ release: '1.60.0' });
  expect(await server.call('create_push', { payload: 'swordfish', duration: 5 })).toMatchObject({
    result: {
      asked: { duration: '12h' },
      granted: { expire_after_days: 1 },
      warnings: ['This instance counts whole days: 12h was rounded up to 1 day.'],
    },
  });
});

test('finds a push by its whole link, and refuses the link of another host by naming the token', async () => {
  const server = await start();
  const made = await server.call('create_push', { payload: 'swordfish' });
  const { html_url, url_token } = (made as { result: Record<string, string> }).result;
  expect(await server.call('preview_push', { url_token: html_url })).toEqual({
    result: { url_token, url: html_url, warnings: [] },
  });
  expect(await server.call('preview_push', { url_token: `https://pwpush.example.com/p/${url_token}/r` })).toMatchObject(
    {
      refused: expect.stringContaining(`pass its token instead: ${url_token}`),
    },
  );
});

test('warns that nobody can expire a push made without a token', async () => {
  const server = await start({}, () => ({}));
  expect(await server.call('create_push', { payload: 'swordfish' })).toMatchObject({
    result: { warnings: ['Made without a token and not deletable by viewers: nobody can expire this push early.'] },
  });
});

test('lists what only lacks a token, says beforehand that it does, and refuses without asking the service', async () => {
  const server = await start({}, () => ({}));
  expect(server.client.getInstructions()).toContain('No API token is set');
  expect((await server.client.listTools()).tools.map(({ name }) => name)).toContain('get_push_audit');
  for (const name of ['list_active_pushes', 'list_expired_pushes']) {
    expect(await server.call(name)).toMatchObject({ refused: expect.stringContaining('PWPUSH_API_TOKEN') });
  }
});

test('says beforehand whether files can be pushed', async () => {
  const off = 'Files cannot be pushed until a person sets PWPUSH_FILE_ROOT';
  expect((await start()).client.getInstructions()).toContain(off);
  const on = await start({}, ({ token }) => ({ PWPUSH_API_TOKEN: token, PWPUSH_FILE_ROOT: '/tmp' }));
  expect(on.client.getInstructions()).not.toContain('PWPUSH_FILE_ROOT');
});

test.each([
  { PWPUSH_READ_ONLY: 'true' },
  { PUSH_MCP_READ_ONLY: 'true' },
  { PWPUSH_ENABLED_TOOLS: 'get_*,list_*,preview_push' },
  { PUSH_MCP_ENABLED_TOOLS: '[glp]*' },
])('leaves tools out, refuses them and says why: %o', async (setting) => {
  const server = await start({}, ({ token }) => ({ PWPUSH_API_TOKEN: token, ...setting }));
  const [name = ''] = Object.keys(setting);
  const { tools } = await server.client.listTools();
  expect(tools.map((tool) => tool.name)).toEqual(readingOf('pwpush'));
  expect((await server.client.listPrompts()).prompts.map((prompt) => prompt.name)).toEqual(['preview_push']);
  expect(server.client.getInstructions()).toContain(`Switched off by ${name}: create_push, expire_push.`);
  expect(await server.call('create_push', { payload: 'swordfish' })).toEqual({
    refused: `create_push is switched off by ${name}. Only a person can change that.`,
  });
});

test('asks a second time before it refuses a kind, in case its operator has switched it on', async () => {
  const sandbox = await startSandbox({ settings: { PWP__ENABLE_QR_PUSHES: 'false' } });
  const server = await connect({ PWPUSH_BASE_URL: sandbox.origin });
  open.push(server);
  expect(await server.call('create_push', { payload: 'swordfish', kind: 'qr' })).toMatchObject({
    refused: expect.stringContaining('qr pushes switched off'),
  });
  const { port } = new URL(sandbox.origin);
  await sandbox.close();
  open.push(await startSandbox({ port: Number(port) }));
  expect(await server.call('create_push', { payload: 'swordfish', kind: 'qr' })).toMatchObject({
    result: { kind: 'qr' },
  });
});

describe('two services in one server', () => {
  const [pwpush, pushgo] = [namesOf('pwpush'), namesOf('pushgo')];

  async function startBoth(env: Record<string, string> = {}) {
    const [pushes, gateway] = [await startSandbox(), await startPushgoSandbox()];
    open.push(pushes, gateway);
    const server = await connect(
      {
        ...{ PWPUSH_BASE_URL: pushes.origin, PWPUSH_API_TOKEN: pushes.token, PUSHGO_BASE_URL: gateway.origin },
        ...env,
      },
      undefined,
      keepInMemory([keptChannel(gateway.channel, gateway.origin)]),
    );
    open.push(server);
    const listed = (await server.client.listTools()).tools.map(({ name }) => name);
    return { pushes, gateway, server, listed, instructions: server.client.getInstructions() ?? '' };
  }

  test('list the tools of both', async () => {
    const { listed, instructions, pushes, gateway } = await startBoth();
    expect(listed).toEqual([...pwpush, ...pushgo]);
    expect(instructions).toContain(`Password Pusher at ${pushes.origin}`);
    expect(instructions).toContain(`PushGo at ${gateway.origin}`);
    expect(instructions).not.toContain('Switched off');
  });

  test('work side by side, each call at its own', async () => {
    const { server, pushes, gateway } = await startBoth();
    const made = await server.call('create_push', { payload: 'swordfish' });
    expect(made).toMatchObject({ result: { html_url: expect.stringContaining(pushes.origin) } });
    const { html_url } = (made as { result: Record<string, string> }).result;
    const sent = await server.call('pushgo_message_send', { title: 'A link for you', url: html_url });
    expect(sent).toMatchObject({ result: { accepted: true, channel_id: gateway.channel.id } });
    expect(gateway.pull().map(({ payload }) => payload)).toMatchObject([{ title: 'A link for you', url: html_url }]);
    const audited = server.lines.flatMap((line) => (line.includes('"tool":') ? [JSON.parse(line)] : []));
    expect(audited).toMatchObject([
      { tool: 'create_push', effect: 'create', instance: pushes.origin, outcome: 'done' },
      { tool: 'pushgo_message_send', effect: 'notify', instance: gateway.origin, outcome: 'done' },
    ]);
    expect(server.lines.join('')).not.toContain(gateway.channel.password);
  });

  test.each([
    ['PUSHGO_READ_ONLY', 'true', [...pwpush, 'pushgo_channel_list'], 'pushgo_message_send'],
    ['PWPUSH_READ_ONLY', 'true', [...pwpush.filter((name) => !/create|expire_/.test(name)), ...pushgo], 'create_push'],
    ['PUSHGO_ENABLED_TOOLS', '*_message_*', [...pwpush, 'pushgo_message_send'], 'pushgo_thing_delete'],
    ['PUSH_MCP_ENABLED_TOOLS', 'get_version,*_list', ['get_version', 'pushgo_channel_list'], 'pushgo_message_send'],
    ['PUSH_MCP_TOOLSETS', 'pwpush', pwpush, 'pushgo_message_send'],
    ['PUSH_MCP_TOOLSETS', 'pushgo', pushgo, 'create_push'],
  ])('are restricted by %s=%s as it says', async (name, value, expected, off) => {
    const { server, listed, instructions, gateway } = await startBoth({ [name]: value });
    expect(listed).toEqual(expected);
    expect(instructions).toMatch(new RegExp(`Switched off by ${name}: .*\\b${off}\\b`));
    expect(await server.call(off, { title: 'A title', payload: 'swordfish', thing_id: 'x' })).toEqual({
      refused: `${off} is switched off by ${name}. Only a person can change that.`,
    });
    expect(gateway.pull()).toEqual([]);
  });

  test('stop working one at a time', async () => {
    const { server, gateway } = await startBoth();
    await gateway.close();
    open.splice(open.indexOf(gateway), 1);
    expect(await server.call('pushgo_message_send', { title: 'A title' })).toMatchObject({
      refused: expect.stringContaining(`No connection to ${gateway.origin}`),
    });
    expect(await server.call('create_push', { payload: 'swordfish' })).toHaveProperty('result');
  });
});

test('a service that nobody set up costs the conversation nothing, and says on a call how a person does', async () => {
  const server = await start();
  expect((await server.client.listTools()).tools.map(({ name }) => name)).toEqual(namesOf('pwpush'));
  expect(server.client.getServerCapabilities()).not.toHaveProperty('resources');
  expect(server.client.getInstructions()).not.toMatch(/pushgo|Switched off/i);
  for (const name of ['pushgo_message_send', 'pushgo.message.send'])
    expect(await server.call(name, { title: 'A title' })).toEqual({
      refused:
        'pushgo_message_send is off: pushgo was not set up when this server started. A person adds a channel in a terminal with `npx push-mcp channels add`; its password does not belong into the conversation. Then the server has to be started anew.',
    });
});
