import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { namesOf } from '../support/lists.ts';
import { type Answer, type Connected, clients } from './clients.ts';
import { findInspector, type Inspected, type Inspector, inspect } from './inspector.ts';
import { environmentOf, type GatewayForAll, startGatewayForAll, startInstance, withoutChance } from './instance.ts';

const inspector = await findInspector();

test.runIf(process.env.PUSH_MCP_REQUIRE_ALL === '1')('the MCP Inspector can be had', () => {
  expect(inspector).toBeDefined();
});

describe.skipIf(!inspector).each(['legacy', 'modern'])('the MCP Inspector, era %s,', (era) => {
  let sandbox: Sandbox;
  let gateway: GatewayForAll;
  let client: Connected;
  let url_token: string;

  beforeAll(async () => {
    sandbox = await startInstance();
    gateway = await startGatewayForAll();
    client = await (clients['SDK 1.x'] as NonNullable<(typeof clients)[string]>)(environment());
    const made = await client.callTool('create_push', { payload: 'a secret', expire_after_views: 5 });
    url_token = (made.structuredContent as { url_token: string }).url_token;
  });
  afterAll(async () => {
    await client.close();
    await gateway.close();
    await sandbox.close();
  });

  const environment = () => ({ ...environmentOf(sandbox), ...gateway.environment });
  const ask = (...args: string[]) => inspect(inspector as Inspector, era, environment(), args);
  const call = (name: string, args: object = {}) =>
    ask('--method', 'tools/call', '--tool-name', name, '--tool-args-json', JSON.stringify(args));

  function answerOf({ told }: Inspected): Answer {
    const { _meta, resultType, ttlMs, cacheScope, ...answer } = told.result ?? {};
    return answer;
  }

  test('finds no fault with the tools under --strict, and lists what the SDK lists', async () => {
    const listed = await ask('--method', 'tools/list', '--strict');
    expect([listed.code, listed.stderr.includes('Error:')]).toEqual([0, false]);
    expect(answerOf(listed).tools).toEqual((await client.listTools()).tools);
    expect(answerOf(listed).tools).toHaveLength(namesOf('pwpush', 'pushgo').length);
  });

  test('lists the same resources and reads the same channel', { timeout: 90_000 }, async () => {
    expect(answerOf(await ask('--method', 'resources/list'))).toEqual(await client.listResources());
    expect(answerOf(await ask('--method', 'resources/templates/list'))).toEqual(await client.listTemplates());
    const uri = `pushgo://channels/${gateway.sandbox.channel.id}`;
    const read = answerOf(await ask('--method', 'resources/read', '--uri', uri));
    expect(read).toEqual(await client.readResource(uri));
    expect(read).toHaveProperty('contents.length', 1);
  });

  test('lists the same prompts and gets the same text', async () => {
    expect(answerOf(await ask('--method', 'prompts/list'))).toEqual(await client.listPrompts());
    const args = ['--prompt-name', 'preview_push', '--prompt-args', `url_token=${url_token}`];
    expect(answerOf(await ask('--method', 'prompts/get', ...args))).toEqual(
      await client.getPrompt('preview_push', { url_token }),
    );
  });

  test('gets the same results', { timeout: 90_000 }, async () => {
    const calls: [string, Record<string, unknown>][] = [
      ['get_version', {}],
      ['preview_push', { url_token }],
      ['get_push_audit', { url_token, page: '1' }],
      ['list_active_pushes', {}],
      ['create_push', { payload: 'https://example.com/', kind: 'url', duration: '2d' }],
      ['expire_push', { url_token }],
      ['list_expired_pushes', {}],
      ['pushgo_channel_list', {}],
      // With the same key it is the same message
      ['pushgo_message_send', { title: 'A title', op_id: `inspector:${era}`, metadata: { n: 1 } }],
    ];
    for (const [name, args] of calls) {
      const told = answerOf(await call(name, args));
      expect(withoutChance(told), name).toEqual(withoutChance(await client.callTool(name, args)));
      expect(told.isError, name).toBeFalsy();
    }
  });

  test('gets the same refusals', async () => {
    const args = { payload: 'a secret', expire_after_views: 0, durations: '1d' };
    expect(answerOf(await call('create_push', args))).toEqual(await client.callTool('create_push', args));
    const unknown = await call('no_such_tool');
    expect(unknown.code).not.toBe(0);
  });
});
