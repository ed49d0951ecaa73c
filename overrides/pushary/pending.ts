import type { Inputs } from '../../generated/operations.ts';
import { mayHaveActed } from '../rule/acted.ts';
import { type Failure, OperationError } from '../rule/failure.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { findAsked, isCorrelationId, seenOf } from './find-asked.ts';
import type { QuestionState } from './question-state.ts';

export type Question = Omit<Inputs['pusharyAskUser'], 'wait' | 'timeoutSeconds'>;

/** A question that was asked: its id, and what the service said of it then. */
export interface Asked {
  readonly correlationId: string;
  readonly state: QuestionState;
}

/** A question of this process that may be open. */
interface Entry {
  readonly question: Question;
  asking: Promise<Asked>;
  /** Nothing tells whether it was asked: why, and since when. */
  doubt?: Doubt;
  /** As soon as it is known. */
  correlationId?: string;
}

interface Doubt {
  readonly failure: Failure;
  readonly since: number;
}

/** Questions end after this many milliseconds (contract 1.6). */
const LIFETIME = 600_000;

type Entries = Map<string, Entry>;

function nameOf(question: Question): string {
  return `question ${JSON.stringify(Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/**
 * Asks a question, once: an equal one that is still open, or is being asked just now, is joined. Asking goes on where its
 * call is cancelled, so that the id is known to the next call. `wasOpen`: it was asked before this call, and may have ended
 * since. Throws an `OperationError` where it was not asked.
 */
export async function askOnce(question: Question, ctx: ToolContext): Promise<Asked & { readonly wasOpen: boolean }> {
  ctx.signal.throwIfAborted();
  const known = (ctx.memory as Entries).get(nameOf(question));
  const wasOpen = known?.correlationId !== undefined;
  const asking = known && !known.doubt ? known.asking : begin(question, ctx, known?.doubt);
  return { ...(await unlessCancelled(asking, ctx.signal)), wasOpen };
}

function begin(question: Question, ctx: ToolContext, doubt: Doubt | undefined): Promise<Asked> {
  const now = ctx.now().getTime();
  const asking = ask(question, ctx, doubt && now < doubt.since + LIFETIME ? doubt : undefined);
  const entry: Entry = { question, asking };
  const entries = ctx.memory as Entries;
  entries.set(nameOf(question), entry);
  // Cancelled calls do not listen any more
  asking.then(
    ({ correlationId }) => {
      entry.correlationId = correlationId;
    },
    (error) => {
      // What was not asked is not joined; what may have been is looked for before it is asked again
      const { failure } = error as Partial<OperationError>;
      if (failure && mayHaveActed(failure)) entry.doubt = failure === doubt?.failure ? doubt : { failure, since: now };
      else entries.delete(nameOf(question));
    },
  );
  return asking;
}

/** An equal question is a new one from now on: this one has ended, and its end was told. */
export function forgetQuestion(correlationId: string, { memory }: ToolContext): void {
  for (const [name, entry] of memory as Entries) if (entry.correlationId === correlationId) memory.delete(name);
}

async function ask(question: Question, ctx: ToolContext, doubt: Doubt | undefined): Promise<Asked> {
  const before = doubt ? await findOwn(question, ctx) : null;
  if (before) return before;
  // A person may have it: it is not asked unseen
  if (doubt && before === undefined) throw new OperationError(doubt.failure);
  const outcome = await ctx.send(
    'pusharyAskUser',
    { ...question, wait: false },
    { credentials: 'bearer', detached: true },
  );
  if (outcome.ok && isCorrelationId(outcome.data.correlationId))
    return { correlationId: outcome.data.correlationId, state: outcome.data };
  const failure = outcome.ok ? withoutId(outcome.status) : outcome.failure;
  const found = mayHaveActed(failure) ? await findOwn(question, ctx) : undefined;
  if (found) return found;
  throw new OperationError(failure);
}

function withoutId(status: number): Failure {
  return { kind: 'not-understood', operation: 'pusharyAskUser', status, problem: 'shape' };
}

async function findOwn(question: Question, ctx: ToolContext): Promise<Asked | null | undefined> {
  const name = nameOf(question);
  const seen = seenOf(question);
  // A list does not tell the context: the answer to another question of these words must not count for this one
  const twins = [...(ctx.memory as Entries)].filter(
    ([other, entry]) => other !== name && seenOf(entry.question) === seen,
  );
  const ids = twins.map(([, { correlationId }]) => correlationId);
  const correlationId = await findAsked(question, ids, ctx);
  return correlationId
    ? { correlationId, state: { answered: false, status: 'pending' } }
    : (correlationId as null | undefined);
}

function unlessCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(signal.reason);
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
    if (signal.aborted) cancel();
  });
}
