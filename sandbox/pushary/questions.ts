// Opening and ending questions.
import type { Asked, Question, QuestionStatus, Service } from './model.ts';
import { createQuestion, defer, settle, waitForEnd } from './question.ts';

export function openQuestion(service: Service, asked: Asked, seconds: number): Question {
  const question = createQuestion(asked, service.now(), seconds);
  service.questions.set(question.id, question);
  return question;
}

/** Shows the question to the person, or hands it back at once on a site that is `deferred`. */
export function announceQuestion(service: Service, question: Question): void {
  if (service.site.mode === 'deferred') answerQuestion(service, question, defer);
  else service.onQuestion(question);
}

/** False where the question is over already. */
export function answerQuestion(service: Service, question: Question, value: string): boolean {
  endIfOver(service, question);
  return settleWithAnswer(service, question, value, false);
}

function settleWithAnswer(service: Service, question: Question, value: string, autoResolved: boolean): boolean {
  if (!settle(question, 'answered', service.now(), value)) return false;
  question.autoResolved = autoResolved;
  return true;
}

export function endQuestion(service: Service, question: Question, status: Exclude<QuestionStatus, 'pending'>): boolean {
  endIfOver(service, question);
  return settle(question, status, service.now());
}

/** The time of a question is noticed when it is looked at, and before anything else happens to it. */
function endIfOver(service: Service, question: Question): void {
  if (question.status === 'pending' && service.now() >= question.expiresAt) expireQuestion(service, question);
}

export function expireQuestion(service: Service, question: Question): boolean {
  const { defaultAnswer } = service.site;
  if (defaultAnswer === null) return settle(question, 'expired', service.now());
  return settleWithAnswer(service, question, defaultAnswer, true);
}

/** Ends what is over its time and forgets what was over for long. */
export function sweepQuestions(service: Service): void {
  const { limits, facts } = service;
  const now = service.now().getTime();
  for (const question of service.questions.values()) {
    endIfOver(service, question);
    const { status, settledAt } = question;
    if (settledAt === null) continue;
    const readable = status === 'answered' ? limits.answerReadableSeconds : facts.endedReadableSeconds;
    if (now - settledAt.getTime() >= readable * 1000) service.questions.delete(question.id);
  }
}

/** Waits for the end of a question, and never longer than the service does. */
export async function awaitQuestion(service: Service, question: Question, seconds: number, signal: AbortSignal) {
  const left = (question.expiresAt.getTime() - service.now().getTime()) / 1000;
  await waitForEnd(question, Math.min(seconds, left, service.limits.longestWaitSeconds) * 1000, signal);
  endIfOver(service, question);
}
