// Whether an end-user can be asked, and the link that connects one (contract 1.8).
import { randomBytes } from 'node:crypto';
import { type Answer, answerJson } from '../answers.ts';
import { readFields, text } from '../checks.ts';
import type { Call, Service } from '../service.ts';
import { findAudience } from '../subscribers.ts';

const shape = { externalId: text(256) };
const enrolSeconds = 900;

export function reachOf(service: Service, externalId: string) {
  const deviceCount = findAudience(service, { externalIds: [externalId] }).length;
  const reachable = deviceCount > 0;
  return { reachable, reachableChannels: reachable ? ['push'] : [], deviceCount };
}

export function getReachability({ service, query }: Call): Answer {
  const { externalId } = readFields(query, shape);
  const reach = reachOf(service, externalId);
  return answerJson({
    externalId,
    deliverability: reach.reachable ? 'push' : 'unreachable',
    ...reach,
    webEndpoints: reach.deviceCount,
    hint: reach.reachable ? 'A push reaches this person.' : 'Enroll this person first.',
  });
}

/** The link is made up: nobody is enrolled by opening it. */
export function enroll({ body }: Call): Answer {
  const { externalId } = readFields(body, shape);
  const token = randomBytes(18).toString('base64url');
  return answerJson({
    externalId,
    token,
    deepLink: `pushary://enroll?token=${token}`,
    universalLink: `https://pushary.com/e/${token}`,
    expiresInSeconds: enrolSeconds,
  });
}
