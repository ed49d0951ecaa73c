// The settings of Pushary: its key, its address, and the prefix that it shares with other programs of the vendor.
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Environment, readEnvironment } from '../../src/config/environment.ts';
import { resolveConfig } from '../../src/config/resolve.ts';

const files = {
  isCertificates: () => true,
  isFolder: () => true,
  exists: () => false,
  readText: () => undefined,
  folder: '/config',
};
const resolve = (env: Environment, flags = {}) => resolveConfig(flags, readEnvironment(env).environment, files);
const resolvedOf = (env: Environment, flags = {}) => {
  const resolved = resolve(env, flags);
  if ('problems' in resolved) throw new Error(resolved.problems.join('\n'));
  return resolved;
};
const configOf = (env: Environment, flags = {}) => resolvedOf(env, flags).config;

const KEY = 'pk_0123456789abcdef.sk_fedcba9876543210';

describe('the key', () => {
  test.each([
    KEY,
    `  ${KEY}\n`,
    'pk_xxx.secret_xxx',
    // Never validated on `sk_` (docs/services/pushary.md#keys)
    'pk_0123456789abcdef.fedcba9876543210',
    'pk_a.b',
    'pk_test_a.sk_live_b-c~d',
  ])('of the form %j is taken', (key) => {
    const { pushary, pwpush, pushgo } = resolvedOf({ PUSHARY_API_KEY: key }).credentials;
    expect(pushary.token?.reveal()).toBe(key.trim());
    expect([pwpush.token, pushgo.token]).toEqual([undefined, undefined]);
  });

  test.each([
    'hunter2hunter2',
    'pk_0123456789abcdef',
    'pk_0123456789abcdef.',
    'pk_.sk_0123456789',
    '.sk_0123456789abcdef',
    'sk_0123456789abcdef.pk_0123456789',
    'pk_0123456789.sk_0123.456789',
    'PK_0123456789.sk_0123456789',
    `Bearer.${KEY}`,
  ])('%j is a problem before start, and is not repeated', (key) => {
    const resolved = resolve({ PUSHARY_API_KEY: key });
    expect(resolved).toEqual({
      problems: ['PUSHARY_API_KEY is no key of the form pk_….sk_…. A site shows its own once, when it is made.'],
    });
  });

  test.each(['', '  ', '<UNKNOWN>', `$${'{PUSHARY_API_KEY}'}`])('%j is none', (key) => {
    expect(configOf({ PUSHARY_API_KEY: key }).services.pushary).not.toHaveProperty('token');
  });

  test('is printed by nobody', () => {
    const config = configOf({ PUSHARY_API_KEY: KEY });
    expect(JSON.stringify(config) + inspect(config, { depth: 9 })).not.toContain('fedcba98');
  });
});

describe('the address', () => {
  test('is that of the service unless another one is set', () => {
    expect(configOf({}).services.pushary.origin).toBe('https://pushary.com');
    const { pushary, pwpush } = configOf({ PUSHARY_BASE_URL: 'http://127.0.0.1:8080/' }).services;
    expect([pushary.origin, pwpush.origin]).toEqual(['http://127.0.0.1:8080', 'https://pwpush.com']);
  });

  // The vendor's SDKs take such an address; ours has the path itself (docs/services/pushary.md#keys)
  test('of the API is a problem that says which one to use', () => {
    expect(resolve({ PUSHARY_BASE_URL: 'https://pushary.com/api/v1/server' })).toEqual({
      problems: ['PUSHARY_BASE_URL goes on after the host. Pushary lives at the root: use https://pushary.com.'],
    });
  });

  test.each<[Environment, string[]]>([
    [
      { PUSHARY_BASE_URL: 'http://pushary.example' },
      ['PUSHARY_BASE_URL is plain http: anybody on the way can read what is sent.'],
    ],
    [
      { PUSHARY_BASE_URL: 'http://pushary.example', PUSHARY_API_KEY: KEY },
      ['PUSHARY_BASE_URL is plain http: anybody on the way can read what is sent, the token included.'],
    ],
    [{ PUSHARY_BASE_URL: 'http://localhost:8080', PUSHARY_API_KEY: KEY }, []],
    [
      { PUSHARY_VERIFY_SSL: 'false' },
      ['PUSHARY_VERIFY_SSL is off: anybody on the way can read and change what is sent, secrets and token included.'],
    ],
  ])('%j warns where it has to', (env, warnings) => {
    expect(configOf(env).warnings).toEqual(warnings);
  });
});

describe('the toolset', () => {
  test.each<[Environment, object, string[]]>([
    [{}, {}, ['pwpush']],
    [{ PUSHARY_API_KEY: KEY }, {}, ['pwpush', 'pushary']],
    [{ PUSHARY_API_KEY: KEY, PUSHGO_BASE_URL: 'https://push.example' }, {}, ['pwpush', 'pushgo', 'pushary']],
    [{ PUSHARY_BASE_URL: 'https://pushary.example', PUSHARY_READ_ONLY: 'true' }, {}, ['pwpush']],
    [{ PUSHARY_API_KEY: KEY, PUSH_MCP_TOOLSETS: 'pwpush' }, {}, ['pwpush']],
    [{ PUSH_MCP_TOOLSETS: 'pushary' }, {}, ['pushary']],
    [{ PUSH_MCP_TOOLSETS: 'pwpush' }, { toolsets: 'pushary,pushgo' }, ['pushary', 'pushgo']],
  ])('%j with %j: %j', (env, flags, toolsets) => {
    expect(configOf(env, flags).toolsets).toEqual(toolsets);
  });
});

describe('the prefix', () => {
  // See docs/services/pushary.md#keys, #agent-identity and #programs-and-variables
  test.each([
    ...['PUSHARY_API_URL', 'PUSHARY_TASK_TITLES', 'PUSHARY_REPO_KEY', 'PUSHARY_CONFIG_FILE', 'PUSHARY_AGENT_NAME'],
    ...['PUSHARY_GATE_TOOLS', 'PUSHARY_GATE_TIMEOUT_MS', 'PUSHARY_AUTO_NOTIFY_SESSION_END'],
  ])('%s is of another program of the vendor: neither read nor complained about', (name) => {
    expect(readEnvironment({ [name]: 'x' })).toEqual({ environment: {}, warnings: [] });
  });

  test.each([
    ['PUSHARY_APIKEY', 'PUSHARY_API_KEY'],
    ['PUSHARY_KEY', 'PUSHARY_API_KEY'],
    ['PUSHARY_API_TOKEN', 'PUSHARY_API_KEY'],
    ['PUSHARY_BASEURL', 'PUSHARY_BASE_URL'],
    ['PUSHARY_READONLY', 'PUSHARY_READ_ONLY'],
    ['PUSHARY_ENABLE_TOOLS', 'PUSHARY_ENABLED_TOOLS'],
    ['PUSHARY_AUDITLOG', 'PUSHARY_AUDIT_LOG'],
    ['PUSHARY_MAX_RETRY', 'PUSHARY_MAX_RETRIES'],
  ])('%s is ours, misspelt', (name, meant) => {
    const { environment, warnings } = readEnvironment({ [name]: 'a value that stays unsaid' });
    expect(environment).toEqual({});
    expect(warnings).toEqual([`${name} is no setting and was ignored. Did you mean ${meant}?`]);
  });
});
