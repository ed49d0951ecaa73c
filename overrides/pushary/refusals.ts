import { type OperationId, operations } from '../../generated/operations.ts';
import { mayHaveActed } from '../rule/acted.ts';
import { explainConnection, seconds } from '../rule/explain-connection.ts';
import { type Failure, ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { type About, about, type PusharyOperation } from './about.ts';
import type { Code } from './dialect.ts';
import { baseUrl, key } from './settings.ts';

/** How a person sets the key, wherever it is missing. */
export function howToSet(service: ServiceInfo): string {
  return `A person makes a key at https://pushary.com, of the form pk_….sk_…, and sets it as ${service.nameOf(key)}; it does not belong into the conversation.`;
}

export function withoutKey(service: ServiceInfo): ToolError {
  return new ToolError('KEY_NEEDED', `Pushary wants an API key, and none is set. ${howToSet(service)}`);
}

// See docs/services/pushary.md#rest-errors
/** Words a failure of Pushary: what is wrong and what to do. The service's own sentence goes beside it. */
export function explainFailure(failure: Failure<Code>, service: ServiceInfo): ToolError {
  const { origin } = service;
  if (failure.kind === 'status') {
    const { code, sentence } = explainStatus(failure, service);
    const repeated = failure.status >= 500 && !mayHaveActed(failure) ? again(failure.retryAfterSeconds) : '';
    return new ToolError(code, `${sentence}${repeated}`, failure.says);
  }
  if (failure.kind === 'throttled') return new ToolError('THROTTLED', throttledSentence(failure, origin), failure.says);
  return explainConnection(failure, { origin, service, address: service.nameOf(baseUrl) });
}

export function explainUncertainty({ operation, key: idempotencyKey }: Failure): string {
  if (idempotencyKey !== undefined)
    return `It may have been sent all the same: to repeat it without sending it twice, pass idempotencyKey ${idempotencyKey}.`;
  return aboutOf(operation).uncertain ?? '';
}

const USED_UP = 'The plan of this site is used up or unpaid. A person sees to it at https://pushary.com.';

const limits: { readonly [C in Code]?: string } = {
  quota: USED_UP,
  session_questions:
    'This session has as many open questions as it may: wait for an answer or withdraw one with cancel_question. One that nobody answers frees its place after 10 minutes.',
  site_questions:
    'The site has as many open questions as it may, of all agents together. One that nobody answers frees its place after 10 minutes.',
  notifications:
    'The site has sent as many notifications as it may for now. Collect what there is to say and send it later, once.',
};

function throttledSentence(failure: Extract<Failure<Code>, { kind: 'throttled' }>, origin: string): string {
  const { body, retryAfterSeconds } = failure;
  const limit = body?.shape === 'code' ? limits[body.code] : undefined;
  const wait = limit !== undefined && retryAfterSeconds === undefined ? '' : again(retryAfterSeconds);
  return `${limit ?? `${origin} takes no more requests of this key just now.`}${wait}`;
}

function again(after: number | undefined): string {
  return ` Try again in ${after === undefined ? 'a minute' : seconds(after)}.`;
}

/** A failure of this service is one of its operations. */
const aboutOf = (operation: OperationId): About => about[operation as PusharyOperation];

type StatusFailure = Extract<Failure<Code>, { kind: 'status' }>;
interface Explained {
  readonly code: string;
  readonly sentence: string;
}

function explainStatus({ status, operation, body, says }: StatusFailure, service: ServiceInfo): Explained {
  const { origin } = service;
  const told = body.shape === 'code' ? body.code : undefined;
  if (told === 'quota') return { code: 'QUOTA', sentence: USED_UP };
  if (told === 'nobody')
    return { code: 'NOBODY', sentence: 'Nobody gets it: no device is connected, or none matches what it targets.' };
  // The service answers in JSON (docs/services/pushary.md#rest-errors)
  const isForeign = body.shape === 'html' || body.shape === 'text';
  switch (isForeign ? undefined : status) {
    case 400:
    case 422:
      return {
        code: 'INVALID',
        sentence: `Pushary refused an argument. ${says === undefined ? 'It does not say which: simplify the call.' : 'Correct it by what the service says.'}`,
      };
    case 401:
      return { code: 'KEY_REFUSED', sentence: `${origin} refused ${service.nameOf(key)}. ${howToSet(service)}` };
    case 402:
      return { code: 'QUOTA', sentence: USED_UP };
    case 403:
      return {
        code: 'PLAN',
        sentence:
          'The plan of this site, or this key, does not include that. A person can change it at https://pushary.com.',
      };
    case 404:
      if (told !== 'unknown' && !Object.values<string>(operations[operation].parameters).includes('path')) break;
      return {
        code: 'UNKNOWN',
        sentence: `Pushary knows no such ${told === 'unknown' ? 'subscriber' : (aboutOf(operation).thing ?? 'thing')}. Its id may be mistyped, or it is gone.`,
      };
    case 409:
      return {
        code: 'CONFLICT',
        sentence: `The ${aboutOf(operation).thing ?? 'thing'} is in a state that does not allow that. Look how it stands first.`,
      };
  }
  if (status >= 500) return { code: 'SERVER_ERROR', sentence: `${origin} failed with ${status}.` };
  return {
    code: 'REFUSED',
    sentence: `${origin} refused the request with ${status}: it may be no Pushary, or something in front of it does so. Check ${service.nameOf(baseUrl)}.`,
  };
}
