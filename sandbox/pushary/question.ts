// The life of a question: pending until the first of answer, cancel and expiry. Whatever comes later has no effect.
import { randomUUID } from 'node:crypto';
import type { Asked, Question, QuestionStatus } from './model.ts';

export function createQuestion(asked: Asked, now: Date, seconds: number): Question {
  return {
    ...asked,
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

/** False where the question had ended before. */
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

/** The person hands the question back to the terminal (docs/services/pushary.md#wait_for_answer). */
export const defer = 'defer';

/** Null for an answer that does not fit the type of the question. */
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
