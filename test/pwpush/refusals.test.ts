import { afterEach, describe, expect, test } from 'vitest';
import { readNetworkFailure } from '../../src/net/network-failure.ts';
import { connect } from '../support/connect.ts';
import { type Behaviour, type DoubleOptions, type Reply, startDouble, TOKEN } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

const SET = { PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U' };
const push = { url_token: TOKEN };
const one = (tool: string) => [tool, tool.startsWith('list') ? {} : push] as const;

/** An instance that answers everything but the questions of detection in one way. */
async function answering(
  reply: Reply | Behaviour,
  env: Record<string, string> = SET,
  generation: DoubleOptions['generation'] = 'v2',
) {
  const double = await startDouble({
    generation,
    behaviour: (arrival, response) => {
      if (/version|push-mcp-probe/.test(arrival.target)) return undefined;
      return typeof reply === 'function' ? reply(arrival, response) : reply;
    },
  });
  const server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_MAX_RETRIES: '0', ...env });
  open.push(server, double);
  return {
    double,
    async refused(tool: string, args: Record<string, unknown> = {}): Promise<string> {
      const outcome = await server.call(tool, args);
      return 'refused' in outcome ? outcome.refused.replaceAll(double.origin, 'ORIGIN') : '';
    },
  };
}

const destroyed: Behaviour = (_, response) => {
  response.destroy();
  return null;
};
const FRONT = { location: '/', 'content-type': 'text/html' };

describe('a redirect to the front page, as old releases refuse', () => {
  // Where each kind has its table the preview comes first, and is answered
  const refusing =
    (location: string, status = 302): Behaviour =>
    ({ target }) =>
      target.endsWith('/preview.json') ? undefined : { status, headers: { ...FRONT, location } };

  test.each(['/', '/en', '/pt-BR', '/en/'])('to %s: the push is not deletable', async (location) => {
    const { refused } = await answering(refusing(location), {}, 'v1-tables');
    expect(await refused('expire_push', push)).toBe(
      'This push was not expired: viewers may not delete it, and its owner needs a token for that.',
    );
  });

  test('with a token: it may have been ignored', async () => {
    const { refused } = await answering(refusing('/'), SET, 'v1-tables');
    expect(await refused('expire_push', push)).toBe(
      'This push was not expired: viewers may not delete it, or it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same.',
    );
  });

  test.each(['list_active_pushes', 'list_expired_pushes', 'get_push_audit'])('%s: logins are off', async (tool) => {
    const { refused } = await answering(refusing('/'), SET, 'v1-tables');
    expect(await refused(...one(tool))).toBe(
      'Logins are switched off at ORIGIN, so it gives lists and audits to nobody. Its operator can turn them on.',
    );
  });

  test.each([
    ['to another page', refusing('/users/sign_in'), 'v1-tables'],
    ['to a page that only looks like a language', refusing('/en-gb-oed'), 'v1-tables'],
    ['of another status', refusing('/', 301), 'v1-tables'],
    ['of API v2', refusing('/'), 'v2'],
  ] as const)('a redirect %s says nothing of the kind', async (_case, behaviour, generation) => {
    const { refused } = await answering(behaviour, SET, generation);
    for (const tool of ['expire_push', 'list_active_pushes'])
      expect(await refused(...one(tool))).toBe(
        'ORIGIN redirects to another page of its own; that was not followed. Check PWPUSH_BASE_URL.',
      );
  });

  test('a redirect to the front page of another host is named', async () => {
    const { refused } = await answering(refusing('https://pwpush.example/'), SET, 'v1-tables');
    expect(await refused('expire_push', push)).toContain('redirects to https://pwpush.example;');
  });
});

describe('a 403 with a reason in JSON', () => {
  test.each([{ error: 'Rate limit exceeded' }, { error: 'API rate limit reached', status: 403 }])(
    'that names a limit is a throttle: %o',
    async (body) => {
      const { refused } = await answering({ status: 403, body });
      for (const tool of ['preview_push', 'list_active_pushes', 'get_push_audit'])
        expect(await refused(...one(tool))).toBe('ORIGIN allows no more requests just now. Try again in a minute.');
    },
  );

  test('that names a limit elsewhere than in its error is none', async () => {
    const { refused } = await answering({ status: 403, body: { error: 'no', name: 'rate limit' } });
    expect(await refused('list_active_pushes')).toContain('second factor');
  });

  test('with a token: a second factor is most likely wanted', async () => {
    const { refused } = await answering({ status: 403, body: { error: 'Two-factor' } });
    expect(await refused('preview_push', push)).toBe(
      'ORIGIN forbids this, most likely because it wants a second factor that the account of the token has not set up. Its owner can do so in a browser.',
    );
  });

  test('without a token: there is no account that could lack a second factor', async () => {
    const { refused } = await answering({ status: 403, body: { error: 'no' } }, {});
    const sentence = await refused('preview_push', push);
    expect(sentence).toMatch(/^ORIGIN forbids this without an API token, or from this address\./);
    expect(sentence).not.toContain('second factor');
  });
});

describe('a refused expiry', () => {
  const refusal = { error: 'That push is not deletable by viewers.' };

  test('401 with a token: the account may be locked', async () => {
    for (const generation of ['v2', 'v1'] as const) {
      const { refused } = await answering({ status: 401, body: refusal }, SET, generation);
      expect(await refused('expire_push', push)).toBe(
        'This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed.',
      );
    }
  });

  test('401 without a token: there is no account', async () => {
    const { refused } = await answering({ status: 401, body: refusal }, {});
    expect(await refused('expire_push', push)).toBe(
      'This push was not expired: viewers may not delete it, and its owner needs a token for that.',
    );
  });

  test('422 of an old release: the token may have been ignored', async () => {
    const behaviour: Behaviour = ({ method }) => (method === 'DELETE' ? { status: 422, body: refusal } : undefined);
    const { refused } = await answering(behaviour, SET, 'v1-tables');
    const sentence = await refused('expire_push', push);
    expect(sentence).toContain('either it had expired already, or viewers may not delete it');
    expect(sentence).toContain('Releases before 1.51 ignore a wrong token and then answer the same.');
    const anonymous = await answering(behaviour, {}, 'v1-tables');
    expect(await anonymous.refused('expire_push', push)).not.toContain('ignore');
  });

  test('401 in the table of URL pushes: the token may have been ignored', async () => {
    const behaviour: Behaviour = ({ method, target }) => {
      if (method === 'DELETE') return { status: 401, body: refusal };
      return target.startsWith('/r/') ? undefined : { status: 404, body: { error: 'not-found' } };
    };
    const { refused } = await answering(behaviour, SET, 'v1-tables');
    expect(await refused('expire_push', push)).toContain('Releases before 1.51 ignore a wrong token');
  });
});

describe('an expiry whose outcome is not known', () => {
  const maybe = / It may be expired all the same; expiring it again does no harm\.$/;

  test.each<[string, Reply | Behaviour]>([
    ['a broken connection', destroyed],
    ['a 500', { status: 500, body: { status: 500, error: 'Internal Server Error' } }],
    ['a 502', { status: 502, body: '<h1>Bad Gateway</h1>', headers: { 'content-type': 'text/html' } }],
    ['no answer in time', () => new Promise(() => {})],
    ['a 200 that is no JSON', { status: 200, body: 'hello' }],
    ['a 200 of another shape', { status: 200, body: [] }],
  ])('says so after %s', async (_case, reply) => {
    const { refused } = await answering(reply, { ...SET, PWPUSH_TIMEOUT: '1' });
    expect(await refused('expire_push', push)).toMatch(maybe);
    // Nothing of the kind where nothing is changed
    expect(await refused('preview_push', push)).not.toMatch(/all the same|may exist/);
  });

  test.each<[string, Reply]>([
    ['a 404', { status: 404, body: { error: 'not-found' } }],
    ['a 429', { status: 429, body: 'Retry later\n', headers: { 'content-type': 'text/plain' } }],
    ['a 401', { status: 401 }],
  ])('is not claimed after %s', async (_case, reply) => {
    const { refused } = await answering(reply);
    expect(await refused('expire_push', push)).not.toMatch(maybe);
  });

  test('is not claimed where the preview before it failed', async () => {
    const { refused } = await answering(destroyed, SET, 'v1-tables');
    expect(await refused('expire_push', push)).toBe('The connection to ORIGIN broke off.');
  });
});

describe('statuses', () => {
  test('413 on a creation: too large, not a wrong address', async () => {
    const reply = { status: 413, body: '<h1>413</h1>', headers: { 'content-type': 'text/html' } };
    const { refused } = await answering(reply);
    expect(await refused('create_push', { payload: 'the payload' })).toBe(
      'The push is too large for the server in front of ORIGIN (413). Push less at once; its operator can raise the limit.',
    );
  });

  test('400: the request was not read, with more than one reason', async () => {
    const { refused } = await answering({ status: 400, body: { error: 'param is missing' } });
    for (const [tool, args] of [['create_push', { payload: 'the payload' }], one('list_active_pushes')] as const)
      expect(await refused(tool, args)).toMatch(
        /^ORIGIN could not read the request \(400, error\): it may be no Password Pusher, a release that is not known here, or behind a proxy/,
      );
  });

  test.each([
    ['list_active_pushes', 'give the list'],
    ['preview_push', 'give the link'],
    ['expire_push', 'expire the push'],
  ])('422 of %s: it did not %s', async (tool, act) => {
    const { refused } = await answering({ status: 422, body: { kind: ['is bad'], payload: ['is bad'] } });
    expect(await refused(...one(tool))).toBe(`ORIGIN did not ${act}: it found a value invalid.`);
  });

  test('422 of a creation: what may be wrong with the push', async () => {
    const { refused } = await answering({ status: 422, body: { payload: ['is bad'] } });
    expect(await refused('create_push', { payload: 'the payload' })).toMatch(
      /^ORIGIN did not make the push: payload is/,
    );
  });
});

describe('no TLS where it was expected', () => {
  test('the port may speak plain http, and nothing was sent', async () => {
    const { double } = await answering({});
    const server = await connect({ PWPUSH_BASE_URL: double.origin.replace('http:', 'https:'), ...SET });
    open.push(server);
    for (const tool of ['preview_push', 'expire_push'])
      expect(await server.call(tool, push)).toEqual({
        refused: expect.stringMatching(/^No TLS could be agreed on with https:.* the port may speak plain http/),
      });
    expect(double.arrivals).toEqual([]);
  });

  const failed = (code: string, message = '') =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

  test.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
    ['EPROTO', 'write EPROTO 80AC:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:record.c:350:'],
  ])('%s came up before anything was sent', (code, message?: string) => {
    expect(readNetworkFailure(failed(code, message))).toEqual({ reason: 'no-tls', sent: false });
  });

  test.each([
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
    ['EPROTO', 'write EPROTO 80AC:error:0A000119:SSL routines::decryption failed or bad record mac:record.c:622:'],
  ])('%s may have come later', (code, message?: string) => {
    expect(readNetworkFailure(failed(code, message))).toMatchObject({ sent: true });
  });
});
