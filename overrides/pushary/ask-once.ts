// Asks a question of a caller once, however often its call is repeated, cancelled or cut off.
import type { Inputs } from '../../generated/operations.ts';
import { sha256 } from '../rule/digest.ts';
import { type Failure, mayHaveActed, OperationError, ToolError } from '../rule/failure.ts';
import type { Slot, State } from '../rule/memory.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { findOpenQuestion, isCorrelationId, lookOf } from './find-open-question.ts';
import type { QuestionState } from './question-state.ts';

export type Question = Omit<Inputs['pusharyAskUser'], 'wait' | 'timeoutSeconds'>;

export interface Asked {
  readonly correlationId: string;
  /** What the service said of the question when it was asked. */
  readonly state: QuestionState;
  /** Whether an earlier call had asked it already. */
  readonly wasOpen: boolean;
}

/** A question of this caller that may be open. Neither its words nor its answer are kept. */
interface Entry {
  /** Digest of the whole question. */
  readonly digest: string;
  /** When it was asked, in milliseconds since the epoch. */
  readonly since: number;
  /** As soon as it is known. */
  readonly correlationId?: string;
  /** Why nobody knows whether it was asked. An entry with neither id nor doubt is being asked, or its process ended while asking. */
  readonly doubt?: Failure;
}

/** What is known of a question whose process ended before the service had answered. */
const cutOff: Failure = { kind: 'network', operation: 'pusharyAskUser', reason: 'broken', sent: true };

/** Questions end after this many milliseconds (docs/services/pushary.md#waiting). */
const LIFETIME = 600_000;
const MOST = 1000;

/** All entries that look alike in the service's list of open questions, under a digest of that look. */
const openQuestions: Slot<readonly Entry[]> = { name: 'questions', lifetime: LIFETIME, most: MOST };
/** The key of a question's entry in `openQuestions`, under the id of the question. */
const keyOfId: Slot<string> = { name: 'question-ids', lifetime: LIFETIME, most: MOST };

/** Questions that are being asked just now, by digest, for the calls that join them in this process. */
const underWay = new WeakMap<State, Map<string, Promise<Asked>>>();

const digestOf = (question: Question) =>
  sha256(JSON.stringify(Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1))));
const keyOf = (question: Question) => sha256(lookOf(question));

/**
 * Asks a question, once: an equal one that is still open, or is being asked just now, is joined. Asking goes on where its
 * call is cancelled, so that the id is known to the next call. Throws an `OperationError` where it was not asked.
 */
export async function askOnce(question: Question, ctx: ToolContext): Promise<Asked> {
  const { signal, state } = ctx;
  signal.throwIfAborted();
  const digest = digestOf(question);
  const calls = underWay.get(state) ?? new Map<string, Promise<Asked>>();
  underWay.set(state, calls);
  const asking = calls.get(digest) ?? joinOrAsk(question, ctx).finally(() => calls.delete(digest));
  calls.set(digest, asking);
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([asking, cancelled]);
}

async function joinOrAsk(question: Question, ctx: ToolContext): Promise<Asked> {
  const { state } = ctx;
  const [digest, key] = [digestOf(question), keyOf(question)];
  const now = ctx.now().getTime();
  const mayBeOpen = (entry: Entry) => now < entry.since + LIFETIME;
  const earlier = (await state.get(openQuestions, key))?.find((entry) => entry.digest === digest && mayBeOpen(entry));
  if (earlier?.correlationId) return pending(earlier.correlationId, true);
  const keep = (entry: Entry | undefined) =>
    state.update(openQuestions, key, (all = []) => {
      const others = all.filter((other) => other.digest !== digest && mayBeOpen(other));
      return entry ? [...others, entry] : others.length > 0 ? others : undefined;
    });
  const found = earlier ? await findOwn(question, ctx) : null;
  // The person may have the question already
  if (found === undefined) throw new OperationError(earlier?.doubt ?? cutOff);
  const since = found && earlier ? earlier.since : now;
  // Kept before it is asked: calls with a question of the same look, and the next process, have to know of it
  if (!found) await keep({ digest, since });
  try {
    const asked = found ?? (await ask(question, ctx));
    const { correlationId } = asked;
    await keep({ digest, since, correlationId });
    await state.update(keyOfId, correlationId, () => key);
    return asked;
  } catch (error) {
    if (error instanceof OperationError && mayHaveActed(error.failure)) {
      // Without the service's own sentence, which may repeat the question
      const { says: _, ...doubt } = error.failure;
      await keep({ digest, since, doubt });
    } else if (error instanceof OperationError || error instanceof ToolError) await keep(undefined);
    throw error;
  }
}

/** Call it for a question that has ended: an equal one is a new question from then on. */
export async function forgetQuestion(correlationId: string, { state }: ToolContext): Promise<void> {
  const key = await state.get(keyOfId, correlationId);
  if (key === undefined) return;
  await state.update(openQuestions, key, (all = []) => all.filter((entry) => entry.correlationId !== correlationId));
  await state.update(keyOfId, correlationId, () => undefined);
}

async function ask(question: Question, ctx: ToolContext): Promise<Asked> {
  const outcome = await ctx.send(
    'pusharyAskUser',
    { ...question, wait: false },
    { credentials: 'bearer', detached: true },
  );
  if (outcome.ok && isCorrelationId(outcome.data.correlationId))
    return { correlationId: outcome.data.correlationId, state: outcome.data, wasOpen: false };
  const failure: Failure = outcome.ok
    ? { kind: 'not-understood', operation: 'pusharyAskUser', status: outcome.status, problem: 'shape' }
    : outcome.failure;
  const found = mayHaveActed(failure) ? await findOwn(question, ctx) : undefined;
  if (found) return found;
  throw new OperationError(failure);
}

function pending(correlationId: string, wasOpen: boolean): Asked {
  return { correlationId, state: { answered: false, status: 'pending' }, wasOpen };
}

/** The question among the open ones of the service. Null where it is none of them; undefined where that is not clear. */
async function findOwn(question: Question, ctx: ToolContext): Promise<Asked | null | undefined> {
  const digest = digestOf(question);
  // The list does not tell the context: the answer to another question of these words must not count for this one
  const alike = (await ctx.state.get(openQuestions, keyOf(question))) ?? [];
  const twins = alike.filter((entry) => entry.digest !== digest).map((entry) => entry.correlationId);
  const correlationId = await findOpenQuestion(question, twins, ctx);
  return typeof correlationId === 'string' ? pending(correlationId, false) : correlationId;
}
