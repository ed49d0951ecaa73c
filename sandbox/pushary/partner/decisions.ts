// /decisions: durable questions to one end-user (contract 1.8).
import { type Answer, answerJson, refuse } from '../answers.ts';
import { address, flag, instant, integer, nested, oneOf, optional, type Read, readFields, text } from '../checks.ts';
import { checkOptions, options, questionType } from '../identity.ts';
import type { ApiKey } from '../keys.ts';
import { pageOf } from '../pages.ts';
import type { Question } from '../question.ts';
import { announceQuestion, answerQuestion, awaitQuestion, endQuestion, openQuestion } from '../questions.ts';
import type { Call, Service } from '../service.ts';
import { reachOf } from './reachability.ts';
import { writeSubject } from './state.ts';
import { checkPresentation, presentationShape, subjectShape } from './subject.ts';

const decisionShape = {
  ...subjectShape,
  question: text(8000),
  type: optional(questionType),
  options: optional(options),
  email: optional(text(320)),
  callbackUrl: optional(address('https:')),
  agentName: optional(text(100)),
  placeholder: optional(text(200, 0)),
  context: optional(text(2000, 0)),
  expiresInSeconds: optional(integer(60, 86_400)),
  wait: optional(flag),
  timeoutSeconds: optional(integer(1, 55)),
  idempotencyKey: optional(text(512)),
  poweredBy: optional(flag),
  requireReachable: optional(flag),
  approvalUrl: optional(flag),
  sandboxOutcome: optional(oneOf('approve', 'deny', 'no_answer')),
  presentation: optional(nested(presentationShape)),
};

type Sent = Read<typeof decisionShape>;

/** A bound key speaks for its end-user, whether it says so or not. */
function endUserOf(key: ApiKey, named: string | undefined): string | undefined {
  if (key.externalId !== null && named !== undefined && named !== key.externalId) {
    throw refuse(403, 'A bound key is for its own end-user only');
  }
  return key.externalId ?? named;
}

export async function createDecision({ service, key, body, signal }: Call): Promise<Answer> {
  const sent = readFields(body, decisionShape);
  checkOptions(sent);
  checkPresentation(sent.presentation, sent.parameters);
  const externalId = endUserOf(key, sent.externalId);
  const earlier = findEarlier(service, key, sent.idempotencyKey);
  const decision = earlier ?? open(service, key, { ...sent, externalId });
  if (sent.wait) await awaitQuestion(service, decision, sent.timeoutSeconds ?? service.site.waitSeconds, signal);
  return answerJson({
    ...describeState(decision),
    type: decision.type,
    question: decision.question,
    pollUrl: `${service.origin}/api/v1/server/decisions/${decision.id}`,
    decisionPageUrl: sent.approvalUrl ? `${service.origin}/sandbox/phone` : undefined,
    expiresInSeconds: secondsLeft(service, decision),
    idempotent: earlier ? true : undefined,
    ...(externalId === undefined ? {} : reachOf(service, externalId)),
  });
}

function findEarlier(service: Service, { prefix }: ApiKey, idempotencyKey: string | undefined): Question | undefined {
  const { partner, questions, facts } = service;
  const earlier = partner.decisionKeys.get(JSON.stringify([prefix, idempotencyKey]));
  if (!earlier || service.now().getTime() - earlier.at.getTime() >= facts.idempotencySeconds * 1000) return undefined;
  return questions.get(earlier.id);
}

function open(service: Service, { prefix }: ApiKey, sent: Sent): Question {
  const { externalId, idempotencyKey } = sent;
  if (sent.requireReachable && !(externalId !== undefined && reachOf(service, externalId).reachable)) {
    throw refuse(409, 'This person has no device that can be reached');
  }
  const { question, type = 'confirm', options, placeholder, context, agentName, toolName, toolTarget } = sent;
  const about = { placeholder, context, agentName, toolName, toolTarget, externalId, callbackUrl: sent.callbackUrl };
  const seconds = sent.expiresInSeconds ?? service.facts.decisionSeconds;
  const decision = openQuestion(service, 'decision', { question, type, options, ...about }, seconds);
  if (idempotencyKey !== undefined) {
    const known = { at: decision.createdAt, id: decision.id };
    service.partner.decisionKeys.set(JSON.stringify([prefix, idempotencyKey]), known);
  }
  service.partner.subjects.set(decision.id, writeSubject(sent));
  announceQuestion(service, decision);
  return decision;
}

function secondsLeft(service: Service, { expiresAt }: Question): number {
  return Math.max(0, Math.round((expiresAt.getTime() - service.now().getTime()) / 1000));
}

function describeState({ id, status, value }: Question) {
  return { decisionId: id, status, answered: status === 'answered', value: value ?? undefined };
}

function describe(decision: Question) {
  return {
    ...describeState(decision),
    value: decision.value,
    type: decision.type,
    question: decision.question,
    externalId: decision.externalId ?? null,
    context: decision.context ?? null,
    createdAt: decision.createdAt.toISOString(),
    answeredAt: decision.status === 'answered' ? (decision.settledAt?.toISOString() ?? null) : null,
  };
}

/** A bound key sees no decision of anybody else. */
function find({ service, key, segments }: Call): Question {
  const decision = service.questions.get(segments.id ?? '');
  const isOwn = key.externalId === null || key.externalId === decision?.externalId;
  if (decision?.kind !== 'decision' || !isOwn) throw refuse(404, 'Decision not found or expired');
  return decision;
}

export async function getDecision(call: Call): Promise<Answer> {
  const { wait = 0 } = readFields(call.query, { wait: optional(integer(1, Number.MAX_SAFE_INTEGER)) });
  const decision = find(call);
  await awaitQuestion(call.service, decision, wait, call.signal);
  const { options = null, expiresAt } = decision;
  return answerJson({ ...describe(decision), options, expiresAt: expiresAt.toISOString() });
}

const listShape = { from: optional(instant), to: optional(instant), externalId: optional(text(256)) };

export function listDecisions({ service, key, query }: Call): Answer {
  const { from, to, externalId } = readFields(query, listShape);
  const endUser = endUserOf(key, externalId);
  const found = [...service.questions.values()].filter(
    (decision) =>
      decision.kind === 'decision' &&
      (endUser === undefined || decision.externalId === endUser) &&
      (from === undefined || decision.createdAt >= from) &&
      (to === undefined || decision.createdAt <= to),
  );
  const { data, nextCursor = null } = pageOf(found, query);
  const decisions = data.map((decision) => ({
    ...describe(decision),
    toolName: decision.toolName ?? null,
    toolTarget: decision.toolTarget ?? null,
    autoResolved: decision.autoResolved,
    decisionOrigin: 'api',
  }));
  return answerJson({ decisions, nextCursor });
}

export function relayAnswer(call: Call): Answer {
  const { answer } = readFields(call.body, { answer: text(4000) });
  const decision = find(call);
  answerQuestion(call.service, decision, answer);
  return answerJson(describeState(decision));
}

export function cancelDecision(call: Call): Answer {
  const decision = find(call);
  const cancelled = endQuestion(call.service, decision, 'cancelled');
  return answerJson({ decisionId: decision.id, cancelled, status: decision.status });
}
