// Recorded exchanges with real servers, served once each and in order through nock to the server under test.
import nock from 'nock';
import { expect } from 'vitest';
import { connect } from '../support/connect.ts';
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
      const server = serveInOrder(
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
        server.finish();
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

function serveInOrder(serve: readonly Served[], find: (id: string) => Exchange, token: string | undefined) {
  const problems: string[] = [];
  const answers: Answer[] = [];
  let served = 0;
  nock.disableNetConnect();
  for (const [index, { id, token: pushToken, path, despite = [] }] of serve.entries()) {
    const exchange = find(id);
    const { request, response } = exchange;
    const rename = (text: string) => (pushToken === undefined ? text : text.replaceAll(tokenOf(exchange), pushToken));
    const url = new URL(path ?? rename(request.path), ORIGIN);
    const report = (problem: string) => problems.push(`${id}: ${problem}`);
    nock(ORIGIN)
      .intercept(url.pathname, request.method)
      .query((query) => samePage(query, url.searchParams))
      .reply(async function (this: nock.ReplyFnContext, _uri, body) {
        if (served++ !== index) report('was asked for out of order');
        const sent = (name: string) => headerOf(this.req.headers, name);
        if (sent('accept') !== 'application/json') report('Accept is not application/json');
        if (sent('accept-language') !== 'en') report('Accept-Language is not en');
        if (sent('cookie') !== undefined) report('a cookie was sent');
        for (const problem of compareCredentials(sent, request.headers, token, despite.includes('credentials')))
          report(problem);
        for (const problem of await compareBodies(
          request,
          { body, contentType: sent('content-type') },
          response,
          despite,
        ))
          report(problem);
        const text = rename('json' in response ? JSON.stringify(response.json) : (response.text ?? ''));
        answers.push({
          body: 'json' in response ? JSON.parse(text) : undefined,
          token: pushToken === PROBE ? undefined : (pushToken ?? findToken(exchange)),
          retryAfter: response.headers['retry-after'],
        });
        return [response.status, text, response.headers];
      });
  }
  const unexpected = ({ method, path }: { method?: string; path?: string }) =>
    problems.push(`nobody expected ${method} ${path}`);
  nock.emitter.on('no match', unexpected);
  return {
    problems,
    answers,
    /** Ends serving. Throws where a request was wrong or unexpected, or an exchange is left over. */
    finish() {
      nock.emitter.off('no match', unexpected);
      problems.push(...nock.pendingMocks().map((mock) => `nobody asked for ${mock}`));
      nock.cleanAll();
      nock.enableNetConnect();
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}

function headerOf(headers: Record<string, string | string[]>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The first page is the one without a number (contract 3.6), and the tools say it. */
function samePage(query: object, recorded: URLSearchParams): boolean {
  const normal = (pairs: Iterable<readonly [string, unknown]>) =>
    JSON.stringify([...pairs].filter(([name, value]) => !(name === 'page' && value === '1')).sort());
  return normal(Object.entries(query)) === normal(recorded);
}
