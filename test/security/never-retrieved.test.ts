import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type Behaviour, type Double, type Generation, pushOf, startDouble, TOKEN } from '../support/double.ts';
import { isAllowed, isRetrieval, retrievalSamples, withheldSamples } from '../support/retrievals.ts';

const generations: Generation[] = ['v2', 'commercial', 'v1', 'v1-tables'];
const open: { double: Double; evil: Double; server: Connection }[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-'));
  writeFileSync(join(folder, 'key.pem'), 'key');
});
afterAll(() => rmSync(folder, { recursive: true }));

// Closing a double fails the test where anything tried to retrieve a push, or went to the other host
afterEach(async () => {
  for (const { double, evil, server } of open.splice(0)) {
    await server.close();
    await Promise.all([double.close(), evil.close()]);
  }
});

async function start(
  generation: Generation,
  behaviour?: (evil: Double) => Behaviour,
  env: Record<string, string> = {},
) {
  const evil = await startDouble({ forbidden: true });
  const double = await startDouble({ generation, ...(behaviour && { behaviour: behaviour(evil) }) });
  const settings = {
    PWPUSH_BASE_URL: double.origin,
    PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
    PWPUSH_API_EMAIL: 'owner@example.org',
    PWPUSH_FILE_ROOT: folder,
  };
  const server = await connect({ ...settings, PWPUSH_MAX_RETRIES: '0', ...env });
  const setup = { double, evil, server };
  open.push(setup);
  return setup;
}

/** Every tool with ordinary arguments, every kind of push, and every prompt. */
async function useEverything(
  { server, double }: { server: Connection; double: Double },
  url_token = TOKEN,
): Promise<unknown[]> {
  const outcomes = [
    await server.call('get_version'),
    await server.call('create_push', { payload: 'the payload', passphrase: 'the passphrase' }),
    await server.call('create_push', { payload: 'https://example.org/', kind: 'url' }),
    await server.call('create_push', {
      payload: 'the payload',
      kind: 'qr',
      deletable_by_viewer: true,
      retrieval_step: false,
    }),
    await server.call('create_push', { file_paths: ['key.pem'] }),
    await server.call('preview_push', { url_token }),
    await server.call('preview_push', { url_token: `${double.origin}/p/${url_token}/r` }),
    await server.call('get_push_audit', { url_token, page: 2 }),
    await server.call('list_active_pushes', { page: 2 }),
    await server.call('list_expired_pushes'),
    await server.call('expire_push', { url_token }),
  ];
  for (const name of ['create_push', 'preview_push', 'expire_push']) {
    await server.client.getPrompt({
      name,
      arguments: { payload: 'the payload', url_token: `${double.origin}/p/${url_token}` },
    });
  }
  return outcomes;
}

describe('the double', () => {
  test('knows every retrieval, and tells one from what may be sent', () => {
    for (const { method, path } of retrievalSamples())
      expect(isRetrieval(method, path), `${method} ${path}`).toBe(true);
    // What is withheld for another reason, such as sending e-mail, is an attempt too
    for (const { method, path } of withheldSamples()) expect(isAllowed(method, path), `${method} ${path}`).toBe(false);
    for (const path of [
      '/p/x/../y.json',
      '/p/%2e%2e/p/y',
      '//p/y',
      '/p/x%2ejson',
      '/pfb/x',
      '/rails/active_storage/x',
      '/admin/x',
      '/p/active',
      '/en/p/y.json',
      '/p/y.json/',
    ]) {
      expect(isRetrieval('GET', path), path).toBe(true);
    }
    for (const path of ['/p/active.json', '/p/y/preview.json', '/api/v2/version.json'])
      expect(isAllowed('GET', path), path).toBe(true);
  });

  test('fails the run on a retrieval', async () => {
    const double = await startDouble();
    await fetch(`${double.origin}/p/${TOKEN}.json`, { method: 'HEAD' });
    await expect(double.close()).rejects.toThrow(/HEAD \/p\//);
  });
});

describe.each(generations)('against a %s instance', (generation) => {
  test('every tool and prompt works without a retrieval', async () => {
    const setup = await start(generation);
    const outcomes = await useEverything(setup);
    const refused = outcomes.filter((outcome) => 'refused' in (outcome as object));
    // Releases before 1.56 have no QR pushes
    expect(refused).toHaveLength(generation === 'v1-tables' ? 1 : 0);
    expect(setup.double.arrivals.length).toBeGreaterThan(10);
  });

  test('no redirect is followed, from whatever it comes and wherever it leads', async () => {
    let reply: ReturnType<Behaviour>;
    let only: RegExp = /./;
    const setup = await start(
      generation,
      () =>
        ({ method, target }) =>
          only.test(`${method} ${target}`) ? reply : undefined,
    );
    const { double, evil } = setup;
    const paths = [
      `/p/${TOKEN}.json`,
      `/p/${TOKEN}`,
      `/p/${TOKEN}/r`,
      `/api/v2/pushes/${TOKEN}.json`,
      `/f/${TOKEN}.json`,
      `/r/${TOKEN}`,
      '/pfb/x/y',
    ];
    const places = paths.flatMap((path) => [
      path,
      `${double.origin}${path}`,
      `${evil.origin}${path}`,
      `//127.0.0.1:${evil.port}${path}`,
      `.${path}`,
      path.slice(1),
      `\\\\127.0.0.1:${evil.port}${path}`,
    ]);
    for (const status of [301, 302, 303, 307, 308, 300, 305]) {
      // The version as well, and every endpoint but the version, so that the calls themselves are redirected
      for (only of [/./, /^(?!GET \/api\/v.\/version)/]) {
        for (const location of status === 302 ? places : places.slice(0, 4)) {
          reply = { status, headers: { location, refresh: `0; url=${location}`, link: `<${location}>; rel=preload` } };
          const outcomes = [
            await setup.server.call('preview_push', { url_token: TOKEN }),
            await setup.server.call('expire_push', { url_token: TOKEN }),
            await setup.server.call('create_push', { payload: 'the payload' }),
            await setup.server.call('list_active_pushes'),
            await setup.server.call('get_push_audit', { url_token: TOKEN }),
          ];
          if (status !== 300 && status !== 305) {
            for (const outcome of outcomes)
              expect(outcome).toMatchObject({ refused: expect.stringContaining('that was not followed') });
          }
        }
      }
    }
    expect(evil.arrivals).toHaveLength(0);
  });

  test('a token or link that is none never becomes a request for something else', async () => {
    const setup = await start(generation);
    const { origin, port } = setup.double;
    const host = `127.0.0.1:${port}`;
    const foreign = [
      ...[
        `${origin}:1/p/x`,
        `http://localhost:${port}/p/${TOKEN}`,
        `https://${host}/p/${TOKEN}`,
        `http://127.0.0.1:${setup.evil.port}/p/${TOKEN}`,
      ],
      ...[
        `http://user@${host}/p/${TOKEN}`,
        `http://user:pass@${host}/p/${TOKEN}`,
        `http://${host}@127.0.0.1:${setup.evil.port}/p/${TOKEN}`,
        `http://pwpush.cоm/p/${TOKEN}`,
      ],
      ...[
        `http://xn--pwpush-4of.com/p/${TOKEN}`,
        `ftp://${host}/p/${TOKEN}`,
        `file:///p/${TOKEN}`,
        `javascript:fetch('/p/${TOKEN}')`,
        `//${host}/p/${TOKEN}`,
      ],
    ];
    const hostile = [
      ...[
        '..',
        '.',
        '...',
        '%2e%2e',
        '%2E',
        '.%2e',
        '%252e%252e',
        'a/b',
        'a%2fb',
        'a%2Fb',
        'a%252fb',
        'a\\b',
        'a%5cb',
        '../p/x',
        '..%2fp%2fx',
        'x/../../p/y',
      ],
      ...[
        'x.json',
        'x.json?',
        'x.json#',
        'x.json?passphrase=y',
        'x?',
        'x#',
        'x;y',
        'x&y',
        'x=y',
        'x:y',
        'x@y',
        'active',
        'expired',
        'active ',
        '',
        ' ',
        '   ',
        'a b',
        '\t',
      ],
      ...[
        'x\0',
        '\0',
        'x\r\nGET /p/y.json',
        'x\ny',
        'x\u2028y',
        'x%00',
        'x%0d%0a',
        'ｆｋ３',
        'fk3mору',
        '．．',
        '‥',
        '／',
        '∕',
        '⁄',
        '\u202ex',
        'x\u200by',
        '\ud800',
        '🔑',
      ],
      ...[
        'a'.repeat(129),
        'a'.repeat(10_240),
        '../'.repeat(3000),
        `/p/${TOKEN}`,
        `p/${TOKEN}`,
        `${origin}`,
        `${origin}/`,
        `${origin}/p/`,
        `${origin}/p/active`,
        `${origin}/p/../admin`,
      ],
      ...[
        `${origin}/pfb/x/y`,
        `${origin}/rails/active_storage/x`,
        `${origin}/p/${TOKEN}/passphrase`,
        `${origin}/p/${TOKEN}/edit`,
        `${origin}/p/a%2fb`,
        `${origin}/p/a/b/c`,
      ],
    ];
    for (const url_token of [...foreign, ...hostile]) {
      for (const tool of ['preview_push', 'get_push_audit', 'expire_push']) {
        expect(await setup.server.call(tool, { url_token }), `${tool} ${url_token.slice(0, 80)}`).toHaveProperty(
          'refused',
        );
      }
    }
    expect(setup.double.arrivals).toEqual([]);
  });
});

test('a link to a retrieval of the instance itself is read for its token only', async () => {
  const setup = await start('v2');
  const { origin } = setup.double;
  const links = [
    `${origin}/p/${TOKEN}`,
    `${origin}/p/${TOKEN}.json`,
    `${origin}/p/${TOKEN}/r`,
    `${origin}/r/${TOKEN}/r.json`,
    `${origin}/en/p/${TOKEN}`,
    `${origin}/p/${TOKEN}?locale=fr#x`,
  ];
  for (const url_token of [
    ...links,
    `${origin}/p/x/../../api/v2/pushes/${TOKEN}.json`,
    `${origin}/api/v2/pushes/${TOKEN}.json`,
    `  ${origin.toUpperCase()}/p/${TOKEN}/ `,
  ]) {
    setup.double.reset();
    expect(await setup.server.call('preview_push', { url_token }), url_token).toMatchObject({
      result: { url_token: TOKEN },
    });
    for (const { method, target } of setup.double.arrivals)
      expect(`${method} ${target}`).toMatch(/^GET \/api\/v2\/(?:version\.json|pushes\/fk3mopy2vhl\/preview\.json)$/);
  }
});

describe('an instance that hands out hostile values', () => {
  const values = (evil: Double, own: string) => [
    ...[
      '..',
      '.',
      'active',
      'a/b',
      'x.json',
      '../../p/x',
      `/p/${TOKEN}`,
      `${TOKEN}.json?`,
      `${own}/p/${TOKEN}.json`,
      `${evil.origin}/p/${TOKEN}.json`,
      `//127.0.0.1:${evil.port}/`,
    ],
    ...[
      '',
      ' ',
      '\0',
      '\r\nHost: evil',
      'javascript:0',
      `data:,${TOKEN}`,
      `http://user:pass@127.0.0.1:${evil.port}/p/x`,
      'a'.repeat(10_240),
    ],
  ];

  test.each(generations)('%s: is not asked for them, whichever field they come in', async (generation) => {
    let value = '';
    let fields: string[] = [];
    const setup = await start(generation, () => ({ method, target }) => {
      if (target.includes('version') || target.includes('probe')) return undefined;
      const over = Object.fromEntries(fields.map((field) => [field, value]));
      if (target.includes('/preview')) return { body: { url: value } };
      const push = {
        ...pushOf('http://127.0.0.1:1'),
        ...(generation === 'v1-tables' && { html_url: undefined }),
        ...over,
      };
      return { status: method === 'POST' ? 201 : 200, body: /\/(?:active|expired)\.json/.test(target) ? [push] : push };
    });
    for (value of values(setup.evil, setup.double.origin)) {
      for (fields of [['url_token'], ['html_url'], ['url_token', 'html_url', 'json_url', 'url', 'files', 'location']]) {
        const made = await setup.server.call('create_push', { payload: 'the payload' });
        expect(JSON.stringify(made)).not.toContain('push-mcp itself failed');
        await setup.server.call('list_active_pushes');
        await setup.server.call('preview_push', { url_token: TOKEN });
        await setup.server.call('expire_push', { url_token: TOKEN });
        // What a model would do next: use what it was told
        const told = ((made as { result?: Record<string, unknown> }).result ?? {}) as {
          url_token?: string;
          html_url?: string;
        };
        for (const url_token of [told.url_token, told.html_url]) {
          if (url_token !== undefined) await setup.server.call('expire_push', { url_token });
        }
      }
    }
    expect(setup.evil.arrivals).toHaveLength(0);
  });

  test('a link origin that it used leads to the configured host all the same', async () => {
    const setup = await start(
      'v2',
      (evil) =>
        ({ target }) =>
          target.includes('/preview') ? { body: { url: `${evil.origin}/p/${TOKEN}/r` } } : undefined,
    );
    await setup.server.call('preview_push', { url_token: TOKEN });
    expect(await setup.server.call('expire_push', { url_token: `${setup.evil.origin}/p/${TOKEN}` })).toHaveProperty(
      'result',
    );
    expect(setup.double.count('DELETE', `/${TOKEN}.json`)).toBe(1);
  });
});

test.each(['throttled', 'failing', 'broken'])(
  'a %s instance is asked the same again, and nothing else',
  async (trouble) => {
    const behaviour: Behaviour = ({ target }, response) => {
      if (target.includes('version')) return undefined;
      if (trouble === 'throttled') return { status: 429, headers: { 'retry-after': '0' }, body: 'Retry later\n' };
      if (trouble === 'failing') return { status: 503, headers: { location: `/p/${TOKEN}.json`, 'retry-after': '0' } };
      response.destroy();
      return null;
    };
    const setup = await start('v2', () => behaviour, { PWPUSH_MAX_RETRIES: '1' });
    const outcomes = await useEverything(setup);
    expect(outcomes.slice(1).every((outcome) => 'refused' in (outcome as object))).toBe(true);
    expect(setup.double.count('GET', `/${TOKEN}/preview.json`)).toBe(4);
  },
);

test('an address under PWPUSH_BASE_URL that is not Password Pusher is probed without a retrieval', async () => {
  for (const reply of [
    { status: 404 },
    { status: 200, body: 'hello' },
    { status: 401 },
    { status: 302, headers: { location: `/p/${TOKEN}` } },
  ]) {
    for (const version of ['auto', 'v1', 'v2']) {
      const setup = await start('v2', () => () => reply, { PWPUSH_API_VERSION: version });
      for (const outcome of await useEverything(setup)) expect(outcome).toHaveProperty('refused');
    }
  }
});
