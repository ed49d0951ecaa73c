import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { namesOf } from '../support/lists.ts';
import { type Answer, type Connected, clients } from './clients.ts';
import { environmentOf, type GatewayForAll, startGatewayForAll, startInstance, withoutChance } from './instance.ts';

let sandbox: Sandbox;
const connected = new Map<string, Connected>();
let token: string;

beforeAll(async () => {
  sandbox = await startInstance();
  for (const [name, connect] of Object.entries(clients)) connected.set(name, await connect(environmentOf(sandbox)));
  const made = await one().callTool('create_push', { payload: 'a secret to look at', expire_after_views: 5 });
  token = (made.structuredContent as { url_token: string }).url_token;
});
afterAll(async () => {
  for (const client of connected.values()) await client.close();
  await sandbox.close();
});

const one = () => [...connected.values()][0] as Connected;

/** Asks every client in turn and gives the one answer that they all got. */
async function sameFromAll(ask: (client: Connected) => Promise<Answer>, all = connected): Promise<Answer> {
  const answers: [string, unknown][] = [];
  for (const [name, client] of all) answers.push([name, withoutChance(await ask(client))]);
  const [[, first] = []] = answers;
  for (const [name, answer] of answers) expect(answer, name).toEqual(first);
  return first as Answer;
}

test('each client speaks the protocol it was told to', () => {
  expect(Object.fromEntries([...connected].map(([name, client]) => [name, client.protocol()]))).toEqual({
    'SDK 1.x': '2025-11-25',
    'SDK 2.x, legacy': '2025-11-25',
    'SDK 2.x, auto': '2026-07-28',
    'SDK 2.x, pinned': '2026-07-28',
  });
});

test('all clients are given the same instructions', () => {
  const [first, ...others] = [...connected.values()].map((client) => client.instructions());
  expect(first).toContain(`Password Pusher at ${sandbox.origin}`);
  for (const other of others) expect(other).toBe(first);
});

test('all clients list the same tools', async () => {
  const { tools } = (await sameFromAll((client) => client.listTools())) as { tools: { name: string }[] };
  expect(tools.map(({ name }) => name)).toEqual(namesOf('pwpush'));
});

describe('all clients get the same result', () => {
  async function resultOf(name: string, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { content, structuredContent, isError } = (await sameFromAll((client) => client.callTool(name, args))) as {
      content: { type: string; text: string }[];
      structuredContent: Record<string, unknown>;
      isError?: boolean;
    };
    expect(isError).toBeFalsy();
    expect(content).toEqual([{ type: 'text', text: JSON.stringify(structuredContent) }]);
    return structuredContent;
  }

  test('of get_version', async () => {
    expect(await resultOf('get_version')).toMatchObject({ instance: sandbox.origin, api: 'v2', release: '2.11.4' });
  });

  test('of create_push', async () => {
    const args = { payload: 'a secret to create', duration: '3d', expire_after_views: 2, passphrase: 'open sesame' };
    expect(await resultOf('create_push', args)).toEqual({
      url_token: 'TOKEN',
      html_url: `${sandbox.origin}/p/TOKEN/r`,
      kind: 'text',
      asked: { duration: '3d', expire_after_views: 2 },
      granted: { expire_after_days: 3, expire_after_views: 2, retrieval_step: true, deletable_by_viewer: false },
      expires_at_computed: '2026-03-04T12:00:00.000Z',
      passphrase_set: true,
      warnings: [],
    });
  });

  test('of preview_push', async () => {
    expect(await resultOf('preview_push', { url_token: token })).toEqual({
      url_token: 'TOKEN',
      url: `${sandbox.origin}/p/TOKEN/r`,
      warnings: [],
    });
  });

  test('of get_push_audit', async () => {
    const { entries } = await resultOf('get_push_audit', { url_token: token, page: 1 });
    expect(entries).toMatchObject([{ kind: 'creation' }]);
  });

  test('of list_active_pushes', async () => {
    expect((await resultOf('list_active_pushes')).pushes).toHaveLength(5);
  });

  test('of expire_push', async () => {
    expect(await resultOf('expire_push', { url_token: token })).toMatchObject({ url_token: 'TOKEN', expired: true });
  });

  test('of list_expired_pushes', async () => {
    expect((await resultOf('list_expired_pushes', { page: 1 })).pushes).toMatchObject([{ expired: true }]);
  });
});

describe('all clients get the same refusal', () => {
  const text = (answer: Answer) => (answer.content as { text: string }[]).map((part) => part.text).join('');

  test('of a tool that does not exist, as a protocol error', async () => {
    expect(await sameFromAll((client) => client.callTool('create_pusj', {}))).toEqual({
      code: -32602,
      message: 'There is no such tool. Did you mean create_push?',
    });
  });

  test('of bad arguments, as a result that a model can read', async () => {
    const args = { payload: 'a secret', expire_after_views: 0, durations: '1d' };
    const refused = await sameFromAll((client) => client.callTool('create_push', args));
    expect(refused.isError).toBe(true);
    expect(text(refused)).toMatchInlineSnapshot(
      `"One argument has a name that this tool does not know. Did you mean duration? expire_after_views is at least 1."`,
    );
  });

  test('of a push that is not there', async () => {
    const refused = await sameFromAll((client) => client.callTool('preview_push', { url_token: 'unknown' }));
    expect(refused.isError).toBe(true);
    expect(text(refused)).toBe(
      `${sandbox.origin} knows no such push. The token may be mistyped, or the push was removed after it expired.`,
    );
  });

  test('of a tool that is switched off, which is not listed either', async () => {
    const seen: unknown[] = [];
    for (const connect of Object.values(clients)) {
      const client = await connect({ ...environmentOf(sandbox), PWPUSH_READ_ONLY: 'true' });
      const { tools } = (await client.listTools()) as { tools: { name: string }[] };
      const refused = await client.callTool('create_push', { payload: 'a secret' });
      const { prompts } = (await client.listPrompts()) as { prompts: { name: string }[] };
      seen.push([tools.map(({ name }) => name), refused.isError, text(refused), prompts.map(({ name }) => name)]);
      await client.close();
    }
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(seen[0]).toMatchInlineSnapshot(`
      [
        [
          "get_push_audit",
          "get_version",
          "list_active_pushes",
          "list_expired_pushes",
          "preview_push",
        ],
        true,
        "create_push is switched off by PWPUSH_READ_ONLY. Only a person can change that.",
        [
          "preview_push",
        ],
      ]
    `);
  });
});

describe('all clients get the same prompts', () => {
  test('as a list', async () => {
    const { prompts } = (await sameFromAll((client) => client.listPrompts())) as { prompts: { name: string }[] };
    expect(prompts.map(({ name }) => name)).toEqual(['create_push', 'preview_push', 'expire_push']);
  });

  test('with arguments filled in', async () => {
    const { messages } = await sameFromAll((client) => client.getPrompt('preview_push', { url_token: 'abc' }));
    expect(messages).toMatchObject([
      { role: 'user', content: { type: 'text', text: expect.stringContaining('"abc"') } },
    ]);
  });

  test('and the same refusal without the required ones, or of one that does not exist', async () => {
    expect(await sameFromAll((client) => client.getPrompt('expire_push', {}))).toEqual({
      code: -32602,
      message: 'The prompt expire_push needs url_token.',
    });
    expect(await sameFromAll((client) => client.getPrompt('no_such_prompt', {}))).toEqual({
      code: -32602,
      message: 'There is no such prompt.',
    });
  });

  test('and the same completions', async () => {
    expect(await sameFromAll((client) => client.complete('create_push', 'duration', '1'))).toEqual({
      completion: { values: ['15m', '1h', '12h', '1d', '1w', '1mo'] },
    });
    expect(await sameFromAll((client) => client.complete('create_push', 'payload', 'x'))).toEqual({
      completion: { values: [] },
    });
  });
});

describe('with a second service all clients get the same', () => {
  const all = new Map<string, Connected>();
  let gateway: GatewayForAll;

  beforeAll(async () => {
    gateway = await startGatewayForAll();
    const env = { ...environmentOf(sandbox), ...gateway.environment };
    for (const [name, connect] of Object.entries(clients)) all.set(name, await connect(env));
  });
  afterAll(async () => {
    for (const client of all.values()) await client.close();
    await gateway.close();
  });

  const listed = async () =>
    ((await sameFromAll((client) => client.listTools(), all)) as { tools: { name: string }[] }).tools;

  test('tools and instructions of both', async () => {
    const tools = await listed();
    expect(tools.map(({ name }) => name)).toEqual(namesOf('pwpush', 'pushgo'));
    for (const client of all.values())
      expect(client.instructions()).toMatch(
        new RegExp(`at ${sandbox.origin}[\\s\\S]*PushGo at ${gateway.sandbox.origin}`),
      );
  });

  test('result of a message, which is one for all of them, as they give the same key', async () => {
    const args = { title: 'The same', op_id: 'interop:1', severity: 'low' };
    const { structuredContent, isError } = await sameFromAll(
      (client) => client.callTool('pushgo_message_send', args),
      all,
    );
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({
      op_id: 'interop:1',
      accepted: true,
      channel_id: gateway.sandbox.channel.id,
    });
    expect(gateway.sandbox.pull().map(({ payload }) => payload.title)).toEqual(['The same']);
  });

  test('result under the name that the service itself has', async () => {
    const { structuredContent } = await sameFromAll((client) => client.callTool('pushgo.channel.list', {}), all);
    expect(structuredContent).toMatchObject({ channels: [{ channel_id: gateway.sandbox.channel.id }] });
  });

  test('refusal of a value', async () => {
    const refused = await sameFromAll((client) => client.callTool('pushgo_event_create', { title: 'An event' }), all);
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused.content)).toContain('is required');
  });

  test('resources', async () => {
    const { id, name } = gateway.sandbox.channel;
    expect(await sameFromAll((client) => client.listResources(), all)).toMatchObject({
      resources: [{ uri: 'pushgo://channels' }, { uri: `pushgo://channels/${id}`, name }],
    });
    expect(await sameFromAll((client) => client.listTemplates(), all)).toMatchObject({
      resourceTemplates: [{ uriTemplate: 'pushgo://channels/{channel_id}' }],
    });
    const { contents } = (await sameFromAll((client) => client.readResource(`pushgo://channels/${id}`), all)) as {
      contents: { uri: string; mimeType: string; text: string }[];
    };
    expect(contents).toMatchObject([{ uri: `pushgo://channels/${id}`, mimeType: 'application/json' }]);
    expect(JSON.parse(contents[0]?.text ?? '')).toMatchObject({ channel_id: id, channel_name: name });
    expect(JSON.stringify(contents)).not.toContain(gateway.sandbox.channel.password);
  });

  test('error for a resource that is not there', async () => {
    const missing = 'pushgo://channels/06J0FZG1Y8XGG14VTQ4Y3G10MR';
    expect(await sameFromAll((client) => client.readResource(missing), all)).toEqual({
      code: -32602,
      message: 'There is no such resource.',
    });
  });
});
