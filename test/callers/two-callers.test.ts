// Two callers with credentials of their own on one app: nothing of one reaches the other, however their calls interleave and end.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import { book } from '../support/book.ts';
import { keptChannel } from '../support/pushgo.ts';
import {
  type Fault,
  faults,
  first,
  leaksIn,
  type Release,
  second,
  startProcess,
  startServices,
  type Tenant,
  type TenantClient,
  tenants,
} from './tenants.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function start(release?: Release, env?: Record<string, string>) {
  const services = await startServices(release);
  const process = startProcess(services.origin, env);
  open.push(services, process);
  const clients = new Map<Tenant, TenantClient>();
  for (const tenant of tenants) clients.set(tenant, await process.enter(tenant));
  const clientOf = (tenant: Tenant) => {
    const client = clients.get(tenant);
    if (!client) throw new TypeError('There are two.');
    return client;
  };
  return {
    services,
    process,
    clientOf,
    call: (tenant: Tenant, name: string, args: Record<string, unknown> = {}) => clientOf(tenant).call(name, args),
  };
}

/** Whole numbers below a limit, the same each time. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Arguments of each tool that make its request say what goes wrong, and texts that are the tenant's alone. */
const tools: Record<string, (tenant: Tenant, digit: number, number: number) => Record<string, unknown>> = {
  create_push: ({ marks }, digit, number) => ({ payload: `Secret ${marks[0]} ${number}`, name: `fault${digit}` }),
  list_active_pushes: (_, digit) => ({ page: 20 + digit }),
  get_push_audit: ({ marks }, digit) => ({ url_token: `${marks[0]}-fault${digit}` }),
  pushgo_message_send: ({ marks }, digit) => ({ title: `${marks[0]} fault${digit}` }),
  pushgo_channel_list: () => ({}),
  ask_user: ({ marks }, digit, number) => ({
    question: `${marks[0]} fault${digit} ${number % 9}`,
    type: 'input',
    wait: number % 2 === 0,
  }),
  wait_for_answer: ({ marks }, digit) => ({ correlationId: `${marks[1]}-0000-4000-8000-00000000000${digit}` }),
  send_notification: ({ marks }, digit) => ({ title: 'News', body: `${marks[0]} fault${digit}` }),
};
const audited = ['create_push', 'pushgo_message_send', 'ask_user', 'send_notification'];

describe.each<Release>(['v2', 'old'])('a thousand calls of two callers (%s)', (release) => {
  test('tell each of them what is its own, and nothing of the other', { timeout: 120_000 }, async () => {
    const { services, process, clientOf } = await start(release);
    const random = createRandom(release === 'v2' ? 9 : 51);
    const hanging = new Map<Tenant, Set<AbortController>>(tenants.map((tenant) => [tenant, new Set()]));
    services.onHang = async (tenant) => {
      for (const call of hanging.get(tenant) ?? []) call.abort();
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    // Both at once, so that one of them waits for what the other one finds out
    await Promise.all(tenants.map((tenant) => clientOf(tenant).call('list_active_pushes', {})));

    const ends: Record<string, number> = {};
    const lines = new Map<Tenant, number>(tenants.map((tenant) => [tenant, 0]));
    async function makeCall(number: number) {
      const tenant = random(2) === 0 ? first : second;
      const name = Object.keys(tools)[random(8)] ?? '';
      const fault: Fault = random(3) > 0 || name === 'pushgo_channel_list' ? 'none' : (faults[1 + random(5)] ?? 'none');
      const isWrong = random(20) === 0;
      const args = {
        ...tools[name]?.(tenant, faults.indexOf(fault), number),
        ...(isWrong && { [tenant.secrets.token]: 1 }),
      };
      if (audited.includes(name)) lines.set(tenant, (lines.get(tenant) ?? 0) + 1);
      const controller = new AbortController();
      if (fault === 'hangs' && !isWrong) hanging.get(tenant)?.add(controller);
      const told = await clientOf(tenant).call(name, args, controller.signal);
      hanging.get(tenant)?.delete(controller);
      expect(leaksIn(told, tenant), `${name}, ${fault}`).toEqual([]);
      const end = told === 'cancelled' ? told : told.includes('"isError":true') ? 'refused' : 'done';
      // What it was told comes from its own request: without that, the line above could not fail
      if (end === 'done') expect(tenant.marks.some((mark) => told.includes(mark))).toBe(true);
      ends[end] = (ends[end] ?? 0) + 1;
    }
    let begun = 0;
    const worker = async () => {
      while (begun < 1000) await makeCall(begun++);
    };
    await Promise.all(Array.from({ length: 32 }, worker));

    expect(services.wrong).toEqual([]);
    expect(Math.min(ends.done ?? 0, ends.refused ?? 0, ends.cancelled ?? 0)).toBeGreaterThan(20);
    // Nobody's token is in a probe, and what the instance is was asked once for both
    const probes = services.arrivals.filter(({ path }) => path.endsWith('version.json')).map(({ path }) => path);
    expect(probes).toEqual(['/api/v2/version.json', ...(release === 'old' ? ['/api/v1/version.json'] : [])]);

    for (const tenant of tenants) expect(leaksIn(clientOf(tenant).received.join('\n'), tenant)).toEqual([]);
    await process.close();
    for (const tenant of tenants) {
      const own = process.lines.filter((line) => line.includes(`"caller":"${tenant.id}"`));
      expect(own).toHaveLength(lines.get(tenant) ?? 0);
      expect(leaksIn(own.join(''), tenant)).toEqual([]);
    }
    // The other lines do not say whose call they are about: they hold nothing of anybody
    const log = process.lines.filter((line) => !line.includes('"audit":'));
    expect(log.length).toBeGreaterThan(500);
    for (const tenant of tenants) expect(leaksIn(log.join(''), tenant)).toEqual([]);
  });
});

describe('of two callers', () => {
  test('each has lists, resources and instructions of its own, and the same tools', async () => {
    const { process, clientOf } = await start();
    const tell = async (tenant: Tenant) => {
      const { client } = clientOf(tenant);
      const resources = await client.listResources();
      return { tools: await client.listTools(), resources, words: client.getInstructions() };
    };
    const [one, another] = [await tell(first), await tell(second)];
    expect(one.tools).toEqual(another.tools);
    expect(one.resources.resources.map(({ name }) => name)).toEqual(['Channels', first.canary]);
    expect(one.words).toContain('One channel is set up');
    const bare = await process.enter(second, { channels: keepInMemory([]) });
    expect(bare.client.getInstructions()).toContain('No channel is set up yet');
    await expect(clientOf(second).client.readResource({ uri: `pushgo://channels/${first.marks[2]}` })).rejects.toThrow(
      'no such resource',
    );
    for (const tenant of tenants) expect(leaksIn(clientOf(tenant).received.join(), tenant)).toEqual([]);
  });

  test('equal questions are two, and each joins its own', async () => {
    const { services, call } = await start();
    const question = { question: 'Deploy?', sessionId: 'window 1', wait: false };
    const ask = (tenant: Tenant) => call(tenant, 'ask_user', question);
    const told = await Promise.all([first, second, first, second].map(ask));
    expect([services.asked(first), services.asked(second)]).toEqual([1, 1]);
    expect([told[2], told[3]]).toEqual([told[0], told[1]]);
    expect(told[0]).toContain(first.marks[1]);
    expect(told[1]).toContain(second.marks[1]);
    // What one of them was told of its end does not end the other's
    await call(first, 'wait_for_answer', { correlationId: /[\da-f]{8}-1111[\da-f-]*/.exec(told[0] ?? '')?.[0] });
    await Promise.all(tenants.map(ask));
    expect([services.asked(first), services.asked(second)]).toEqual([2, 1]);
  });

  test('an op_id that both use is judged for each alone, also where both have one channel', async () => {
    const { process, services, clientOf } = await start();
    const [, , channelId] = first.marks;
    const { password } = first.secrets;
    const channels = keepInMemory([keptChannel({ id: channelId, name: 'Ours', password }, services.origin)]);
    const both = [clientOf(first), await process.enter(second, { channels })] as const;
    const sendAs = (one: 0 | 1, title: string) =>
      both[one].call('pushgo_message_send', { title, op_id: 'release-7', channel_id: channelId });
    expect(await sendAs(0, 'One')).not.toContain('warning');
    expect(await sendAs(1, 'Another')).not.toContain('warning');
    expect(await sendAs(1, 'One')).toContain('used this op_id for something else');
    expect(await sendAs(0, 'One')).not.toContain('warning');
  });

  test.each([
    ['first', [first, second]],
    ['last', [second, first]],
  ])('a token that an old release refuses counts for its caller alone (%s)', async (_, order) => {
    const { services, call } = await start('old');
    services.withdrawn.add(first.secrets.token);
    const told = new Map<Tenant, string>();
    for (const tenant of order) told.set(tenant, await call(tenant, 'create_push', { payload: 'swordfish' }));
    expect(told.get(first)).toContain('does not take PWPUSH_API_TOKEN');
    expect(told.get(second)).toContain('html_url');
    expect(services.arrivals.filter(({ method }) => method === 'POST').map(({ tenant }) => tenant)).toEqual([second]);
  });

  test('the secrets of one change nothing in what is known of the instance for both', async () => {
    const { call } = await start('commercial');
    // A text that happens to be what the instance says of itself
    await call(first, 'create_push', { payload: 'commercial', duration: '1h' });
    expect(await call(second, 'create_push', { payload: 'swordfish', duration: '1h' })).toContain('html_url');
  });

  test.each(tenants)('an argument hides neither who called nor which tool ($id)', async (tenant) => {
    const { process, call } = await start();
    await call(tenant, 'create_push', { payload: 'create_push', note: tenant.id, name: 'push-mcp' });
    const line = process.lines.find((one) => one.includes('"audit":')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ audit: 'push-mcp', tool: 'create_push', caller: tenant.id });
    expect(JSON.parse(line).arguments).toMatchObject({ payload: '[masked]', note: '[masked]', name: '[masked]' });
  });

  test('none from elsewhere uses a file of this machine, of channels or to push', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'push-mcp-callers-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'channels.json');
    const { services, process } = await start('v2', { PUSHGO_CHANNELS_FILE: file, PWPUSH_FILE_ROOT: folder });
    const channel = { id: first.marks[2], name: 'Mine', password: first.secrets.password };
    await openChannelsFile(file, book).add(keptChannel(channel, services.origin));
    writeFileSync(join(folder, 'report.txt'), 'Mine');
    const push = { file_paths: [join(folder, 'report.txt')] };
    // An option that is undefined stands for one that was forgotten
    const elsewhere = await process.enter(second, { channels: undefined } as object);
    expect(await elsewhere.call('pushgo_channel_list', {})).toContain('No channel is set up.');
    expect(await elsewhere.call('pushgo_message_send', { title: 'Hello' })).toContain('No channel is set up.');
    expect(await elsewhere.call('create_push', push)).toContain('File pushes are off');
    expect(elsewhere.received.join()).not.toContain(folder);
    const place = { hostname: 'desk', folder: '/home/me/shop' };
    const here = await process.enter(first, { place, channels: undefined } as object);
    expect(await here.call('pushgo_channel_list', {})).toContain('Mine');
    expect(await here.call('create_push', push)).not.toContain('File pushes are off');
  });
});
