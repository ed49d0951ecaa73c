// Every answer of the emulator: the two envelopes of docs/services/pushgo.md#success and #errors, and the answers
// without an envelope.
import type { Answer } from '../http/answer.ts';
import type { Language } from './language.ts';
import { describeProblem, type ProblemFacts } from './problems.ts';

/** Thrown by a check: the request ends here with this failure. */
export class Failure extends Error {
  override name = 'Failure' as const;
  readonly facts: ProblemFacts;
  /** Data that the envelope holds beside the failure, when a dispatch failed in part. */
  readonly data: object | undefined;
  /** The status of the HTTP answer, which may differ from the status that the problem describes. */
  readonly status: number;
  constructor(facts: ProblemFacts, data?: object, status: number = facts.status) {
    super(facts.error);
    this.facts = facts;
    this.data = data;
    this.status = status;
  }
}

export function refuse(error: string, code?: string, status = 400): never {
  throw new Failure({ error, status, ...(code === undefined ? {} : { code }) });
}

const json = { 'content-type': 'application/json' };

export function answerData(data: object): Answer {
  return { status: 200, headers: { ...json }, body: JSON.stringify({ success: true, data }) };
}

export function answerFailure(failure: Failure, language: Language, requestId?: string): Answer {
  const { error, code } = failure.facts;
  const envelope = {
    success: false,
    error,
    ...(code === undefined ? {} : { error_code: code }),
    problem: describeProblem(failure.facts, language, requestId),
    ...(failure.data === undefined ? {} : { data: failure.data }),
  };
  return {
    status: failure.status,
    headers: { ...json, 'content-language': language },
    body: JSON.stringify(envelope),
  };
}

export function answerPlain(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

export function answerEmpty(status: number): Answer {
  return { status, headers: {}, body: '' };
}
