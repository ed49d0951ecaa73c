// Every sentence about a failure of Pushary, and about a key that is missing.
import { type OperationId, operations } from '../../generated/operations.ts';
import { explainConnection, seconds } from '../rule/explain-connection.ts';
import { type Failure, mayHaveActed, ToolError } from '../rule/failure.ts';
import type { OperationOf } from '../rule/operation-rule.ts';
import type { ServiceInfo } from '../rule/settings.ts';
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
    const [code, sentence] = explainStatus(failure, service);
    const retry = failure.status >= 500 && !mayHaveActed(failure) ? again(failure.retryAfterSeconds) : '';
    return new ToolError(code, `${sentence}${retry}`, failure.says);
  }
  if (failure.kind === 'throttled') return new ToolError('THROTTLED', throttledSentence(failure, origin), failure.says);
  return explainConnection(failure, { origin, service, address: service.nameOf(baseUrl) });
}

export function explainUncertainty({ operation, key: idempotencyKey }: Failure): string {
  return idempotencyKey === undefined
    ? uncertain[operation as UncertainOperation]
    : `It may have been sent all the same: to repeat it without sending it twice, pass idempotencyKey ${idempotencyKey}.`;
}

/** Those that do not only read, but for the one whose requests carry a key. */
type UncertainOperation = Exclude<
  {
    [K in OperationOf<'pushary'>]: (typeof operations)[K]['effect'] extends 'read' ? never : K;
  }[OperationOf<'pushary'>],
  'pusharySendNotification'
>;

const HARMLESS = 'It may have been done all the same; repeating it does no harm.';
const MADE = 'It may have been made all the same: look at the list before repeating.';

/** What to know where such an operation brought no usable answer. */
const uncertain: Readonly<Record<UncertainOperation, string>> = {
  pusharyAskUser:
    'The question may have been asked all the same and was not asked again; list_sessions names the questions that are open.',
  pusharyCancelQuestion: HARMLESS,
  pusharyCreateCampaign: MADE,
  pusharySendCampaign:
    'It may have been sent all the same: look with get_campaign before repeating, people would get it twice.',
  pusharyPauseCampaign: HARMLESS,
  pusharyCreateTemplate: MADE,
  pusharyCreateFlow: MADE,
  pusharyActivateFlow: 'It may be active all the same; activating it again does no harm.',
  pusharyPauseFlow: HARMLESS,
};

const USED_UP = 'The plan of this site is used up or unpaid. A person sees to it at https://pushary.com.';

/** Limits of the plan and of the site, beside the number of requests. */
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

function again(afterSeconds: number | undefined): string {
  return ` Try again in ${afterSeconds === undefined ? 'a minute' : seconds(afterSeconds)}.`;
}

/** What an operation acts on, by its path. */
function thingOf(operation: OperationId): string {
  return /\/(campaign|flow|subscriber|template)s\b/.exec(operations[operation].path)?.[1] ?? 'thing';
}

type Explanation = readonly [code: string, sentence: string];
type StatusFailure = Extract<Failure<Code>, { kind: 'status' }>;

function explainStatus({ status, operation, body, says }: StatusFailure, service: ServiceInfo): Explanation {
  const { origin } = service;
  const cause = body.shape === 'code' ? body.code : undefined;
  if (cause === 'quota') return ['QUOTA', USED_UP];
  if (cause === 'nobody') return ['NOBODY', 'Nobody gets it: no device is connected, or none matches what it targets.'];
  // The service itself answers in JSON (docs/services/pushary.md#rest-errors)
  const isForeign = body.shape === 'html' || body.shape === 'text';
  switch (isForeign ? undefined : status) {
    case 400:
    case 422:
      return [
        'INVALID',
        `Pushary refused an argument. ${says === undefined ? 'It does not say which: simplify the call.' : 'Correct it by what the service says.'}`,
      ];
    case 401:
      return ['KEY_REFUSED', `${origin} refused ${service.nameOf(key)}. ${howToSet(service)}`];
    case 402:
      return ['QUOTA', USED_UP];
    case 403:
      return [
        'PLAN',
        'The plan of this site, or this key, does not include that. A person can change it at https://pushary.com.',
      ];
    case 404:
      // Without an id in the path there is nothing that it could not know
      if (cause !== 'unknown' && !operations[operation].path.includes('{')) break;
      return [
        'UNKNOWN',
        `Pushary knows no such ${cause === 'unknown' ? 'subscriber' : thingOf(operation)}. Its id may be mistyped, or it is gone.`,
      ];
    case 409:
      return [
        'CONFLICT',
        `The ${thingOf(operation)} is in a state that does not allow that. Look how it stands first.`,
      ];
  }
  if (status >= 500) return ['SERVER_ERROR', `${origin} failed with ${status}.`];
  return [
    'REFUSED',
    `${origin} refused the request with ${status}: it may be no Pushary, or something in front of it does so. Check ${service.nameOf(baseUrl)}.`,
  ];
}
