// POST, GET and DELETE /ask: a question to a person (docs/services/pushary.md#ask, #ask_user to #cancel_question).
import type { Answer } from '../http/answer.ts';
import { answerJson, refuseUnknown } from './answers.ts';
import { address, flag, integer, optional, type Read, readFields, text } from './checks.ts';
import type { HandOff } from './facts.ts';
import { checkOptions, identityShape, options, questionType } from './identity.ts';
import type { Call, Question, Service } from './model.ts';
import { deliver } from './notification.ts';
import { announceQuestion, awaitQuestion, endQuestion, openQuestion } from './questions.ts';
import { checkQuestionLimits } from './quotas.ts';
import { noteSession } from './sessions.ts';
import { deliveryOf } from './site.ts';
import { findAudience, targetShape } from './subscribers.ts';

/** Published as 300, 500 and 8000 characters (docs/services/pushary.md#ask_user). */
const maxQuestion = 500;

const askShape = {
  question: text(maxQuestion),
  type: optional(questionType),
  options: optional(options),
  placeholder: optional(text(200, 0)),
  context: optional(text(500, 0)),
  wait: optional(flag),
  timeoutSeconds: optional(integer(1, 55)),
  callbackUrl: optional(address('https:')),
  toolName: optional(text(100)),
  toolTarget: optional(text(80)),
  ...targetShape,
  ...identityShape,
};

type Ask = Omit<Read<typeof askShape>, 'wait' | 'timeoutSeconds'>;

function readAsk(call: Call) {
  const ask = readFields(call.body, askShape);
  const type = ask.type ?? 'confirm';
  checkOptions(ask);
  return { ...ask, type };
}

export async function askQuestion(call: Call): Promise<Answer> {
  const { service, signal } = call;
  const { wait = true, timeoutSeconds = service.site.waitSeconds, ...asked } = readAsk(call);
  const delivery = deliveryOf(reachableMode(service, asked), service.facts);
  if (delivery.live) checkQuestionLimits(service, asked);
  noteSession(service, asked, 'fine', 'ask_user');
  if (delivery.rings && !delivery.live) notifyOnly(service, asked);

  const question = openQuestion(service, asked, service.limits.questionSeconds);
  if (!delivery.live) endQuestion(service, question, 'unavailable');
  if (delivery.live) announceQuestion(service, question);
  if (delivery.told) return answerJson({ correlationId: question.id, ...delivery.told });
  if (!wait) {
    const expiresInSeconds = service.limits.questionSeconds;
    return answerJson({ correlationId: question.id, status: 'pending', expiresInSeconds });
  }
  await awaitQuestion(service, question, timeoutSeconds, signal);
  return answerJson({ ...describeWaited(service, question), correlationId: question.id });
}

function reachableMode(service: Service, ask: Ask) {
  return findAudience(service, ask).length === 0 && service.site.mode === 'normal' ? 'no_devices' : service.site.mode;
}

const longestBody = 180;

/** In the words of the vendor's gates (docs/services/pushary.md#gates). */
function notifyOnly(service: Service, ask: Ask): void {
  const body = ask.question.slice(0, longestBody);
  deliver(service, '', { title: 'Agent needs approval', body, agentName: ask.agentName }, findAudience(service, ask));
}

function describeWaited({ facts }: Service, question: Question): object {
  const { status, value } = question;
  if (status === 'answered') return { answered: true, value, ...tellOrigin(question) };
  if (status === 'pending') return { answered: false, timedOut: true, status, ...facts.keepWaiting };
  return { answered: false, status, ...facts.ended[status] };
}

const waitShape = { wait: optional(integer(0, Number.MAX_SAFE_INTEGER)) };

export async function readQuestion({ service, segments, query, signal }: Call): Promise<Answer> {
  const { wait = 0 } = readFields(query, waitShape);
  const correlationId = segments.id ?? '';
  const question = service.questions.get(correlationId);
  if (!question) return answerMissing(service, correlationId);
  await awaitQuestion(service, question, wait, signal);
  const { status, value } = question;
  if (status === 'answered')
    return answerJson({ answered: true, value, status, correlationId, ...tellOrigin(question) });
  return answerJson({ answered: false, status, correlationId, ...adviseReader(service, question, wait) });
}

/** Inferred: the service is known to tell this of a decision. */
function tellOrigin({ autoResolved }: Question): { autoResolved?: true } {
  return autoResolved ? { autoResolved } : {};
}

function adviseReader({ facts }: Service, { status }: Question, waited: number): HandOff {
  if (status !== 'pending') return facts.ended[status];
  return waited > 0 ? facts.handOver : facts.keepWaiting;
}

function answerMissing({ facts }: Service, correlationId: string): Answer {
  if (facts.unknownQuestion === 'not-found') throw refuseUnknown('Question');
  return answerJson({ answered: false, status: 'missing', correlationId, ...facts.ended.missing });
}

/** An answer that came before the cancel stays. The caller should read it, so the result does not say to stop. */
export function cancelQuestion({ service, segments }: Call): Answer {
  const question = service.questions.get(segments.id ?? '');
  if (!question) return answerJson({ cancelled: false, status: 'missing', ...service.facts.ended.missing });
  if (endQuestion(service, question, 'cancelled')) return answerJson({ cancelled: true, status: 'cancelled' });
  const { status } = question;
  const advice = status === 'pending' ? {} : service.facts.ended[status];
  return answerJson({ cancelled: false, status, ...advice });
}
