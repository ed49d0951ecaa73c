import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type OperationId, operations, withheld } from '../../generated/operations.ts';
import * as retrievals from '../../overrides/pwpush/retrievals.ts';
import { services } from '../../overrides/registry.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import { checkRequest, findMistake, GateError } from '../../src/upstream/gate.ts';
import { toUrl } from '../../src/upstream/request.ts';
import {
  isAllowed,
  isAsking,
  isRetrieval,
  isSending,
  retrievalSamples,
  withheldSamples,
} from '../support/retrievals.ts';
import { runs } from '../support/runs.ts';

const ORIGIN = 'https://pwpush.example';
const ids = Object.keys(operations) as OperationId[];
const neverSent = (operation: OperationId) =>
  services[operations[operation].api.split('-', 1)[0] as keyof typeof services].neverSent;
const mayLeave = (method: string, target: string) =>
  [isAllowed, isSending, isAsking].some((isKnown) => isKnown(method, target));

function passes(method: string, url: string, operation: OperationId): boolean {
  try {
    checkRequest({ method, url }, operation, ORIGIN, neverSent(operation));
    return true;
  } catch (error) {
    if (!(error instanceof GateError || error instanceof ToolError)) throw error;
    return false;
  }
}

/** What somebody would write to make one path out of another. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      '.',
      '..',
      '...',
      '%2e',
      '%2e%2e',
      '.%2e',
      '%252e%252e',
      'a/b',
      'a%2fb',
      'a%5cb',
      'a\\b',
      'x.json?',
      'x.json#',
      'x.json',
      'x;',
      'x?',
      'x#',
    ],
    ...[
      'active',
      'expired',
      '',
      ' ',
      '\t',
      '\r\n',
      'x\r\nHost: evil',
      '\0',
      'x\0',
      '‥',
      '．．',
      '．',
      '／',
      '∕',
      'ａｂｃ',
      'а',
      '\u202e',
      '\ud800',
    ],
    ...[
      '../p/x',
      '..%2fp%2fx.json',
      '../../p/x.json',
      './x',
      'p',
      'f',
      'r',
      'en',
      'preview',
      '//evil.example/x',
      '@evil.example',
      'push-mcp-probe',
      'pull',
      'ack',
      'create',
      'message',
    ],
    'a'.repeat(300),
  ),
  fc.string({
    unit: fc.constantFrom(
      '.',
      '/',
      '\\',
      '%',
      '2',
      'e',
      'f',
      'p',
      'r',
      'x',
      '?',
      '#',
      ';',
      '@',
      ':',
      '\n',
      'j',
      's',
      'o',
      'n',
    ),
  }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

test('every withheld address is refused for every operation and method', () => {
  for (const { method, path } of withheldSamples()) {
    for (const operation of ids)
      expect(passes(method, ORIGIN + path, operation), `${operation} ${method} ${path}`).toBe(false);
  }
});

test('the catalogue of withheld operations covers what must never be called', () => {
  for (const { method, path } of retrievalSamples()) expect(isRetrieval(method, path), `${method} ${path}`).toBe(true);
  const retrievals = withheld.filter(({ effect }) => effect === 'consume');
  const paths = retrievals.map(({ method, path }) => `${method} ${path}`);
  expect(paths).toContain('POST /messages/pull');
  for (const kind of ['p', 'f', 'r']) {
    expect(paths).toEqual(
      expect.arrayContaining([
        `GET /${kind}/{url_token}.json`,
        `HEAD /${kind}/{url_token}.json`,
        `POST /${kind}/{url_token}/access`,
      ]),
    );
  }
});

test('the list of retrievals that is written by hand knows each that is described, and nothing that has to leave', () => {
  for (const { method, path } of retrievalSamples()) {
    const { pathname } = new URL(path, ORIGIN);
    expect(retrievals.isRetrieval(method, pathname), `${method} ${path}`).toBe(true);
    expect(retrievals.isRetrieval('GET', pathname.replace('/', '//')), `GET /${path}`).toBe(true);
    expect(retrievals.isRetrieval('GET', pathname.replace('p', '%70')), `GET ${path}, encoded`).toBe(true);
  }
  for (const id of ids) {
    const { api, method, path } = operations[id];
    if (!api.startsWith('pwpush')) continue;
    const pathname = path.replace(/\{[^}]+\}/g, 'fk3mopy2vhl');
    expect(retrievals.isRetrieval(method, pathname), `${method} ${path}`).toBe(false);
  }
});

test('every operation of the specifications is either exposed or withheld', () => {
  const folder = new URL('../../specs/', import.meta.url);
  const described = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => {
      const { paths } = parse(readFileSync(new URL(file, folder), 'utf8')) as { paths: Record<string, object> };
      return Object.entries(paths).flatMap(([path, item]) =>
        Object.keys(item).flatMap((key) => (key === 'parameters' ? [] : [`${key.toUpperCase()} ${path}`])),
      );
    });
  const known = [...Object.values(operations), ...withheld].map(({ method, path }) => `${method} ${path}`);
  expect(known.sort()).toEqual(described.sort());
});

test('nothing that is withheld stands in the way of an operation with ordinary values', () => {
  for (const id of ids) {
    const { method, path } = operations[id];
    expect(passes(method, ORIGIN + path.replace(/\{[^}]+\}/g, 'fk3mopy2vhl'), id), `${method} ${path}`).toBe(true);
  }
});

describe('a path that two descriptions fit', () => {
  const list = { method: 'GET', path: '/things/active' };
  const show = { method: 'GET', path: '/things/{id}' };
  const judge = (own: typeof list, pathname: string, ...effects: string[]) => {
    const wide = effects.map((effect) => ({ method: 'GET', path: '/{kind}/{id}', effect }));
    return findMistake(own, pathname, { exposed: [list, show], withheld: wide });
  };

  test('is right where it is literally that of the operation', () => {
    expect(judge(list, '/things/active', 'consume', 'read')).toBeUndefined();
    expect(judge(show, '/things/active')).toBe('the path of another operation');
  });

  test('is refused where one of them is withheld, and a retrieval is named before all else', () => {
    expect(judge(show, '/things/abc')).toBeUndefined();
    expect(judge(show, '/things/abc', 'notify')).toBe('the path of an operation that is not exposed');
    expect(judge(show, '/things/abc', 'notify', 'consume')).toBe('a path that retrieves');
  });

  test('is right where the withheld one has another method', () => {
    const remove = { method: 'DELETE', path: '/things/{id}' };
    expect(judge(remove, '/things/abc', 'consume', 'notify')).toBeUndefined();
  });
});

test('what passes the gate is allowed, whatever the address is made of', () => {
  const address = fc.oneof(
    fc.tuple(
      fc.constantFrom(
        '/p/',
        '/f/',
        '/r/',
        '/api/v2/pushes/',
        '/en/p/',
        '/',
        '/messages/',
        '/event/',
        '/ntfy/',
        '/bark/x/',
        ...['ask', 'subscribers', 'campaigns', 'flows', 'templates', 'decisions', 'keys', 'authorizations', ''].map(
          (place) => `/api/v1/server/${place}/`,
        ),
      ),
      hostile,
      fc.constantFrom('', '.json', '/r', '/preview.json', '/audit.json', '/access', '/', '/send', '/resume', '/stats'),
    ),
    fc.tuple(fc.constantFrom('/p/', '/api/v2/pushes/'), hostile, hostile),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...ids),
      fc.constantFrom('GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'get'),
      address,
      (operation, method, [base, token, rest]) => {
        const url = `${ORIGIN}${base}${token}${rest}`;
        if (!URL.canParse(url) || !passes(method, url, operation)) return;
        const { pathname } = new URL(url);
        expect(mayLeave(method, pathname), `${method} ${pathname}`).toBe(true);
      },
    ),
    { numRuns: runs(20_000) },
  );
});

test('no address that is made of an operation passes the gate where it is withheld, whatever the path value is', () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.constantFrom(...ids), hostile, (id, value) => {
      const path = { url_token: value, id: value, correlationId: value };
      const query = { push_locale: value, page: value, cursor: value, tags: [value, value] };
      const { method } = operations[id];
      let url: string;
      try {
        url = toUrl(ORIGIN, id, { path, query });
        checkRequest({ method, url }, id, ORIGIN, neverSent(id));
      } catch {
        // Refused by the gate, or no address at all
        return;
      }
      passed += 1;
      expect(url.startsWith(`${ORIGIN}/`)).toBe(true);
      expect(mayLeave(method, url.slice(ORIGIN.length)), url).toBe(true);
    }),
    { numRuns: runs(3000) },
  );
  expect(passed).toBeGreaterThan(0);
});

test.each([
  ['pwpushV2PreviewPush', { path: { url_token: 'a/b' }, query: {} }, '/api/v2/pushes/a%2Fb/preview.json'],
  ['pwpushV2PreviewPush', { path: {}, query: {} }, '/api/v2/pushes/{url_token}/preview.json'],
  ['pwpushV2ListActivePushes', { path: {}, query: { page: 2 } }, '/api/v2/pushes/active.json?page=2'],
  [
    'pusharyListSubscribers',
    { path: {}, query: { tags: ['a b', 'c,d', '&'], cursor: 'x=y', limit: undefined, other: null, none: [] } },
    '/api/v1/server/subscribers?tags=a%20b,c%2Cd,%26&cursor=x%3Dy',
  ],
] as const)('the address of %s with %j is %s', (operation, params, address) => {
  expect(toUrl(ORIGIN, operation, params)).toBe(ORIGIN + address);
});

test('another origin, method or operation is refused', () => {
  const path = '/api/v2/pushes/abc/preview.json';
  expect(passes('GET', ORIGIN + path, 'pwpushV2PreviewPush')).toBe(true);
  for (const origin of [
    'http://pwpush.example',
    'https://pwpush.example:444',
    'https://evil.example',
    'https://pwpush.example.evil.example',
    'https://pwpush.example@evil.example',
  ]) {
    expect(passes('GET', origin + path, 'pwpushV2PreviewPush'), origin).toBe(false);
  }
  expect(passes('HEAD', ORIGIN + path, 'pwpushV2PreviewPush')).toBe(false);
  expect(passes('GET', ORIGIN + path, 'pwpushV1PreviewPush')).toBe(false);
  expect(passes('DELETE', `${ORIGIN}/p/active.json`, 'pwpushV1ExpirePush')).toBe(false);
});

test('a token that makes a path look like a retrieval is refused as one', () => {
  const url = `${ORIGIN}/p/p/preview.json`;
  expect(() => checkRequest({ method: 'GET', url }, 'pwpushV1PreviewPush', ORIGIN, undefined)).toThrow(
    'pwpushV1PreviewPush was given a path that retrieves.',
  );
});

test('a refusal of the gate holds no address', () => {
  for (const operation of ids) {
    try {
      checkRequest(
        { method: 'GET', url: 'https://evil.example/p/token-in-question.json' },
        operation,
        ORIGIN,
        undefined,
      );
      expect.unreachable();
    } catch (error) {
      expect(String((error as Error).stack)).not.toContain('token-in-question');
    }
  }
});
