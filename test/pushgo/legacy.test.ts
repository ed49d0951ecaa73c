// Legacy mode: the password of a channel in the call, off unless a person sets PUSHGO_LEGACY_PASSWORDS.
import { afterEach, describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/calls/audit.ts';
import { keptChannel, type PushgoOptions, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { e, rocket } from './limit.ts';
import { expectRefused, sendingTools, toolNames } from './samples.ts';

const OPS = { id: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8', name: 'Ops', password: 'kingfisher "at" dawn, é' };

let pushgo: PushgoTest;
const start = async (options?: PushgoOptions, legacy = 'true') => {
  const env = { PUSHGO_LEGACY_PASSWORDS: legacy, ...options?.env };
  pushgo = await startPushgo({ sandbox: { channels: [OPS] }, ...options, env });
};
afterEach(() => pushgo.close());

const own = { channel_id: OPS.id, password: OPS.password };
const everythingSaid = (outcome: unknown) => JSON.stringify([outcome, pushgo.connection.lines]);
const listedArguments = async () => {
  const { tools } = await pushgo.connection.client.listTools();
  return Object.fromEntries(
    tools.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties ?? {}).includes('password')]),
  );
};

describe('off', () => {
  test('no tool lists a password, and a call with one is refused without it, and nothing is sent', async () => {
    await start({}, 'false');
    expect(Object.values(await listedArguments())).not.toContain(true);
    for (const tool of toolNames) {
      const outcome = await pushgo.call(tool, { ...sendingTools[tool].least, ...own });
      expect(outcome).toEqual({
        refused: 'password is not taken here: the server fills it in from what a person set up.',
      });
      expect(everythingSaid(outcome)).not.toMatch(/kingfisher|dawn/);
    }
    expect(pushgo.arrivals).toEqual([]);
  });
});

describe('on', () => {
  test('the eight sending tools list a password, which is not required, and the others do not', async () => {
    await start();
    const { pushgo_channel_list, pushgo_channel_unbind, ...others } = await listedArguments();
    expect([pushgo_channel_list, pushgo_channel_unbind]).toEqual([false, false]);
    expect(toolNames.every((name) => others[name])).toBe(true);
    const { tools } = await pushgo.connection.client.listTools();
    for (const { inputSchema } of tools) expect(inputSchema.required ?? []).not.toContain('password');
    expect(pushgo.connection.client.getInstructions()).toContain('A call may hold channel_id and password.');
    expect(pushgo.connection.lines.join('')).not.toContain(pushgo.sandbox.channel.password);
  });

  test.each(toolNames)('%s sends with it, tells nothing of it, and masks it in the audit line', async (tool) => {
    await start();
    const outcome = await pushgo.call(tool, { ...sendingTools[tool].least, ...own });
    expect(outcome).toMatchObject({ result: { accepted: true, channel_id: OPS.id } });
    expect(JSON.parse(pushgo.arrivals[0]?.body ?? '').password).toBe(OPS.password);
    const [audited] = pushgo.connection.lines.flatMap((line) => (line.includes('"audit"') ? [JSON.parse(line)] : []));
    expect(audited).toMatchObject({ tool, outcome: 'done', arguments: { password: '[masked]', channel_id: OPS.id } });
    const { result } = outcome as { result: Record<string, unknown> };
    expect(audited.target).toBe(fingerprint(String(result[sendingTools[tool].id])));
    expect(audited.target).toMatch(/^sha256:/);
    expect(everythingSaid(outcome)).not.toMatch(/kingfisher|dawn/);
    expect(pushgo.sandbox.pull().map(({ payload }) => payload.channel_id)).toEqual([OPS.id]);
    expect(JSON.stringify(pushgo.channels.list().map(({ channelId }) => channelId))).not.toContain(OPS.id);
  });

  test('it is used for this call only, also where another password is kept for the channel', async () => {
    await start();
    await pushgo.channels.add(keptChannel({ ...OPS, password: 'not the password' }, pushgo.sandbox.origin));
    const hello = { title: 'Hello', channel_id: OPS.id };
    expect(await pushgo.call('pushgo_message_send', { ...hello, password: OPS.password })).toHaveProperty('result');
    expect(await pushgo.call('pushgo_message_send', hello)).toEqual({ refused: expect.stringContaining('password') });
    expect(pushgo.sandbox.pull()).toHaveLength(1);
  });

  test('a channel that is kept needs none', async () => {
    await start();
    expect(await pushgo.call('pushgo_message_send', { title: 'Hello' })).toMatchObject({
      result: { channel_id: pushgo.sandbox.channel.id },
    });
  });

  test('it needs its channel_id', async () => {
    await start();
    const says = 'channel_id is required with a password.';
    for (const tool of toolNames) await expectRefused(pushgo, tool, { password: OPS.password }, says);
  });

  test('it goes to PUSHGO_BASE_URL with its token, not to the gateway of a kept channel', async () => {
    await start({ sandbox: { token: 'the-token', channels: [OPS] }, env: { PUSHGO_TOKEN: 'the-token' } });
    await pushgo.channels.add(keptChannel(OPS, 'http://127.0.0.1:1', 'another-token'));
    expect(await pushgo.call('pushgo_message_send', { title: 'Hello', ...own })).toHaveProperty('result');
    expect(pushgo.arrivals[0]?.headers.authorization).toBe('Bearer the-token');
  });

  const eight = [
    '12345678',
    'é'.repeat(4),
    ' 12345678 ',
    '\u00a012345678\n',
    'x'.repeat(128),
    e(64),
    rocket(32),
    ` ${'x'.repeat(128)} `,
  ];
  const wrong = [
    ' ',
    '1234567',
    ' 1234567 ',
    'é'.repeat(3).concat('x'),
    'x'.repeat(129),
    e(64).concat('x'),
    rocket(32).concat('x'),
  ];

  test('of 8 to 128 bytes once trimmed, and of no other length, without the value', async () => {
    await start();
    for (const password of eight) {
      const before = pushgo.arrivals.length;
      const outcome = await pushgo.call('pushgo_thing_update', {
        ...sendingTools.pushgo_thing_update.least,
        ...own,
        password,
      });
      expect(outcome).toEqual({ refused: expect.stringContaining('refused the password of this channel') });
      expect(pushgo.arrivals.length - before).toBe(1);
    }
    for (const password of wrong) {
      for (const tool of toolNames)
        await expectRefused(
          pushgo,
          tool,
          { ...own, password },
          'password is no password of a channel: 8 to 128 bytes.',
        );
    }
    expect(JSON.stringify(pushgo.connection.lines)).not.toMatch(/1234567|xxxx/);
  });

  test.each([12345678, true, ['kingfisher'], { of: 'kingfisher' }, 'kingfisher \ud800'])(
    'a password that is no text is refused without the value (%#)',
    async (password) => {
      await start();
      const outcome = await pushgo.call('pushgo_message_send', { title: 'Hello', ...own, password });
      expect(outcome).toEqual({ refused: expect.stringMatching(/^password .*\.$/) });
      expect(everythingSaid(outcome)).not.toMatch(/kingfisher|12345678/);
      expect(pushgo.arrivals).toEqual([]);
    },
  );

  test('what the gateway alone can know is told with what to do, without the password', async () => {
    await start();
    const unknown = '00000000000000000000000000';
    const outcomes = [
      await pushgo.call('pushgo_message_send', { title: 'Hello', ...own, password: 'kingfisher at dusk' }),
      await pushgo.call('pushgo_message_send', { title: 'Hello', ...own, channel_id: unknown }),
    ];
    expect(outcomes).toEqual([
      { refused: expect.stringContaining(`${pushgo.sandbox.origin} refused the password of this channel.`) },
      { refused: expect.stringContaining(`${pushgo.sandbox.origin} knows no such channel.`) },
    ]);
    expect(everythingSaid(outcomes)).not.toMatch(/kingfisher|dawn|dusk/);
  });

  test('without a channel that is kept, a refusal says that there is this way too', async () => {
    await start({ channelless: true });
    const says = expect.stringMatching(/channels add.* Or pass channel_id and password/);
    await expectRefused(pushgo, 'pushgo_message_send', {}, says);
    await expectRefused(pushgo, 'pushgo_message_send', { channel_id: OPS.id }, says);
    expect(await pushgo.call('pushgo_message_send', { title: 'Hello', ...own })).toHaveProperty('result');
  });

  test('other wrong arguments are told with it, and it stands in none of the sentences', async () => {
    await start();
    const args = { ...own, title: OPS.password.repeat(100), tags: [OPS.password.repeat(5)], severity: OPS.password };
    const outcome = await pushgo.call('pushgo_message_send', args);
    expect(outcome).toEqual({ refused: expect.stringMatching(/^title .*\. severity .*\. tags\[0\] .*\.$/) });
    expect(everythingSaid(outcome)).not.toMatch(/kingfisher|dawn/);
  });
});
