// A question or decision and its life: pending until the first of answer, cancel and expiry; what comes later is too late.
import { randomUUID } from 'node:crypto';

export type QuestionType = 'confirm' | 'select' | 'input';
export type QuestionStatus = 'pending' | 'answered' | 'expired' | 'cancelled' | 'unavailable';

/** What was asked, and by whom. */
export interface Asked {
  question: string;
  type: QuestionType;
  options?: string[] | undefined;
  placeholder?: string | undefined;
  context?: string | undefined;
  agentName?: string | undefined;
  sessionId?: string | undefined;
  machineId?: string | undefined;
  toolName?: string | undefined;
  toolTarget?: string | undefined;
  externalId?: string | undefined;
  callbackUrl?: string | undefined;
}

export interface Question extends Asked {
  /** `question`: asked through `/ask`, forgotten some time after its end. `decision`: kept. */
  readonly kind: 'question' | 'decision';
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  status: QuestionStatus;
  value: string | null;
  /** When it was answered, cancelled or found expired. */
  settledAt: Date | null;
  /** Answered by the site and not by a person. */
  autoResolved: boolean;
  /** Called when it is no longer pending. */
  readonly wake: Set<() => void>;
}

export function createQuestion(kind: Question['kind'], asked: Asked, now: Date, seconds: number): Question {
  return {
    ...asked,
    kind,
    id: randomUUID(),
    createdAt: now,
    expiresAt: new Date(now.getTime() + seconds * 1000),
    status: 'pending',
    value: null,
    settledAt: null,
    autoResolved: false,
    wake: new Set(),
  };
}

/** False where something else came first. */
export function settle(question: Question, status: Exclude<QuestionStatus, 'pending'>, now: Date, value?: string) {
  if (question.status !== 'pending') return false;
  question.status = status;
  question.value = value ?? null;
  question.settledAt = now;
  for (const wake of [...question.wake]) wake();
  return true;
}

/** Ends when the question does, when the time is over, or when nobody listens any more. Never earlier, never fails. */
export function waitForEnd(question: Question, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (question.status !== 'pending' || milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      question.wake.delete(end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    question.wake.add(end);
    signal.addEventListener('abort', end);
  });
}

/** The person hands the decision back to the terminal (contract 2.3). */
export const defer = 'defer';

/** Null for an answer that the question has no room for. */
export function readAnswer({ type, options = [] }: Asked, given: string): string | null {
  const answer = asTyped(given);
  if (answer === defer) return defer;
  if (type === 'confirm') return answer === 'yes' || answer === 'no' ? answer : null;
  if (type === 'select') return options.find((option) => asTyped(option) === answer) ?? null;
  return answer === '' ? null : answer.slice(0, maxAnswerLength);
}

export const maxAnswerLength = 4000;

/** Forms send every line break as two characters. */
function asTyped(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
