// A caller that guesses at a secret of the server learns from no answer whether the guess is right: what it is told differs in
// nothing but the guess itself. The one thing that knows better is the service that a secret belongs to, where it repeats it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type Arrival, type Double, pushOf, type Reply, startDouble, TOKEN } from '../support/double.ts';
import { keptChannel } from '../support/pushgo.ts';
import { accepted, type GatewayDouble, startGateway } from './gateway-double.ts';
import { calls, fittingBody } from './pushary-answers.ts';

/** Right guesses, by what they open. Some are as people choose them. */
const secrets = {
  pwpush: ['87vceEoMea_yQoG53b2U', 'owner@mail.example.org'],
  pushgo: ['letmein-gateway', 'a-channel-password'],
  pushary: ['pk_0a1b2c3d4e5f.sk_00112233445566778899aabb', 'sk_00112233445566778899aabb'],
  proxy: ['Sommer-2024'],
};
type Owner = keyof typeof secrets;
/** As long, of the same alphabet, and of nobody. */
const wrongFor = (guess: string) => guess.replaceAll('e', 'i').replaceAll('0', '7');

const channel = { id: '06J0FZG1Y8XGG14VTQ4Y3G10MR', name: 'Alerts', password: 'a-channel-password' };
let double: Double;
let host: GatewayDouble;
let server: Connection;
/** Whether the services repeat what is sent to them. */
let echoes = true;

const echo = ({ target, body }: Arrival) => `${decodeURIComponent(target)} ${body}`;

function answer(arrival: Arrival): Reply {
  if (arrival.target.startsWith('/api/v1/server')) {
    const said = echoes ? { name: echo(arrival), title: echo(arrival), warning: echo(arrival) } : {};
    return { body: { ...fittingBody(arrival), ...said } };
  }
  return arrival.method === 'GET' ? { status: 404, body: { error: echo(arrival) } } : accepted(arrival);
}

beforeAll(async () => {
  double = await startDouble();
  host = await startGateway(answer);
  server = await connect(
    {
      PWPUSH_BASE_URL: double.origin,
      PWPUSH_API_TOKEN: secrets.pwpush[0] ?? '',
      PWPUSH_API_EMAIL: secrets.pwpush[1] ?? '',
      PWPUSH_FILE_ROOT: '/nowhere',
      PWPUSH_EMAIL_DOMAINS: 'example.org',
      PUSHGO_BASE_URL: host.origin,
      PUSHGO_TOKEN: secrets.pushgo[0] ?? '',
      PUSHARY_BASE_URL: host.origin,
      PUSHARY_API_KEY: secrets.pushary[0] ?? '',
      PUSHARY_MAX_RETRIES: '0',
      HTTPS_PROXY: `http://corp:${secrets.proxy[0]}@proxy.example:3128`,
      HTTP_PROXY: `http://corp:${secrets.proxy[0]}@proxy.example:3128`,
    },
    [],
    keepInMemory([keptChannel(channel, host.origin)]),
  );
});
afterAll(async () => {
  await server.close();
  await double.close();
  await host.close();
});

/** A call of each tool that is good but for the argument that holds the guess. */
const usual: Readonly<Record<string, Record<string, unknown>>> = {
  ...calls,
  create_push: { payload: 'the payload' },
  preview_push: { url_token: TOKEN },
  expire_push: { url_token: TOKEN },
  get_push_audit: { url_token: TOKEN },
  notify_push: { url_token: TOKEN, notify_emails_to: ['a@example.org'] },
  pushgo_message_send: { title: 'Done' },
  pushgo_event_create: { title: 'Done', status: 'open', message: 'Fine', severity: 'low' },
  pushgo_event_update: { event_id: 'a'.repeat(32), status: 'open', message: 'Fine', severity: 'low' },
  pushgo_event_close: { event_id: 'a'.repeat(32), status: 'closed', message: 'Fine', severity: 'low' },
  pushgo_thing_create: { title: 'Done' },
  pushgo_thing_update: { thing_id: 'a'.repeat(32), title: 'Done' },
  pushgo_thing_archive: { thing_id: 'a'.repeat(32) },
  pushgo_thing_delete: { thing_id: 'a'.repeat(32) },
};

/** All that a client is told, with another word in place of the guess and of what is random. */
async function told(name: string, args: Record<string, unknown>, guess: string): Promise<string> {
  const outcome = await server.client
    .callTool({ name, arguments: args })
    .catch(({ message, data }: Error & { data?: unknown }) => ({ message, data }));
  const text = JSON.stringify(outcome).replaceAll(guess, 'GUESS').replaceAll(guess.toLowerCase(), 'GUESS');
  return text
    .replace(/[0-9a-f]{32}/g, 'RANDOM')
    .replace(/[0-9a-f-]{36}/g, 'RANDOM')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW');
}

type Place = (guess: string) => Record<string, unknown>;

async function expectNoTell(name: string, place: Place, guess: string): Promise<void> {
  const wrong = wrongFor(guess);
  expect(wrong).not.toBe(guess);
  const right = await told(name, place(guess), guess);
  expect(right, `${name} ${JSON.stringify(place('GUESS'))}`).toBe(await told(name, place(wrong), wrong));
}

/** Ways to put a guess into the arguments of a tool. */
function placesIn(name: string): Place[] {
  const tool = served.find((one) => one.name === name);
  const base = usual[name] ?? {};
  const names = Object.keys(tool?.inputSchema.properties ?? {});
  const places = names.flatMap((argument): Place[] => [
    (guess) => ({ ...base, [argument]: guess }),
    (guess) => ({ ...base, [argument]: [guess] }),
    (guess) => ({ ...base, [argument]: { [guess]: guess } }),
  ]);
  const link: Place = (guess) => ({ ...base, url_token: `https://x.example/p/${guess}` });
  return [...places, ...(names.includes('url_token') ? [link] : []), (guess) => ({ ...base, [guess]: guess })];
}

describe.each(served.map(({ name, toolset }) => [name, toolset as Owner] as const))('%s', (name, toolset) => {
  test('tells of no guess at a secret of another service or of the proxy, even where its service repeats it', async () => {
    echoes = true;
    double.behave((arrival) =>
      arrival.target.includes('/active') ? { body: [pushOf(double.origin, { name: echo(arrival) })] } : undefined,
    );
    const owners = (Object.keys(secrets) as Owner[]).filter((owner) => owner !== toolset);
    for (const guess of owners.flatMap((owner) => secrets[owner]))
      for (const place of placesIn(name)) await expectNoTell(name, place, guess);
  });

  test('tells of no guess at a secret of its own, where its service repeats nothing', async () => {
    echoes = false;
    // No push has such a token
    const isKnown = ({ target }: Arrival) => target.includes(TOKEN) || !/pushes\/|\/p\//.test(target);
    double.behave((arrival) => (isKnown(arrival) ? undefined : { status: 404, body: { error: 'not found' } }));
    for (const guess of secrets[toolset])
      for (const place of placesIn(name)) {
        // The service is given this key, and it is told again: each such guess is a write with a line in the audit log
        if ('op_id' in place('') || 'idempotencyKey' in place('')) continue;
        await expectNoTell(name, place, guess);
      }
  });
});

test('a guess as the name of a tool or of a resource is told of by nothing', async () => {
  for (const guess of Object.values(secrets).flat()) {
    await expectNoTell(guess, () => ({}), guess);
    const read = (uri: string) => server.client.readResource({ uri }).catch((error: Error) => error.message);
    expect(await read(`pushgo://channels/${guess}`)).toEqual(await read(`pushgo://channels/${wrongFor(guess)}`));
  }
});
