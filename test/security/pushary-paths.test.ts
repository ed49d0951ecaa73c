import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { isAsking } from '../support/retrievals.ts';
import { runs } from '../support/runs.ts';
import { type GatewayDouble, startGateway } from './gateway-double.ts';
import { calls, fitting, fittingBody, ID } from './pushary-answers.ts';

// Where requests go: to the configured origin, to the twenty paths, with the key; nowhere else, whoever says so.

const KEY = 'pk_0a1b2c3d4e5f.sk_00112233445566778899aabb';
let service: GatewayDouble;
let elsewhere: GatewayDouble;
let server: Connection;

beforeAll(async () => {
  service = await startGateway(fitting);
  elsewhere = await startGateway(fitting);
  server = await connect({
    PUSHARY_BASE_URL: service.origin,
    PUSHARY_API_KEY: KEY,
    PUSHARY_MAX_RETRIES: '0',
    PUSHARY_TIMEOUT: '5',
  });
});
afterAll(async () => {
  await server.close();
  await service.close();
  await elsewhere.close();
});
afterEach(() => {
  expect(elsewhere.arrivals).toEqual([]);
  const strays = service.arrivals.filter(({ method, target }) => !isAsking(method, target));
  expect(strays.map(({ method, target }) => `${method} ${target}`)).toEqual([]);
  for (const { headers } of service.arrivals) {
    expect(headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'content-type': 'application/json' });
    expect(headers.host).toBe(new URL(service.origin).host);
  }
  service.arrivals.length = 0;
  service.behave(fitting);
});

const text = async (name: string, args: Record<string, unknown>) => JSON.stringify(await server.call(name, args));

const hostileIds = [
  ...['', ' ', '.', '..', '../x', '%2e%2e', '%2e%2e%2fcampaigns', 'a/b', 'a%2fb', 'a\\b', 'a?b', 'a#b', 'a;b', 'a b'],
  ...['x/../../decisions/y', '..%252f..%252fkeys', '//evil.example/x', 'https://evil.example/', 'x@evil.example'],
  ...[
    '\0',
    'x\r\nHost: evil',
    '\u202e',
    'ａ',
    '．．',
    `${ID}/`,
    `${ID}?wait=0`,
    `${ID}\n`,
    ` ${ID}`,
    'x'.repeat(10_000),
  ],
  ...['count', 'constructor', '__proto__', 'webhook-secret', `{${ID}}`, `urn:uuid:${ID}`, ID.replaceAll('-', '')],
];
const anyId = fc.oneof(
  fc.constantFrom(...hostileIds),
  fc.string({ unit: fc.constantFrom(...'./%2efF\\?#;@:-_x'), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('an id of the service that is none', () => {
  test('is not asked about, not told, and leads to no other path', { timeout: 60_000 }, async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anyId, fc.constantFrom('POST', 'list'), async (id, where) => {
        // What cannot be seen is taken off before
        fc.pre(id.replace(/[\p{C}\u2028\u2029]/gu, '') !== ID);
        count += 1;
        const question = `Question ${count}?`;
        service.arrivals.length = 0;
        service.behave(({ method, target, body }) => {
          if (method === 'POST' && where === 'POST') return { body: { correlationId: id, status: 'pending' } };
          if (method === 'POST') return { status: 500 };
          if (!target.endsWith('/sessions')) return { body: { answered: true, value: 'yes', status: 'answered' } };
          const { sessionId, machineId } = JSON.parse(String(service.arrivals[0]?.body ?? body));
          return { body: { sessions: [], pendingQuestions: [{ correlationId: id, question, sessionId, machineId }] } };
        });
        const told = await text('ask_user', { question, timeoutMs: 1000 });
        expect(told).toMatch(/may have been asked all the same and was not asked again; list_sessions names/);
        if (id.length > 3 && where === 'POST') expect(told).not.toContain(JSON.stringify(id).slice(1, -1));
        const sent = service.arrivals.map(({ method, target }) => `${method} ${target.replace('/api/v1/server', '')}`);
        expect(sent).toEqual(['POST /ask', 'GET /sessions']);
      }),
      { numRuns: runs(500) },
    );
  });

  test.each([undefined, null, 7, ['x'], { id: ID }, true])('or is %j is no id either', async (id) => {
    service.behave(({ method }) =>
      method === 'POST'
        ? { body: { correlationId: id, status: 'pending' } }
        : { body: { sessions: [], pendingQuestions: [] } },
    );
    const told = await text('ask_user', { question: `Of type ${typeof id} ${id}?` });
    expect(told).toContain('was not asked again; list_sessions names the questions that are open');
  });

  test('under a notification is told as it is, and refused where it is used', async () => {
    const linkedCorrelationId = '../../keys';
    service.behave((arrival) => ({ body: { ...fittingBody(arrival), linkedCorrelationId } }));
    const { result } = (await server.call('send_notification', { title: 'T', body: 'B' })) as { result: object };
    expect(result).toMatchObject({ linkedCorrelationId });
    for (const name of ['wait_for_answer', 'cancel_question'])
      expect(await text(name, { correlationId: linkedCorrelationId })).toContain('correlationId is no UUID');
    expect(service.arrivals).toHaveLength(1);
  });
});

test('an id of a caller leads to the path of its tool or nowhere', { timeout: 60_000 }, async () => {
  const tools = Object.entries({
    ...{ wait_for_answer: 'correlationId', cancel_question: 'correlationId', get_subscriber: 'id', get_campaign: 'id' },
    ...{ send_campaign: 'id', pause_campaign: 'id', get_campaign_stats: 'id', activate_flow: 'id', pause_flow: 'id' },
  });
  const paths: Readonly<Record<string, RegExp>> = {
    ...{
      wait_for_answer: /^GET \/ask\/[^/?]+\?wait=\d+$/,
      cancel_question: /^(?:DELETE|GET) \/ask\/[^/?]+(?:\?wait=\d)?$/,
    },
    ...{ get_subscriber: /^GET \/subscribers\/(?!count$)[^/?]+$/, get_campaign: /^GET \/campaigns\/[^/?]+$/ },
    ...{ send_campaign: /^POST \/campaigns\/[^/?]+\/send$/, pause_campaign: /^POST \/campaigns\/[^/?]+\/pause$/ },
    ...{ get_campaign_stats: /^GET \/campaigns\/[^/?]+\/stats$/, activate_flow: /^POST \/flows\/[^/?]+\/activate$/ },
    pause_flow: /^POST \/flows\/[^/?]+\/pause$/,
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...tools), anyId, async ([name, field], id) => {
      service.arrivals.length = 0;
      const told = await text(name, { [field]: id, ...(name === 'wait_for_answer' && { timeoutMs: 1000 }) });
      for (const { method, target } of service.arrivals)
        expect(`${method} ${target.replace('/api/v1/server', '')}`).toMatch(paths[name] as RegExp);
      if (service.arrivals.length === 0) expect(told).toContain('refused');
      expect(told).not.toContain('push-mcp itself failed');
    }),
    { numRuns: runs(1000) },
  );
});

test('a word that the service has for something else is no id, and is told so', async () => {
  expect(await server.call('get_subscriber', { id: 'count' })).toEqual({
    refused: 'That is no id: the service has this word for something else. Nothing was sent.',
  });
  expect(service.arrivals).toEqual([]);
});

describe.each([301, 302, 303, 307, 308])('a redirect with %i', (status) => {
  test('is followed by no tool, to no place', async () => {
    const places = [
      `${elsewhere.origin}/api/v1/server/ask`,
      `//${new URL(elsewhere.origin).host}/`,
      '/api/v1/server/decisions/x',
      `${service.origin}/api/v1/server/webhook-secret`,
      '/api/v1/server/keys',
      '?again',
      'data:,x',
    ];
    for (const [name, args] of Object.entries(calls)) {
      for (const location of places) {
        service.arrivals.length = 0;
        service.behave(() => ({ status, headers: { location } }));
        // Of its own, so that it joins none
        const told = await text(name, name === 'ask_user' ? { ...args, question: `${status} ${location}?` } : args);
        expect(told).toContain('that was not followed');
        expect(service.arrivals).toHaveLength(1);
      }
    }
  });
});

test('links and addresses in answers are opened by nobody', async () => {
  const url = `${elsewhere.origin}/api/v1/server/ask/${ID}`;
  service.behave((arrival) => {
    const fields = {
      url,
      pollUrl: url,
      answerUrl: url,
      iconUrl: url,
      actionUrl: url,
      hint: url,
      nextCursor: url,
      value: url,
    };
    return {
      headers: { link: `<${url}>; rel=preload`, refresh: `0;url=${url}` },
      body: { ...fittingBody(arrival), ...fields },
    };
  });
  for (const [name, args] of Object.entries(calls)) expect(await text(name, args), name).toContain('"result"');
});
