// Secrets that stand in files: one for each variable, and the person's own for all.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { realFiles } from '../../src/config/files.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { inFile, secretVariables } from '../../src/config/variables.ts';

const KEY = 'pk_0123456789abcdef.sk_fedcba9876543210';
let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'push-mcp-secrets-'));
  folder = join(home, 'push-mcp');
  mkdirSync(folder, { mode: 0o700 });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (name: string, text: string | Buffer, mode = 0o600) => {
  const path = join(home, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const keep = (content: unknown, mode?: number) =>
  write('push-mcp/credentials.json', typeof content === 'string' ? content : JSON.stringify(content), mode);
const resolve = (env: Record<string, string>) =>
  resolveConfig({}, readEnvironment(env).environment, realFiles({ XDG_CONFIG_HOME: home }, process.platform));
function resolved(env: Record<string, string> = {}) {
  const found = resolve(env);
  if ('problems' in found) throw new Error(found.problems.join('\n'));
  return found;
}
const problems = (env: Record<string, string> = {}) => {
  const found = resolve(env);
  return 'problems' in found ? found.problems.map((sentence) => sentence.replaceAll(home, 'HOME')) : [];
};

describe('a file for one variable', () => {
  const unusable = (name: string) =>
    `${name} is no absolute path of a file that can be read and holds one line, of at most 64 KiB.`;

  test.each(secretVariables.map(({ name }) => name))('%s is taken from it', (name) => {
    const { credentials, config } = resolved({ [inFile(name)]: write('secret', `${KEY}\n`, 0o444) });
    const all = Object.values(credentials).flatMap((of) => Object.values(of).map((secret) => secret?.reveal()));
    expect(all).toEqual([KEY]);
    expect(config.keptFiles).toContain(join(home, 'secret'));
    expect(inspect(credentials, { depth: 9 })).not.toContain('fedcba');
  });

  test.each(['secret', 'secret\n', 'secret\r\n'])('%j loses one line end', (text) => {
    const path = write('secret', text);
    expect(resolved({ PWPUSH_API_TOKEN_FILE: path }).credentials.pwpush.token?.reveal()).toBe('secret');
  });

  test.each(['secret\n\n', ' secret', 'two words', 'sécret'])('%j cannot be sent, and is not told', (text) => {
    expect(problems({ PWPUSH_API_TOKEN_FILE: write('secret', text) })).toEqual([
      'PWPUSH_API_TOKEN holds a space or another character that cannot be sent.',
    ]);
  });

  test.each<[string, () => string]>([
    ['that is not there', () => join(home, 'nowhere')],
    ['that is a folder', () => home],
    ['that is empty', () => write('empty', '')],
    ['of a line end alone', () => write('line', '\n')],
    ['that is too large', () => write('large', 'x'.repeat(64 * 1024 + 1))],
    ['of bytes that are no text', () => write('bytes', Buffer.from([0x66, 0xff]))],
    ['at no absolute path', () => 'secret'],
    ['that never ends', () => '/dev/zero'],
  ])('%s is a problem', (_, path) => {
    expect(problems({ PUSHGO_TOKEN_FILE: path() })).toEqual([unusable('PUSHGO_TOKEN_FILE')]);
  });

  test('and the variable itself are a problem together', () => {
    const env = { PWPUSH_API_TOKEN: 'one-of-two', PWPUSH_API_TOKEN_FILE: write('secret', 'two-of-two') };
    expect(problems(env)).toEqual(['PWPUSH_API_TOKEN and PWPUSH_API_TOKEN_FILE are both set: leave one of them out.']);
  });

  test('that is a placeholder, or holds one, counts as none', () => {
    expect(resolved({ PWPUSH_API_TOKEN_FILE: '<UNKNOWN>' }).credentials.pwpush).toEqual({});
    expect(resolved({ PWPUSH_API_TOKEN_FILE: write('secret', '<UNKNOWN>') }).credentials.pwpush).toEqual({});
  });

  test('exists for secrets only', () => {
    expect(readEnvironment({ PWPUSH_BASE_URL_FILE: '/x' }).warnings).toEqual([
      expect.stringMatching(/^PWPUSH_BASE_URL_FILE is no setting and was ignored\./),
    ]);
  });

  test('sets up its service, and its form is judged', () => {
    expect(resolved({ PUSHARY_API_KEY_FILE: write('key', KEY) }).config.toolsets).toEqual(['pwpush', 'pushary']);
    expect(problems({ PUSHARY_API_KEY_FILE: write('key', 'no-key') })).toEqual([
      'PUSHARY_API_KEY is no key of the form pk_….sk_…. A site shows its own once, when it is made.',
    ]);
  });
});

describe("the person's own file", () => {
  const may = `It may hold ${secretVariables.map(({ name }) => name).join(', ')}.`;

  test('is read after the environment and before what is usual, and no tool may read it', () => {
    keep({ PWPUSH_API_TOKEN: 'kept-token', PUSHARY_API_KEY: KEY, PUSHGO_TOKEN: '<UNKNOWN>' });
    const { credentials, config } = resolved({ PUSHARY_API_KEY: 'pk_a.sk_b' });
    expect(credentials.pwpush.token?.reveal()).toBe('kept-token');
    expect(credentials.pushary.token?.reveal()).toBe('pk_a.sk_b');
    expect(credentials.pushgo).toEqual({});
    expect(config.keptFiles).toContain(join(folder, 'credentials.json'));
    const other = { PWPUSH_API_TOKEN_FILE: write('secret', 'from-a-file') };
    expect(resolved(other).credentials.pwpush.token?.reveal()).toBe('from-a-file');
  });

  test('need not be there', () => {
    expect(resolved().credentials).toEqual({ pwpush: {}, pushgo: {}, pushary: {} });
  });

  test.each([
    ['[]', 'holds no JSON object of texts'],
    ['{"PWPUSH_API_TOKEN": hunter2}', 'holds no JSON object of texts'],
    ['{"PWPUSH_API_TOKEN": 17}', 'holds no JSON object of texts'],
    ['{"PWPUSH_BASE_URL": "https://a.example"}', 'has a member PWPUSH_BASE_URL, which is no credential'],
    ['{"PUSHGO_TOKN\\u001b": "hunter2"}', 'has a member PUSHGO_TOKN?, which is no credential'],
  ])('of %s is a problem', (text, what) => {
    keep(text);
    expect(problems()).toEqual([`HOME/push-mcp/credentials.json ${what}. ${may}`]);
  });

  test.each([0o640, 0o604, 0o620, 0o666])('of mode %o is a problem', (mode) => {
    keep({ PWPUSH_API_TOKEN: 'hunter2' }, mode);
    expect(problems()).toEqual([
      'HOME/push-mcp/credentials.json can be read or changed by other users: run chmod 600 on it, and change the credentials in it if others were here.',
    ]);
  });

  test.each([0o770, 0o707, 0o777])('in a folder of mode %o, which others can change, is a problem', (mode) => {
    keep({ PWPUSH_API_TOKEN: 'hunter2' });
    chmodSync(folder, mode);
    expect(problems()).toEqual([
      'HOME/push-mcp belongs to another user or can be changed by others: run chmod 700 on your own.',
    ]);
  });

  test('that is a link is judged where it leads', () => {
    mkdirSync(join(home, 'open'));
    chmodSync(join(home, 'open'), 0o777);
    symlinkSync(write('open/real.json', '{}'), join(folder, 'credentials.json'));
    expect(problems()).toEqual([expect.stringContaining('HOME/open belongs to another user')]);
  });

  test('too large, a folder, or no text, is a problem', () => {
    keep(' '.repeat(1024 * 1024 + 1));
    expect(problems()).toEqual(['HOME/push-mcp/credentials.json is larger than 1 MiB: that is no credentials file.']);
    rmSync(join(folder, 'credentials.json'));
    mkdirSync(join(folder, 'credentials.json'));
    expect(problems()).toEqual(['HOME/push-mcp/credentials.json is no plain file.']);
  });

  test('is told together with every other problem', () => {
    keep('{');
    expect(problems({ PWPUSH_API_TOKEN_FILE: '/nowhere', PWPUSH_TIMEOUT: 'soon' })).toHaveLength(3);
  });
});
