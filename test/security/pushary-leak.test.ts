import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCanaries } from '../support/canaries.ts';
import { type Connection, connect } from '../support/connect.ts';
import { runs } from '../support/runs.ts';
import { type GatewayDouble, startGateway } from './gateway-double.ts';
import { hostileAnswer, hostileReply } from './hostile-pushary.ts';
import { calls, fitting } from './pushary-answers.ts';

const canaries = createCanaries();
let service: GatewayDouble;
const servers: Connection[] = [];

beforeAll(async () => {
  service = await startGateway(fitting);
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await service.close();
});

interface Keyed {
  readonly server: Connection;
  readonly key: string;
  readonly half: string;
}

/** A server with a key of this form: `{}` is where its canary stands. */
async function serve(shape = 'sk_{}'): Promise<Keyed> {
  const half = shape.replace('{}', canaries.mint());
  const key = `pk_0a1b2c3d4e5f.${half}`;
  const env = { PUSHARY_BASE_URL: service.origin, PUSHARY_API_KEY: key, PUSH_MCP_TOOLSETS: 'pushary' };
  const server = await connect({ ...env, PUSHARY_MAX_RETRIES: '0', PUSHARY_TIMEOUT: '5' });
  servers.push(server);
  return { server, key, half };
}

/** Everything that a call let out: both content blocks, progress or a protocol error, and the lines on stderr. */
async function exits({ client, lines }: Connection, name: string, args: Record<string, unknown>): Promise<string> {
  lines.length = 0;
  const told: unknown[] = [];
  const onprogress = (progress: unknown) => void told.push(progress);
  const outcome = await client
    .callTool({ name, arguments: args }, { onprogress })
    .catch((error: Error & { data?: unknown }) => ({ error: error.message, data: error.data }));
  return `${JSON.stringify([outcome, ...told])}\n${lines.join('')}`;
}

/** No canary, and no beginning of one either: a text that was cut may hold a part. */
function expectNothingIn(text: string): void {
  expect(canaries.findIn(text), text.slice(0, 3000)).toEqual([]);
  expect(text).not.toMatch(/kanarie|sk_k/i);
  expect(text).not.toContain('push-mcp itself failed');
}

const tools = Object.keys(calls);
const shapes = ['sk_{}', '{}', "sk_{}'()!~*", 'sk_%{}$&+', '<{}>;=#'];

describe.each(shapes)('with a secret half of the form %s', (shape) => {
  const numRuns = runs(shape === 'sk_{}' ? 2000 : 300);

  test('a service that says everywhere what it was sent gets the key out nowhere', { timeout: 180_000 }, async () => {
    const { server, key } = await serve(shape);
    let told = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(hostileAnswer, fc.constantFrom(...tools), async (plan, tool) => {
        const before = service.arrivals.length;
        service.behave((arrival) => hostileReply(plan, arrival, key));
        const text = await exits(server, tool, calls[tool] ?? {});
        expectNothingIn(text);
        expect(text).not.toContain('endpoint-canary');
        expect(text).not.toMatch(/answer-url-canary|webhook-secret-canary|somebody@example.org/);
        for (const { headers } of service.arrivals.slice(before)) expect(headers.authorization).toBe(`Bearer ${key}`);
        if (text.includes('"isError":true')) refused += 1;
        else told += 1;
      }),
      { numRuns },
    );
    // Otherwise the answers were all too odd to be shown at all, and this test proves little
    expect(Math.min(told, refused)).toBeGreaterThan(numRuns / 50);
  });
});

describe('the key among the arguments', () => {
  const place = fc.constantFrom<(secret: string) => [string, Record<string, unknown>]>(
    (secret) => ['ask_user', { question: secret, wait: false }],
    (secret) => ['ask_user', { question: `${'q'.repeat(190)}${secret}`, context: secret, wait: false }],
    (secret) => ['ask_user', { question: 'Q', type: 'select', options: [secret, 'b'], wait: false }],
    (secret) => ['ask_user', { question: 'Q', type: secret, options: secret }],
    (secret) => ['ask_user', { question: 'Q', agentName: secret, sessionId: secret, machineId: secret, wait: false }],
    (secret) => ['ask_user', { question: 'Q', repoKey: secret, actionBody: secret, toolTarget: secret, wait: false }],
    (secret) => ['ask_user', { question: 'Q', callbackUrl: `https://x/?k=${encodeURIComponent(secret)}`, wait: false }],
    (secret) => ['ask_user', { question: 'Q', [secret]: secret, wait: secret, timeoutMs: secret }],
    (secret) => ['send_notification', { title: secret, body: secret, url: secret, tags: [secret] }],
    (secret) => ['send_notification', { title: 'T', body: 'B', context: { [secret]: secret } }],
    (secret) => ['send_notification', { title: 'T', body: 'B', context: { details: [secret], errorFile: secret } }],
    (secret) => ['send_notification', { title: 'T', body: 'B', context: { askQuestion: { question: secret } } }],
    (secret) => ['send_notification', { title: 'T', body: 'B', data: secret, idempotencyKey: secret }],
    (secret) => ['wait_for_answer', { correlationId: secret }],
    (secret) => ['cancel_question', { correlationId: secret, [secret]: 1 }],
    (secret) => ['get_subscriber', { id: secret }],
    (secret) => ['list_subscribers', { tags: [secret], externalId: secret, cursor: secret, status: secret }],
    (secret) => ['create_campaign', { name: secret, title: secret, body: secret, tags: [secret], scheduledAt: secret }],
    (secret) => [
      'create_flow',
      { name: 'N', triggerType: secret, steps: [{ stepType: secret, config: { [secret]: 1 } }] },
    ],
    (secret) => [secret, { [secret]: secret }],
  );
  const answer = fc.constantFrom('fits', 'echoes', 'refuses');

  test('is told by no exit, whole or its secret half', { timeout: 120_000 }, async () => {
    const { server, key, half } = await serve();
    const secret = fc.constantFrom(key, half, `Bearer ${key}`, `a ${half} b`, `${key}${key}`);
    await fc.assert(
      fc.asyncProperty(place, secret, answer, async (place, secret, how) => {
        service.behave((arrival) => {
          if (how === 'fits') return fitting(arrival);
          const text = `${arrival.target} ${arrival.body} ${decodeURIComponent(arrival.target)}`;
          return how === 'refuses'
            ? { status: 400, body: { error: text, hint: text } }
            : { body: { ...(fitting(arrival).body as object), name: text, title: text, hint: text, warning: text } };
        });
        const [tool, args] = place(secret);
        expectNothingIn(await exits(server, tool, args));
      }),
      { numRuns: runs(1500) },
    );
  });
});

test('the half that names the key is no secret, the other one is one by itself', async () => {
  const { server, key, half } = await serve();
  service.behave((arrival) => ({
    body: { ...(fitting(arrival).body as object), name: key, title: half, body: 'pk_0a1b2c3d4e5f' },
  }));
  const { result } = (await server.call('get_campaign', { id: 'camp_1' })) as { result: object };
  expect(result).toMatchObject({ name: '[redacted]', title: '[redacted]', body: 'pk_0a1b2c3d4e5f' });
});

test('an address for answers, which opens whatever listens there, reaches the service and no exit', async () => {
  const { server } = await serve();
  const callbackUrl = `https://hooks.example.org/T0/${canaries.mint()}`;
  for (const reply of [fitting, () => ({ status: 400, body: { error: `Not ${callbackUrl}` } })]) {
    service.behave(reply);
    const text = await exits(server, 'ask_user', { question: `With ${reply.length}?`, callbackUrl, wait: false });
    expectNothingIn(text);
    expect(text).toContain('"callbackUrl":"[masked]"');
    expect(service.arrivals.at(-1)?.body.toString()).toContain(callbackUrl);
  }
});

test('nothing that is told before a call holds the key', async () => {
  const { server } = await serve();
  const { client, lines } = server;
  expectNothingIn(
    JSON.stringify([client.getInstructions(), await client.listTools(), client.getServerVersion(), lines]),
  );
});

test('what opens something is shown nowhere: endpoints of devices, addresses that answer, secrets of webhooks', async () => {
  const { server } = await serve();
  service.behave(fitting);
  for (const tool of tools) {
    const text = await exits(server, tool, calls[tool] ?? {});
    expect(text, tool).not.toContain('"isError":true');
    expect(text).not.toMatch(/endpoint|answerUrl|answer-url|webhook|whsec|site_1|somebody@/i);
  }
});
