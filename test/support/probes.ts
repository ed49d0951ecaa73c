import nock from 'nock';
import { connect } from './connect.ts';
import { ORIGIN } from './recordings.ts';

/**
 * What a host answers: a status with a body, and headers where JSON is not what it says. A text: the code of a network
 * error, or `slow` for an answer that takes a second.
 */
export type Answer = readonly [status: number, body?: unknown, headers?: Record<string, string>] | string;
/** One answer for ever, or one after the other, the last for ever. */
export type Answers = Answer | { readonly inTurn: readonly Answer[] };

export const PATHS = {
  v2: '/api/v2/version.json',
  v1: '/api/v1/version.json',
  preview: '/p/push-mcp-probe/preview.json',
} as const;

export const TOKEN = 'an-api-token-of-somebody';

/** A host that answers by path, the method before it where it is not GET, and remembers what it was asked. */
export async function hostWith(answers: Record<string, Answers>, env: Record<string, string> = {}) {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const withToken: string[] = [];
  const unexpected = ({ method, path }: { method?: string; path?: string }) =>
    asked.push(`unexpected ${method} ${path}`);
  nock.disableNetConnect();
  nock.emitter.on('no match', unexpected);
  for (const [key, given] of Object.entries(answers)) {
    const inTurn = typeof given === 'object' && 'inTurn' in given ? given.inTurn : [given];
    const [path = key, method = 'GET'] = key.split(' ').reverse();
    for (const [index, answer] of inTurn.entries()) {
      const interceptor = nock(ORIGIN)
        .persist(index === inTurn.length - 1)
        .intercept(path, method)
        .query(true);
      if (typeof answer === 'string' && answer !== 'slow') {
        interceptor.replyWithError(Object.assign(new Error('network'), { code: answer }));
        continue;
      }
      const [status, content = '', headers = { 'content-type': 'application/json; charset=utf-8' }] =
        typeof answer === 'string' ? ([200, {}] as const) : answer;
      interceptor.delay(answer === 'slow' ? 1000 : 0).reply(function (this: nock.ReplyFnContext, _uri, body) {
        asked.push(key);
        if (body !== '') bodies.push(body);
        if ('authorization' in this.req.headers || 'x-user-token' in this.req.headers) withToken.push(path);
        return [status, content as nock.Body, headers];
      });
    }
  }
  const connection = await connect({
    PWPUSH_BASE_URL: ORIGIN,
    PWPUSH_API_TOKEN: TOKEN,
    PWPUSH_MAX_RETRIES: '0',
    ...env,
  });
  return {
    asked,
    bodies,
    withToken,
    call: connection.call,
    async close() {
      await connection.close();
      nock.emitter.off('no match', unexpected);
      nock.abortPendingRequests();
      nock.cleanAll();
      nock.enableNetConnect();
    },
  };
}
