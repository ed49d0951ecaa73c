import { explainConnection } from '../../../overrides/rule/explain-connection.ts';
import type { NetworkReason } from '../../../overrides/rule/failure.ts';
import type { ServiceConfig } from '../../config/config.ts';
import { cleanText } from '../../policy/clean.ts';
import type { Secret } from '../../policy/secret.ts';
import { connectTo } from '../../upstream/connect.ts';
import { version } from '../../version.ts';
import { CommandError } from './io.ts';

/** All answers that are looked at here have less than a kilobyte. */
const LARGEST = 64 * 1024;

export interface Credentials {
  readonly channelId: string;
  readonly password: Secret;
  readonly token?: Secret | undefined;
}

/** What the gateway says of credentials: right, or which part of them is not. */
export type Verdict = 'right' | 'password' | 'channel' | 'token';

export interface Gateway {
  /** Asks whether credentials are right; nothing is stored or sent anywhere by that. Throws a `CommandError` where no answer tells. */
  check(credentials: Credentials): Promise<Verdict>;
  /** The name of a channel, cleaned; undefined where the gateway does not tell one. */
  findName(channelId: string, token: Secret | undefined): Promise<string | undefined>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  /** The body where it is a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The gateway at `origin`. Requests end with `signal`. */
export async function connectGateway(
  origin: string,
  { connection, timeoutSeconds }: ServiceConfig,
  signal: AbortSignal,
): Promise<Gateway> {
  const client = await connectTo(origin, connection);
  const limits = { signal, milliseconds: timeoutSeconds * 1000, largest: () => LARGEST };

  async function ask(path: string, token: Secret | undefined, body?: string): Promise<Answer> {
    const headers = {
      accept: 'application/json',
      'accept-language': 'en',
      'user-agent': `push-mcp/${version}`,
      ...(token && { authorization: `Bearer ${token.reveal()}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const exchanged = await client.exchange({ url: `${origin}${path}`, method, headers, body }, limits);
    if (exchanged.kind === 'timeout') throw nothingAdded(`${origin} did not answer within ${timeoutSeconds} seconds.`);
    if (exchanged.kind === 'network') throw explainNetwork(exchanged.reason, origin);
    return { status: exchanged.status, body: parse(exchanged.bytes) };
  }

  return {
    async check({ channelId, password, token }) {
      // Without `observed_at` the gateway looks at the credentials and then refuses, before anything is done (contract 8.3)
      const body = JSON.stringify({ channel_id: channelId, password: password.reveal(), thing_id: 'credential-check' });
      return judge(await ask('/thing/update', token, body), origin);
    },
    async findName(channelId, token) {
      const { status, body } = await ask(`/channel/exists?channel_id=${encodeURIComponent(channelId)}`, token);
      const { channel_name } = (body.data ?? {}) as { channel_name?: unknown };
      const name = status === 200 && typeof channel_name === 'string' ? cleanText(channel_name).trim() : '';
      return name === '' ? undefined : name;
    },
    close: client.close,
  };
}

const verdicts: Readonly<Record<string, Verdict>> = {
  '400 observed_at_required': 'right',
  '403 password_mismatch': 'password',
  '404 channel_not_found': 'channel',
  '401 authentication_failed': 'token',
};

function judge({ status, body }: Answer, origin: string): Verdict {
  const verdict = verdicts[`${status} ${body.error_code}`];
  if (verdict) return verdict;
  if (status >= 300 && status < 400)
    throw nothingAdded(
      `${origin} sends on to another address, which is not followed. Give the address of the gateway itself.`,
    );
  if (status === 407) throw explainNetwork('proxy', origin);
  if (status === 429 || (status >= 500 && body.success === false))
    throw nothingAdded(`The gateway at ${origin} cannot answer just now (${status}). Try again later.`);
  throw nothingAdded(
    `${origin} answered ${status}, not as PushGo Gateway does. Is that the address of a PushGo gateway?`,
  );
}

/** As it is worded for a call of a tool. */
function explainNetwork(reason: NetworkReason, origin: string): CommandError {
  const words = { origin, prefix: 'PUSHGO', title: 'PushGo Gateway', address: 'the address', uncertain: '' };
  const failure = { kind: 'network', operation: 'pushgoUpdateThing', reason, sent: false } as const;
  return nothingAdded(explainConnection(failure, words).message);
}

function nothingAdded(sentence: string): CommandError {
  return new CommandError(1, `${sentence} Nothing was added.`);
}

function parse(bytes: Uint8Array | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
