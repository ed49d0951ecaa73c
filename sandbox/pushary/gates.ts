// What a request passes before its route runs, and what its answer carries for having passed.
import type { IncomingMessage } from 'node:http';
import { type Answer, answerJson, Refusal, refuse, refuseForNow, refuseKey } from './answers.ts';
import { type ApiKey, findKey } from './keys.ts';
import type { Route } from './routes.ts';
import type { Service } from './service.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A page of a foreign site whose name was made to resolve to loopback (DNS rebinding) sends its own name as host. */
export function checkHost(host: string): void {
  if (!loopback.has(host.replace(/:\d+$/, '').toLowerCase())) {
    throw new Refusal(answerJson({ error: 'This host is not served here' }, 403));
  }
}

/** Every call counts, also a refused one. Callers without a key share one count. */
export async function withinRate(
  service: Service,
  request: IncomingMessage,
  handle: (key: ApiKey) => Promise<Answer>,
): Promise<Answer> {
  const now = service.now();
  const key = findKey(service.keys, request.headers.authorization, now);
  const { headers, wait } = service.requests(key?.prefix ?? '', service.limits.requestsPerMinute, now);
  const answer = await answerOf(async () => {
    if (wait !== null) throw refuseForNow('Rate limit exceeded', wait);
    if (!key) throw refuseKey();
    key.lastUsedAt = now;
    return handle(key);
  });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export async function answerOf(handle: () => Promise<Answer>): Promise<Answer> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

export function checkAccess({ site }: Service, { externalId }: ApiKey, { partner, bound }: Route): void {
  if (site.plan === 'free') throw refuse(403, 'The Server API is not part of the Free plan');
  if (partner && site.plan !== 'partner') throw refuse(403, 'The Partner plan is required');
  if (externalId !== null && !bound) throw refuse(403, 'A bound key cannot do this');
}
