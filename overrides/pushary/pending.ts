import type { Inputs } from '../../generated/operations.ts';
import { sha256 } from '../rule/digest.ts';
import { type Failure, mayHaveActed, OperationError, ToolError } from '../rule/failure.ts';
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
  /** When it was asked, in milliseconds since the epoch. */
  readonly since: number;
  /** As soon as it is known. */
  readonly correlationId?: string;
  /** Why nothing tells whether it was asked. With neither this nor an id it is being asked, or its process ended over that. */
  readonly doubt?: Failure;
}

/** What is known of a question whose process ended before the service had answered. */
const cutOff: Failure = { kind: 'network', operation: 'pusharyAskUser', reason: 'broken', sent: true };

/** Questions end after this many milliseconds (docs/services/pushary.md#waiting). */
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
  const place = { name, key: sha256(seenOf(question)) };
  const now = ctx.now().getTime();
  const mayBeOpen = ({ since }: Entry) => now < since + LIFETIME;
  const known = (await state.get(openQuestions, place.key))?.find((entry) => entry.name === name && mayBeOpen(entry));
  if (known?.correlationId) return pending(known.correlationId, true);
  const keep = (entry: Entry | undefined) =>
    state.update(openQuestions, place.key, (all = []) => {
      const others = all.filter((other) => other.name !== name && mayBeOpen(other));
      return entry ? [...others, entry] : others.length > 0 ? others : undefined;
    });
  const before = known ? await findOwn(question, place, ctx) : null;
  // A person may have it: it is not asked unseen
  if (known && before === undefined) throw new OperationError(known.doubt ?? cutOff);
  const since = before && known ? known.since : now;
  // Kept before it is asked: others that look alike, and the next process, have to know of it
  if (!before) await keep({ name, since });
  try {
    const asked = before ?? (await ask(question, place, ctx));
    const { correlationId } = asked;
    await keep({ name, since, correlationId });
    await state.update(keyOfId, correlationId, () => place.key);
    return asked;
  } catch (error) {
    // What was not asked is not joined; what may have been is looked for before it is asked again
    if (error instanceof OperationError && mayHaveActed(error.failure)) {
      // Not what the service says: it may repeat the question
      const { says: _, ...doubt } = error.failure;
      await keep({ name, since, doubt });
    } else if (error instanceof OperationError || error instanceof ToolError) await keep(undefined);
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

async function ask(question: Question, place: Place, ctx: ToolContext): Promise<Asked> {
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

function pending(correlationId: string, wasOpen: boolean): Asked {
  return { correlationId, state: { answered: false, status: 'pending' }, wasOpen };
}

function withoutId(status: number): Failure {
  return { kind: 'not-understood', operation: 'pusharyAskUser', status, problem: 'shape' };
}

async function findOwn(question: Question, { name, key }: Place, ctx: ToolContext): Promise<Asked | null | undefined> {
  // A list does not tell the context: the answer to another question of these words must not count for this one
  const twins = ((await ctx.state.get(openQuestions, key)) ?? []).filter((entry) => entry.name !== name);
  const ids = twins.map(({ correlationId }) => correlationId);
  const correlationId = await findAsked(question, ids, ctx);
  return typeof correlationId === 'string' ? pending(correlationId, false) : correlationId;
}

function unlessCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(signal.reason);
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
    if (signal.aborted) cancel();
  });
}
