import type { Inputs } from '../../generated/operations.ts';
import { mayHaveActed } from '../rule/acted.ts';
import { sha256 } from '../rule/digest.ts';
import { type Failure, OperationError } from '../rule/failure.ts';
import type { Slot, State } from '../rule/memory.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { findAsked, isCorrelationId, seenOf } from './find-asked.ts';
import type { QuestionState } from './question-state.ts';

export type Question = Omit<Inputs['pusharyAskUser'], 'wait' | 'timeoutSeconds'>;

/** A question that was asked: its id, and what the service said of it then. `wasOpen`: an earlier call asked it. */
export interface Asked {
  readonly correlationId: string;
  readonly state: QuestionState;
  readonly wasOpen: boolean;
}

/** A question of this caller that may be open. Neither its words nor its answer are kept. */
interface Entry {
  /** Digest of the whole question. */
  readonly name: string;
  /** As soon as it is known. */
  readonly correlationId?: string;
  /** Why nothing tells whether it was asked, and since when, in milliseconds since the epoch. */
  readonly doubt?: { readonly failure: Failure; readonly since: number };
}

/** Questions end after this many milliseconds (contract 1.6). */
const LIFETIME = 600_000;
const MOST = 1000;

/** Under a digest of what a list of open questions shows: all entries that look alike there. */
const openQuestions: Slot<readonly Entry[]> = { name: 'questions', lifetime: LIFETIME, most: MOST };
/** Under the id of a question: the key of its entry. */
const keyOfId: Slot<string> = { name: 'question-ids', lifetime: LIFETIME, most: MOST };

/** Questions that are being asked just now, for the calls that join them in this process. */
const underWay = new WeakMap<State, Map<string, Promise<Asked>>>();

/**
 * Asks a question, once: an equal one that is still open, or is being asked just now, is joined. Asking goes on where its
 * call is cancelled, so that the id is known to the next call. Throws an `OperationError` where it was not asked.
 */
export async function askOnce(question: Question, ctx: ToolContext): Promise<Asked> {
  ctx.signal.throwIfAborted();
  const { state } = ctx;
  const name = sha256(JSON.stringify(Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1))));
  const calls = underWay.get(state) ?? new Map<string, Promise<Asked>>();
  underWay.set(state, calls);
  const asking = calls.get(name) ?? joinOrAsk(question, name, ctx).finally(() => calls.delete(name));
  calls.set(name, asking);
  return await unlessCancelled(asking, ctx.signal);
}

async function joinOrAsk(question: Question, name: string, ctx: ToolContext): Promise<Asked> {
  const { state } = ctx;
  const key = sha256(seenOf(question));
  const entries = (await state.get(openQuestions, key)) ?? [];
  const known = entries.find((entry) => entry.name === name);
  if (known?.correlationId)
    return { correlationId: known.correlationId, state: { answered: false, status: 'pending' }, wasOpen: true };
  const now = ctx.now().getTime();
  const doubt = known?.doubt && now < known.doubt.since + LIFETIME ? known.doubt : undefined;
  const keep = (entry: Entry | undefined) =>
    state.update(openQuestions, key, (all = []) => {
      const others = all.filter((other) => other.name !== name);
      return entry ? [...others, entry] : others.length > 0 ? others : undefined;
    });
  // Kept before it is asked: others that look alike have to know of it
  await keep({ name, ...(doubt && { doubt }) });
  try {
    const asked = await ask(question, { name, key }, ctx, doubt?.failure);
    const { correlationId } = asked;
    await keep({ name, correlationId });
    await state.update(keyOfId, correlationId, () => key);
    return asked;
  } catch (error) {
    // What was not asked is not joined; what may have been is looked for before it is asked again
    const { failure } = error as Partial<OperationError>;
    const isDoubtful = failure !== undefined && mayHaveActed(failure);
    const since = doubt && failure === doubt.failure ? doubt.since : now;
    await keep(isDoubtful ? { name, doubt: { failure, since } } : undefined);
    throw error;
  }
}

/** An equal question is a new one from now on: this one has ended, and its end was told. */
export async function forgetQuestion(correlationId: string, { state }: ToolContext): Promise<void> {
  const key = await state.get(keyOfId, correlationId);
  if (key === undefined) return;
  await state.update(openQuestions, key, (all = []) => all.filter((entry) => entry.correlationId !== correlationId));
  await state.update(keyOfId, correlationId, () => undefined);
}

/** Where an entry is kept, and which it is there. */
interface Place {
  readonly name: string;
  readonly key: string;
}

async function ask(question: Question, place: Place, ctx: ToolContext, doubt: Failure | undefined): Promise<Asked> {
  const before = doubt ? await findOwn(question, place, ctx) : null;
  if (before) return before;
  // A person may have it: it is not asked unseen
  if (doubt && before === undefined) throw new OperationError(doubt);
  const outcome = await ctx.send(
    'pusharyAskUser',
    { ...question, wait: false },
    { credentials: 'bearer', detached: true },
  );
  if (outcome.ok && isCorrelationId(outcome.data.correlationId))
    return { correlationId: outcome.data.correlationId, state: outcome.data, wasOpen: false };
  const failure = outcome.ok ? withoutId(outcome.status) : outcome.failure;
  const found = mayHaveActed(failure) ? await findOwn(question, place, ctx) : undefined;
  if (found) return found;
  throw new OperationError(failure);
}

function withoutId(status: number): Failure {
  return { kind: 'not-understood', operation: 'pusharyAskUser', status, problem: 'shape' };
}

async function findOwn(question: Question, { name, key }: Place, ctx: ToolContext): Promise<Asked | null | undefined> {
  // A list does not tell the context: the answer to another question of these words must not count for this one
  const twins = ((await ctx.state.get(openQuestions, key)) ?? []).filter((entry) => entry.name !== name);
  const ids = twins.map(({ correlationId }) => correlationId);
  const correlationId = await findAsked(question, ids, ctx);
  return correlationId
    ? { correlationId, state: { answered: false, status: 'pending' }, wasOpen: false }
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
