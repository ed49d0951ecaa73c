import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './connect.ts';
import { type Reply, replaceNetwork } from './network.ts';
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
  const queues = Object.entries(answers).map(([key, given]) => {
    const [path = key, method = 'GET'] = key.split(' ').reverse();
    return { key, path, method, inTurn: typeof given === 'object' && 'inTurn' in given ? [...given.inTurn] : [given] };
  });
  const network = await replaceNetwork(ORIGIN, async ({ method, url, header, body }): Promise<Reply> => {
    const queue = queues.find((one) => one.method === method && one.path === url.pathname);
    const answer = queue && queue.inTurn.length > 1 ? queue.inTurn.shift() : queue?.inTurn[0];
    if (!queue || answer === undefined) {
      asked.push(`unexpected ${method} ${url.pathname}`);
      return 'ECONNRESET';
    }
    if (typeof answer === 'string' && answer !== 'slow') return answer;
    if (answer === 'slow') await sleep(1000);
    asked.push(queue.key);
    if (body !== undefined) bodies.push(body);
    if (header('authorization') !== undefined || header('x-user-token') !== undefined) withToken.push(queue.path);
    const [status, content = '', headers = { 'content-type': 'application/json; charset=utf-8' }] =
      typeof answer === 'string' ? ([200, {}] as const) : answer;
    return { status, headers, body: typeof content === 'string' ? content : JSON.stringify(content) };
  });
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
      await network.close();
    },
  };
}
