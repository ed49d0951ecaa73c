// What a request passes before its route runs, and what its answer carries for having passed.
import { type Answer, HttpError } from '../http/answer.ts';
import { isLoopback } from '../http/hosts.ts';
import { answerOf, type Incoming } from '../http/serve.ts';
import { answerJson, refuse, refuseForNow, refuseKey } from './answers.ts';
import { findKey } from './keys.ts';
import type { Service } from './model.ts';

export function checkHost(host: string | undefined): void {
  if (!isLoopback(host)) throw new HttpError(answerJson({ error: 'This host is not served here' }, 403));
}

/** Every call counts, also a refused one. Callers without a key share one count. */
export async function withinRate(
  service: Service,
  { headers: sent }: Incoming,
  handle: () => Promise<Answer>,
): Promise<Answer> {
  const now = service.now();
  const key = findKey(service.keys, sent.authorization);
  const { headers, wait } = service.requests(key?.prefix ?? '', service.limits.requestsPerMinute, now);
  const answer = await answerOf(async () => {
    if (wait !== null) throw refuseForNow('Rate limit exceeded', wait);
    if (!key) throw refuseKey();
    return handle();
  });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export function checkPlan({ site }: Service): void {
  if (site.plan === 'free') throw refuse(403, 'The Server API is not part of the Free plan');
}
