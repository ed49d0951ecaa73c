import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClients } from '../../generated/clients.ts';
import { type OperationId, operations, withheld } from '../../generated/operations.ts';
import { checkRequest, GateError } from '../../src/http/gate.ts';
import { isAllowed, isRetrieval, withheldSamples } from '../support/retrievals.ts';

const ORIGIN = 'https://pwpush.example';
const ids = Object.keys(operations) as OperationId[];
const exposed = ids.filter((id) => operations[id].tool !== null);

function passes(method: string, url: string, operation: OperationId): boolean {
  try {
    checkRequest({ method, url }, operation, ORIGIN);
    return true;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
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

test('the catalogue of withheld operations covers what the contract forbids', () => {
  for (const { method, path } of withheldSamples()) expect(isRetrieval(method, path), `${method} ${path}`).toBe(true);
  const paths = withheld.map(({ method, path }) => `${method} ${path}`);
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

test('what passes the gate is allowed, whatever the address is made of', () => {
  const address = fc.oneof(
    fc.tuple(
      fc.constantFrom('/p/', '/f/', '/r/', '/api/v2/pushes/', '/en/p/', '/'),
      hostile,
      fc.constantFrom('', '.json', '/r', '/preview.json', '/audit.json', '/access', '/'),
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
        expect(isAllowed(method, pathname), `${method} ${pathname}`).toBe(true);
      },
    ),
    { numRuns: 20_000 },
  );
});

test('no generated client reaches a withheld address through the gate, whatever the path value is', async () => {
  const sent: string[] = [];
  let operation: OperationId = 'pwpushV2PreviewPush';
  const clients = createClients({
    baseUrl: ORIGIN,
    fetch: async (request) => {
      checkRequest(request, operation, ORIGIN);
      sent.push(`${request.method} ${request.url}`);
      return new Response(null, { status: 204 });
    },
  }) as unknown as Record<OperationId, (init: object) => Promise<unknown>>;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ids), hostile, async (id, url_token) => {
      operation = id;
      sent.length = 0;
      try {
        await clients[id]({
          params: { path: { url_token }, query: { push_locale: url_token, page: url_token } },
          body: {},
        });
      } catch {
        // Refused by the gate, or no address at all
      }
      for (const request of sent) {
        const [method = '', url = ''] = request.split(' ');
        expect(url.startsWith(`${ORIGIN}/`)).toBe(true);
        expect(isAllowed(method, url.slice(ORIGIN.length)), request).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('another origin, method, operation or an unexposed operation is refused', () => {
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
  expect(passes('POST', `${ORIGIN}/api/v2/pushes/abc/notify_emails.json`, 'pwpushV2NotifyPush')).toBe(false);
  expect(passes('DELETE', `${ORIGIN}/p/active.json`, 'pwpushV1ExpirePush')).toBe(false);
});

test('a refusal of the gate holds no address', () => {
  for (const operation of exposed) {
    try {
      checkRequest({ method: 'GET', url: 'https://evil.example/p/token-in-question.json' }, operation, ORIGIN);
      expect.unreachable();
    } catch (error) {
      expect(String((error as Error).stack)).not.toContain('token-in-question');
    }
  }
});
