import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import { configurationFolder } from '../../src/config/folder.ts';
import { OwnFileError } from '../../src/policy/own-file.ts';
import { Secret } from '../../src/policy/secret.ts';
import { book } from '../support/book.ts';
import { createCanaries } from '../support/canaries.ts';
import { makeFolder } from './programs.ts';
import { ALPHA, BETA, GATEWAY, sampleChannel } from './samples.ts';

const folder = makeFolder();
const canaries = createCanaries();
const OTHER_GATEWAY = 'http://127.0.0.1:6666';

let path: string;
let files = 0;
beforeEach(() => {
  path = join(folder, `file-${files++}.json`);
});

const write = (text: string, mode = 0o600) => {
  writeFileSync(path, text);
  chmodSync(path, mode);
};
const record = (fields: object = {}) => ({
  channel_id: ALPHA,
  name: 'Alpha alerts',
  gateway: GATEWAY,
  password: canaries.mint(),
  added_at: '2026-01-02T03:04:05.000Z',
  ...fields,
});
const content = (...channels: readonly unknown[]) => JSON.stringify({ version: 1, channels });

/** What reading the file as it is now says. */
function refusal(read: () => unknown = () => openChannelsFile(path, book).list()): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(OwnFileError);
    expect(canaries.findIn(inspect(error))).toEqual([]);
    return (error as Error).message.replaceAll(path, 'PATH');
  }
  throw new Error('It was not refused.');
}

describe.each([
  ['a file', () => openChannelsFile(path, book)],
  ['memory', () => keepInMemory([])],
])('kept in %s', (_, open) => {
  test('channels come back as they were added, in order, with their secrets', async () => {
    const store = open();
    const [password, gatewayToken] = [canaries.mint(), canaries.mint()];
    await store.add(sampleChannel({ password: new Secret(password), gatewayToken: new Secret(gatewayToken) }));
    const { name: _name, ...nameless } = sampleChannel({ channelId: BETA });
    await store.add(nameless);
    expect(store.list().map(({ channelId, name, gateway }) => [channelId, name, gateway])).toEqual([
      [ALPHA, 'Alpha alerts', GATEWAY],
      [BETA, undefined, GATEWAY],
    ]);
    expect(store.list()[0]?.password.reveal()).toBe(password);
    expect(store.list()[0]?.gatewayToken?.reveal()).toBe(gatewayToken);
    expect(store.list()[1]).not.toHaveProperty('gatewayToken');
  });

  test('one with the same id and gateway is replaced in its place, the same id on another gateway is not', async () => {
    const store = open();
    await store.add(sampleChannel({ gatewayToken: new Secret(canaries.mint()) }));
    await store.add(sampleChannel({ channelId: BETA }));
    await store.add(sampleChannel({ gateway: OTHER_GATEWAY }));
    await store.add(sampleChannel({ name: 'Renamed' }));
    expect(store.list().map(({ channelId, name, gateway }) => [channelId, name, gateway])).toEqual([
      [ALPHA, 'Renamed', GATEWAY],
      [BETA, 'Alpha alerts', GATEWAY],
      [ALPHA, 'Alpha alerts', OTHER_GATEWAY],
    ]);
    expect(store.list()[0]).not.toHaveProperty('gatewayToken');
  });

  test('removing gives what was removed', async () => {
    const store = open();
    await store.add(sampleChannel());
    await store.add(sampleChannel({ channelId: BETA }));
    expect(await store.remove(ALPHA, GATEWAY)).toMatchObject({ channelId: ALPHA, gateway: GATEWAY });
    expect(await store.remove(ALPHA)).toBeUndefined();
    expect(await store.remove('no id')).toBeUndefined();
    expect(await store.remove(BETA, OTHER_GATEWAY)).toBeUndefined();
    expect(store.list().map(({ channelId }) => channelId)).toEqual([BETA]);
  });

  test('an id that is kept for two gateways is removed only with a gateway', async () => {
    const store = open();
    await store.add(sampleChannel());
    await store.add(sampleChannel({ gateway: OTHER_GATEWAY }));
    await expect(store.remove(ALPHA)).rejects.toThrow(/more than one gateway/);
    expect(store.list()).toHaveLength(2);
    await store.remove(ALPHA, OTHER_GATEWAY);
    expect(store.list().map(({ gateway }) => gateway)).toEqual([GATEWAY]);
  });
});

describe('the file', () => {
  test('is as it is described, mode 0600 in a folder of mode 0700', async () => {
    const below = join(folder, 'new', 'deeper');
    path = join(below, 'channels.json');
    const password = canaries.mint();
    await openChannelsFile(path, book).add(sampleChannel({ password: new Secret(password) }));
    expect(readFileSync(path, 'utf8').replace(password, 'PASSWORD')).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "channels": [
          {
            "channel_id": "AZY7G6ZM7GKK8YR8J2KPM6RAB8",
            "name": "Alpha alerts",
            "gateway": "https://push.example.com",
            "password": "PASSWORD",
            "added_at": "2026-01-02T03:04:05.000Z"
          }
        ]
      }
      "
    `);
    expect([path, below, join(folder, 'new')].map((place) => (statSync(place).mode & 0o777).toString(8))).toEqual([
      '600',
      '700',
      '700',
    ]);
  });

  test('that is not there holds nothing, and removing makes none', async () => {
    path = join(folder, 'absent', 'channels.json');
    expect(openChannelsFile(path, book).list()).toEqual([]);
    expect(await openChannelsFile(path, book).remove(ALPHA)).toBeUndefined();
    expect(statSync(join(folder, 'absent'), { throwIfNoEntry: false })).toBeUndefined();
  });

  test('keeps members that are not ours', async () => {
    write(
      JSON.stringify({
        note: 'mine',
        version: 1,
        channels: [record({ colour: 'red', gateway_token: canaries.mint() })],
      }),
    );
    const store = openChannelsFile(path, book);
    await store.add(sampleChannel({ channelId: BETA }));
    await store.add(sampleChannel());
    const { note, channels } = JSON.parse(readFileSync(path, 'utf8'));
    expect([note, channels[0].colour, channels[0].gateway_token]).toEqual(['mine', 'red', undefined]);
  });

  test('may be one that a person wrote: an id in any spelling, a date, a byte order mark', () => {
    write(`\uFEFF${content(record({ channel_id: ALPHA.toLowerCase(), name: undefined, added_at: '2026-01-02' }))}`);
    expect(openChannelsFile(path, book).list()).toMatchObject([
      { channelId: ALPHA, addedAt: '2026-01-02T00:00:00.000Z' },
    ]);
  });

  test('may hold a name that hides characters: they are dropped', () => {
    write(content(record({ name: 'Al\u202epha\u001b[31m' })));
    expect(openChannelsFile(path, book).list()[0]?.name).toBe('Alpha[31m');
  });

  test('may be a link, which stays one', async () => {
    write(content(record()));
    const link = `${path}.link`;
    symlinkSync(path, link);
    await openChannelsFile(link, book).add(sampleChannel({ channelId: BETA }));
    expect(openChannelsFile(path, book).list()).toHaveLength(2);
  });

  test('shows no secret when its channels are printed', () => {
    write(content(record({ gateway_token: canaries.mint() })));
    const [channel] = openChannelsFile(path, book).list();
    expect(canaries.findIn(`${inspect(channel)} ${JSON.stringify(channel)}`)).toEqual([]);
    expect(canaries.findIn(channel?.password.reveal() ?? '')).toHaveLength(1);
  });
});

describe('refused, with a sentence that holds nothing of the content', () => {
  test.each([0o640, 0o604, 0o660, 0o602, 0o644, 0o666])('mode %o', async (mode) => {
    write(content(record()), mode);
    const sentence =
      'PATH can be read or changed by other users: run chmod 600 on it, and change the passwords in it if others were here.';
    expect(refusal()).toBe(sentence);
    const before = readFileSync(path, 'utf8');
    await expect(openChannelsFile(path, book).add(sampleChannel())).rejects.toThrow(OwnFileError);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test.runIf(process.getuid?.() === 0)('a file of another user', () => {
    write(content(record()));
    chownSync(path, 65534, 65534);
    expect(refusal()).toBe('PATH belongs to another user: use a file of your own.');
    const link = `${path}.link`;
    symlinkSync(path, link);
    expect(refusal(() => openChannelsFile(link, book).list())).toBe(
      'PATH.link belongs to another user: use a file of your own.',
    );
  });

  test('a link to nothing, also for adding', async () => {
    symlinkSync(join(folder, 'nothing'), path);
    const sentence = 'PATH is a link to a file that is not there: remove the link, or make the file.';
    expect(refusal()).toBe(sentence);
    await expect(openChannelsFile(path, book).add(sampleChannel())).rejects.toThrow(
      'is a link to a file that is not there',
    );
  });

  test('a folder', async () => {
    mkdirSync(path);
    expect(refusal()).toBe('PATH is no plain file.');
    await expect(openChannelsFile(path, book).add(sampleChannel())).rejects.toThrow(OwnFileError);
  });

  test('a path below a file', async () => {
    write('');
    expect(refusal(() => openChannelsFile(join(path, 'below'), book).list())).toBe(
      'PATH/below cannot be read (ENOTDIR).',
    );
    await expect(openChannelsFile(join(path, 'below'), book).add(sampleChannel())).rejects.toThrow(OwnFileError);
  });

  test('more than 1 MiB', () => {
    write(' '.repeat(1024 * 1024 + 1));
    expect(refusal()).toBe('PATH is larger than 1 MiB: that is no channels file.');
  });

  test('what a newer version wrote, also for adding and removing', async () => {
    write(JSON.stringify({ version: 2, kept: [record()] }));
    expect(refusal()).toBe('PATH was written by a newer version of push-mcp: update this one.');
    const before = readFileSync(path, 'utf8');
    await expect(openChannelsFile(path, book).add(sampleChannel())).rejects.toThrow('newer version');
    await expect(openChannelsFile(path, book).remove(ALPHA)).rejects.toThrow('newer version');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  const instead = 'Correct it, or remove it and add the channels again.';
  test.each<[string, () => string]>([
    ['it holds no JSON object', () => ''],
    ['it holds no JSON object', () => `{"version":1,"channels":[{"password":"${canaries.mint()}"`],
    ['it holds no JSON object', () => `["${canaries.mint()}"]`],
    ['its version is not 1', () => `{"password":"${canaries.mint()}"}`],
    ['its version is not 1', () => JSON.stringify({ version: '1', channels: [] })],
    ['it has no list of channels', () => JSON.stringify({ version: 1, channels: record() })],
    ['channels[1] is no object', () => content(record(), canaries.mint())],
    ['channels[1] is there a second time', () => content(record(), record({ channel_id: ALPHA.toLowerCase() }))],
    [
      'channels[0].channel_id is missing or not what it has to be',
      () => content(record({ channel_id: canaries.mint() })),
    ],
    ['channels[0].name is missing or not what it has to be', () => content(record({ name: [canaries.mint()] }))],
    ['channels[0].gateway is missing or not what it has to be', () => content(record({ gateway: `${GATEWAY}/` }))],
    [
      'channels[0].gateway is missing or not what it has to be',
      () => content(record({ gateway: 'ftp://push.example.com' })),
    ],
    ['channels[0].password is missing or not what it has to be', () => content(record({ password: undefined }))],
    ['channels[0].password is missing or not what it has to be', () => content(record({ password: 'short 7' }))],
    ['channels[0].password is missing or not what it has to be', () => content(record({ password: 'é'.repeat(65) }))],
    ['channels[0].password is missing or not what it has to be', () => content(record({ password: 12345678 }))],
    [
      'channels[0].password is missing or not what it has to be',
      () => content(record({ password: ` ${canaries.mint()}` })),
    ],
    [
      'channels[0].gateway_token is missing or not what it has to be',
      () => content(record({ gateway_token: 'two words' })),
    ],
    ['channels[0].added_at is missing or not what it has to be', () => content(record({ added_at: canaries.mint() }))],
    ['channels[0].added_at is missing or not what it has to be', () => content(record({ added_at: undefined }))],
  ])('%s', (what, text) => {
    write(text());
    expect(refusal()).toBe(`PATH is no channels file: ${what}. ${instead}`);
  });

  test('bytes that are no UTF-8', () => {
    writeFileSync(path, Buffer.from([0x7b, 0xff, 0x7d]), { mode: 0o600 });
    expect(refusal()).toBe('PATH is not UTF-8 text: correct it, or remove it and add the channels again.');
  });
});

describe('the configuration folder', () => {
  test.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, string]>([
    ['XDG_CONFIG_HOME', { XDG_CONFIG_HOME: '/xdg', HOME: '/home/a' }, 'linux', '/xdg/push-mcp'],
    [
      'a relative XDG_CONFIG_HOME does not count',
      { XDG_CONFIG_HOME: 'xdg', HOME: '/home/a' },
      'linux',
      '/home/a/.config/push-mcp',
    ],
    ['~/.config', { HOME: '/home/a', XDG_CONFIG_HOME: '' }, 'darwin', '/home/a/.config/push-mcp'],
    ['the home of the user where HOME is unset', {}, 'linux', join(homedir(), '.config/push-mcp')],
    ['%APPDATA%', { APPDATA: 'C:\\Users\\a\\AppData\\Roaming' }, 'win32', 'C:\\Users\\a\\AppData\\Roaming\\push-mcp'],
  ])('%s', (_, env, platform, want) => {
    expect(configurationFolder(env, platform)).toBe(want);
  });
});
