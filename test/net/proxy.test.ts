import { describe, expect, test } from 'vitest';
import { proxyVariableFor } from '../../src/net/proxy.ts';

test.each([
  ['http://push.example', 'HTTP_PROXY'],
  ['https://push.example', 'HTTPS_PROXY'],
  ['http://localhost.evil.example', 'HTTP_PROXY'],
  ['http://127.0.0.1.evil.example', 'HTTP_PROXY'],
  ['http://10.0.0.1:6666', 'HTTP_PROXY'],
  ['https://[fd00::1]', 'HTTPS_PROXY'],
])('%s is reached as %s says', (origin, variable) => {
  expect(proxyVariableFor(origin, '')).toBe(variable);
  expect(proxyVariableFor(origin, ' , ')).toBe(variable);
});

test.each(['http://127.0.0.1:9', 'http://127.1:9', 'https://localhost:9', 'http://[::1]:9', 'http://127.9.9.9:9'])(
  '%s is on this machine, and no proxy is asked',
  (origin) => expect(proxyVariableFor(origin, '')).toBeUndefined(),
);

describe('NO_PROXY, as curl reads it:', () => {
  const hosts: readonly [entry: string, matches: string[], others: string[]][] = [
    ['*', ['http://push.example', 'https://10.0.0.1', 'http://[fd00::1]'], []],
    [
      'example.com',
      ['https://example.com', 'https://a.b.example.com', 'https://EXAMPLE.com.'],
      ['https://notexample.com'],
    ],
    ['.example.com', ['https://example.com', 'https://a.example.com'], ['https://aexample.com', 'https://example.org']],
    ['*.example.com', ['https://a.example.com'], ['https://aexample.com']],
    ['Example.COM.', ['https://example.com'], ['https://com']],
    ['a.example b.example', ['https://a.example', 'https://b.example'], ['https://c.example']],
    ['a.example, b.example,', ['https://a.example', 'https://b.example'], ['https://c.example']],
    ['push.example:8443', ['https://push.example:8443'], ['https://push.example', 'http://push.example']],
    ['push.example:443', ['https://push.example'], ['http://push.example']],
    ['10.1.2.3', ['https://10.1.2.3', 'http://10.1.2.3:8080'], ['https://10.1.2.30', 'https://1.10.1.2']],
    ['10.1.2.3:8080', ['http://10.1.2.3:8080'], ['http://10.1.2.3']],
    ['10.0.0.0/8', ['https://10.200.1.1', 'http://10.0.0.1:5100'], ['https://11.0.0.1', 'https://10.example.com']],
    ['192.168.1.77/16', ['https://192.168.200.1'], ['https://192.169.0.1']],
    ['0.0.0.0/0', ['https://10.0.0.1'], ['https://push.example', 'https://[fd00::1]']],
    ['fd00::1', ['https://[fd00::1]', 'https://[fd00:0:0::1]:8443'], ['https://[fd00::2]', 'https://[fd00::1:1]']],
    ['FD00:0::1', ['https://[fd00::1]'], ['https://10.0.0.1']],
    ['[fd00::1]', ['https://[fd00::1]', 'https://[fd00::1]:8443'], ['https://[fd00::2]']],
    ['[fd00::1]:8443', ['https://[fd00::1]:8443'], ['https://[fd00::1]']],
    ['fd00::/8', ['https://[fd12:3456::1]'], ['https://[fe80::1]', 'https://10.0.0.1']],
    // What is neither matches nothing
    ['10.0.0.0/33', [], ['https://10.0.0.0', 'https://10.0.0.1']],
    ['10.0.0.0/', [], ['https://10.0.0.0']],
    ['fd00::/129', [], ['https://[fd00::]']],
    ['10/8', [], ['https://10.0.0.1']],
    ['.', [], ['https://push.example']],
    ['http://push.example', [], ['http://push.example']],
  ];
  test.each(hosts)('%s', (entry, matches, others) => {
    for (const noProxy of [entry, `other.example,${entry}`]) {
      expect(matches.filter((origin) => proxyVariableFor(origin, noProxy) !== undefined)).toEqual([]);
      expect(others.filter((origin) => proxyVariableFor(origin, noProxy) === undefined)).toEqual([]);
    }
  });
});
