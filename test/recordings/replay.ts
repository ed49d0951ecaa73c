// Recorded exchanges with real servers, served once each and in order to the server under test.
import { expect } from 'vitest';
import { connect } from '../support/connect.ts';
import { type Arrival, type Reply, replaceNetwork } from '../support/network.ts';
import { type Exchange, loadPwpush, ORIGIN } from '../support/recordings.ts';
import { compareBodies } from '../support/request-body.ts';
import { compareCredentials } from '../support/request-credentials.ts';
import { type Answer, nameRecorded, outcomeSerializer } from './outcome.ts';

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
  /** Sets PWPUSH_API_EMAIL too, as 1.50.0 needs it. */
  readonly email?: boolean;
  readonly env?: Record<string, string>;
  /** In place of what finds out the release. */
  readonly probes?: readonly (string | Served)[];
  /** After the probes. */
  readonly serve?: readonly (string | Served)[];
  /** Calls before the one whose outcome is wanted. */
  readonly before?: readonly Call[];
  readonly call: Call;
}

type Call = readonly [tool: string, args?: Record<string, unknown>];

/** The token of no push, by which a release without a version is recognised. */
const PROBE = 'push-mcp-probe';
const BAD_TOKEN = 'not-a-valid-token-00';
const SECRETS = /(?:payload|passphrase|note|url|file-content)-canary/;

expect.addSnapshotSerializer(outcomeSerializer);

export type Release = '1.50.0' | '1.54.0' | '1.60.0' | '2.5.0' | '2.7.2' | '2.11.4';

/** What finds out the release before the first call. */
export const PROBES: Record<Release, readonly (string | Served)[]> = {
  '1.50.0': ['version-v2-anonymous', 'version-v1-anonymous', { id: 'v1-preview-unknown', token: PROBE }],
  '1.54.0': ['version-v2-anonymous', 'version-v1-anonymous'],
  '1.60.0': ['version-v2-anonymous', 'version-v1-anonymous'],
  '2.5.0': ['version-v2-anonymous'],
  '2.7.2': ['version-v2-anonymous'],
  '2.11.4': ['version-v2-anonymous'],
};

/** A list that finds out whether the token is taken, before a creation that a wrong one would make anonymous. */
export const CHECKED: Partial<Record<Release, readonly string[]>> = { '1.50.0': ['v1-active-owner'] };

interface Opened {
  /** The recording of the release under other settings, beside its own. The accounts are the same in both. */
  readonly variants?: string;
  readonly probes?: readonly (string | Served)[];
  readonly env?: Record<string, string>;
}

export function openRecording(release: Release, { variants, probes = PROBES[release], env: always }: Opened = {}) {
  const { accounts, exchanges } = loadPwpush(release);
  const all = [...exchanges, ...(variants === undefined ? [] : loadPwpush(variants).exchanges)];
  const find = (id: string): Exchange => {
    const [exchange, another] = all.filter((candidate) => candidate.id === id && !candidate.forbidden);
    if (!exchange || another) throw new Error(`${release} has not one exchange ${id} that a client may send.`);
    return exchange;
  };
  return {
    /** Served before a creation with a token. */
    checked: CHECKED[release] ?? [],
    /** Token of the push that an exchange is about: in its path, else in its answer. */
    tokenOf: (id: string): string => tokenOf(find(id)),
    /**
     * Calls a tool of a fresh server while the given exchanges are served, and checks each request that it sends. What the
     * service made up is named in the outcome (outcome.ts).
     */
    replay: async (replay: Replay): Promise<unknown> => {
      const { as, email = release === '1.50.0', env, before = [], call } = replay;
      const account = as === 'bad' ? { token: BAD_TOKEN, email: 'owner@example.org' } : as && accounts[as];
      const serve = [...(replay.probes ?? probes), ...(replay.serve ?? [])];
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
        ...always,
        ...env,
      });
      try {
        for (const [tool, args] of before) await connection.call(tool, args);
        const outcome = await connection.call(...call);
        const told = JSON.stringify([outcome, connection.lines]);
        if (SECRETS.test(told)) server.problems.push('a secret came out');
        if (account && told.includes(account.token)) server.problems.push('the API token came out');
        return nameRecorded(outcome, server.answers);
      } finally {
        await connection.close();
        await server.finish();
      }
    },
  };
}

function findToken({ request, response }: Exchange): string | undefined {
  const inPath = /\/(?:p|f|r|pushes)\/(?!(?:active|expired)\.)([\w-]+)(?:\/\w+)?\.json/.exec(request.path)?.[1];
  return inPath ?? (response.json as { url_token?: string } | undefined)?.url_token;
}

function tokenOf(exchange: Exchange): string {
  const token = findToken(exchange);
  if (token === undefined) throw new Error('That exchange is about no push.');
  return token;
}

async function serveInOrder(serve: readonly Served[], find: (id: string) => Exchange, token: string | undefined) {
  const problems: string[] = [];
  const answers: Answer[] = [];
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
    const { exchange, rename, token: other } = served;
    if (index !== 0) problems.push(`${served.id}: was asked for out of order`);
    for (const problem of await checkArrival(arrival, served, token)) problems.push(`${served.id}: ${problem}`);
    const { status, headers, text = '', ...response } = exchange.response;
    const body = rename('json' in response ? JSON.stringify(response.json) : text);
    answers.push({
      body: 'json' in response ? JSON.parse(body) : undefined,
      token: other === PROBE ? undefined : (other ?? findToken(exchange)),
      retryAfter: headers['retry-after'],
    });
    return { status, headers, body };
  });
  return {
    problems,
    answers,
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

/** The first page is the one without a number (docs/services/pwpush.md#lists), and the tools say it. */
function samePage(query: URLSearchParams, recorded: URLSearchParams): boolean {
  const normal = (pairs: Iterable<readonly [string, unknown]>) =>
    JSON.stringify([...pairs].filter(([name, value]) => !(name === 'page' && value === '1')).sort());
  return normal(query) === normal(recorded);
}
