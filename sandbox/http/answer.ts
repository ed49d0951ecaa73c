// What an emulator answers, and how a check ends a request early.

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Thrown by a check: the request ends here with this answer. */
export class HttpError extends Error {
  override name = 'HttpError' as const;
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`Ended with ${answer.status}.`);
    this.answer = answer;
  }
}
