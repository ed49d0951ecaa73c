// Recorded exchanges with real servers, served once each and in order to the server under test.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type CallOutcome, connect } from './connect.ts';
import { type Arrival, type Reply, replaceNetwork } from './network.ts';
import { outcomeSerializer } from './outcome-serializer.ts';
import { compareBodies, type RecordedBody } from './request-body.ts';
import { compareCredentials } from './request-credentials.ts';

interface Exchange {
  readonly id: string;
  readonly forbidden?: true;
  readonly request: RecordedBody & {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly json?: unknown;
    readonly text?: string;
  };
}

interface Recording {
  readonly accounts: Record<string, { readonly email: string; readonly token: string }>;
  readonly exchanges: readonly Exchange[];
}

/** An exchange to serve: its id, or its id with what is different from the recorded request and why that is no matter. */
export interface Served {
  readonly id: string;
  /** The answer was recorded for another push. This token takes the place of the recorded one, in path and answer. */
  readonly token?: string;
  /** The answer was recorded for this other path, such as another table that is empty as well. */
  readonly path?: string;
  /** `credentials`, or fields of the body, that differ from the recorded request and do not decide the answer. */
  readonly despite?: readonly string[];
}

export interface Replay {
  /** Whose token is set. `bad`: a token that nobody has. */
  readonly as?: 'owner' | 'other' | 'admin' | 'bulk' | 'bad';
  /** Sets PWPUSH_API_EMAIL too. */
  readonly email?: true;
  readonly env?: Record<string, string>;
  readonly serve: readonly (string | Served)[];
  /** Calls before the one whose outcome is wanted. */
  readonly before?: readonly Call[];
  readonly call: Call;
}

type Call = readonly [tool: string, args?: Record<string, unknown>];

export const ORIGIN = 'http://127.0.0.1:5100';
const BAD_TOKEN = 'not-a-valid-token-00';
const SECRETS = /(?:payload|passphrase|note|url|file-content)-canary/;
const folder = new URL('../../../shared/recordings/pwpush/', import.meta.url);

expect.addSnapshotSerializer(outcomeSerializer);

function load(name: string): Recording {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, folder)), 'utf8')) as Recording;
}

/** Opens the recording of a release, and that of its variants where it has one. The accounts are the same in both. */
export function openRecording(release: string, variants?: string) {
  const { accounts, exchanges } = load(release);
  const all = [...exchanges, ...(variants === undefined ? [] : load(variants).exchanges)];
  const find = (id: string): Exchange => {
    const [exchange, another] = all.filter((candidate) => candidate.id === id && !candidate.forbidden);
    if (!exchange || another) throw new Error(`${release} has not one exchange ${id} that a client may send.`);
    return exchange;
  };
  return {
    /** Token of the push that an exchange is about: in its path, else in its answer. */
    tokenOf: (id: string): string => tokenOf(find(id)),
    /** Calls a tool of a fresh server while the given exchanges are served, and checks each request that it sends. */
    replay: async ({ as, email, env, serve, before = [], call }: Replay): Promise<CallOutcome> => {
      const account = as === 'bad' ? { token: BAD_TOKEN, email: 'owner@example.org' } : as && accounts[as];
      const server = await serveInOrder(
        serve.map((one) => (typeof one === 'string' ? { id: one } : one)),
        find,
        account?.token,
      );
      const connection = await connect({
        PWPUSH_BASE_URL: ORIGIN,
        PWPUSH_MAX_RETRIES: '0',
        ...(account && { PWPUSH_API_TOKEN: account.token }),
        ...(account && email && { PWPUSH_API_EMAIL: account.email }),
        ...env,
      });
      try {
        for (const [tool, args] of before) await connection.call(tool, args);
        const outcome = await connection.call(...call);
        const told = JSON.stringify([outcome, connection.lines]);
        if (SECRETS.test(told)) server.problems.push('a secret came out');
        if (account && told.includes(account.token)) server.problems.push('the API token came out');
        return outcome;
      } finally {
        await connection.close();
        await server.finish();
      }
    },
  };
}

function tokenOf({ request, response }: Exchange): string {
  const inPath = /\/(?:p|f|r|pushes)\/([\w-]+)(?:\/\w+)?\.json/.exec(request.path)?.[1];
  const token = inPath ?? (response.json as { url_token?: string } | undefined)?.url_token;
  if (token === undefined) throw new Error('That exchange is about no push.');
  return token;
}

async function serveInOrder(serve: readonly Served[], find: (id: string) => Exchange, token: string | undefined) {
  const problems: string[] = [];
  const left = serve.map((one) => {
    const exchange = find(one.id);
    const { token: other } = one;
    const rename = (text: string) => (other === undefined ? text : text.replaceAll(tokenOf(exchange), other));
    return { ...one, exchange, rename, url: new URL(one.path ?? rename(exchange.request.path), ORIGIN) };
  });
  const network = await replaceNetwork(ORIGIN, async (arrival): Promise<Reply> => {
    const { method, url } = arrival;
    const index = left.findIndex(
      (one) =>
        one.exchange.request.method === method &&
        one.url.pathname === url.pathname &&
        samePage(one.url.searchParams, url.searchParams),
    );
    const [served] = index === -1 ? [] : left.splice(index, 1);
    if (!served) {
      problems.push(`nobody expected ${method} ${url.pathname}${url.search}`);
      return 'ECONNRESET';
    }
    if (index !== 0) problems.push(`${served.id}: was asked for out of order`);
    for (const problem of await checkArrival(arrival, served, token)) problems.push(`${served.id}: ${problem}`);
    const { status, headers, text = '', ...response } = served.exchange.response;
    return { status, headers, body: served.rename('json' in response ? JSON.stringify(response.json) : text) };
  });
  return {
    problems,
    /** Ends serving. Throws where a request was wrong or unexpected, or an exchange is left over. */
    async finish() {
      await network.close();
      problems.push(...left.map(({ exchange, url }) => `nobody asked for ${exchange.request.method} ${url.pathname}`));
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}

async function checkArrival(
  { header, body }: Arrival,
  { exchange, despite = [] }: Served & { readonly exchange: Exchange },
  token: string | undefined,
): Promise<string[]> {
  const { request, response } = exchange;
  return [
    ...(header('accept') === 'application/json' ? [] : ['Accept is not application/json']),
    ...(header('accept-language') === 'en' ? [] : ['Accept-Language is not en']),
    ...(header('cookie') === undefined ? [] : ['a cookie was sent']),
    ...compareCredentials(header, request.headers, token, despite.includes('credentials')),
    ...(await compareBodies(request, { body, contentType: header('content-type') }, response, despite)),
  ];
}

/** The first page is the one without a number (contract 3.6), and the tools say it. */
function samePage(query: URLSearchParams, recorded: URLSearchParams): boolean {
  const normal = (pairs: Iterable<readonly [string, unknown]>) =>
    JSON.stringify([...pairs].filter(([name, value]) => !(name === 'page' && value === '1')).sort());
  return normal(query) === normal(recorded);
}
