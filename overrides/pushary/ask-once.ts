// Asks a question of a caller once, however often its call is repeated, cancelled or cut off.
import type { Inputs } from '../../generated/operations.ts';
import { sha256 } from '../rule/digest.ts';
import { type Failure, mayHaveActed, OperationError, ToolError } from '../rule/failure.ts';
import type { Slot, State } from '../rule/memory.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { knownQuestion, LIFETIME, type QuestionId, rememberQuestion } from './asked-questions.ts';
import { findOpenQuestion, isCorrelationId, lookOf } from './find-open-question.ts';
import type { QuestionState } from './question-state.ts';

export type Question = Omit<Inputs['pusharyAskUser'], 'wait' | 'timeoutSeconds'>;

export interface Asked extends QuestionId {
  /** What the service said of the question when it was asked. */
  readonly state: QuestionState;
  /** Whether another call had asked it. */
  readonly joined: boolean;
  /** Whether that call is over, so that the question may have been answered meanwhile. */
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

/** All entries that look alike in the service's list of open questions, under a digest of that look. */
const openQuestions: Slot<readonly Entry[]> = { name: 'questions', lifetime: LIFETIME, most: 1000 };

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
  const earlierCall = calls.get(digest);
  const asking = earlierCall ?? joinOrAsk(question, ctx).finally(() => calls.delete(digest));
  calls.set(digest, asking);
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const asked = await Promise.race([asking, cancelled]);
  return earlierCall ? { ...asked, joined: true } : asked;
}

async function joinOrAsk(question: Question, ctx: ToolContext): Promise<Asked> {
  const { state } = ctx;
  const [digest, key] = [digestOf(question), keyOf(question)];
  const now = ctx.now().getTime();
  const mayBeOpen = (entry: Entry) => now < entry.since + LIFETIME;
  const earlier = (await state.get(openQuestions, key))?.find((entry) => entry.digest === digest && mayBeOpen(entry));
  if (earlier?.correlationId) return { ...pending(earlier.correlationId, earlier.since), joined: true, wasOpen: true };
  const keep = (entry: Entry | undefined) =>
    state.update(openQuestions, key, (all = []) => {
      const others = all.filter((other) => other.digest !== digest && mayBeOpen(other));
      return entry ? [...others, entry] : others.length > 0 ? others : undefined;
    });
  const found = earlier ? await findOwn(question, earlier.since, ctx) : null;
  // The person may have the question already
  if (found === undefined) throw new OperationError(earlier?.doubt ?? cutOff);
  const since = found?.since ?? now;
  // Kept before it is asked: calls with a question of the same look, and the next process, have to know of it
  if (!found) await keep({ digest, since });
  try {
    const asked = found ? { ...found, joined: true } : await ask(question, since, ctx);
    const { correlationId } = asked;
    await keep({ digest, since, correlationId });
    await rememberQuestion(correlationId, { since, key }, ctx);
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
export async function forgetQuestion(correlationId: string, ctx: ToolContext): Promise<void> {
  const key = (await knownQuestion(correlationId, ctx))?.key;
  if (key === undefined) return;
  await ctx.state.update(openQuestions, key, (all = []) =>
    all.filter((entry) => entry.correlationId?.toLowerCase() !== correlationId.toLowerCase()),
  );
}

async function ask(question: Question, since: number, ctx: ToolContext): Promise<Asked> {
  const outcome = await ctx.send(
    'pusharyAskUser',
    { ...question, wait: false },
    { credentials: 'bearer', detached: true },
  );
  if (outcome.ok && isCorrelationId(outcome.data.correlationId))
    return { ...pending(outcome.data.correlationId, since), state: outcome.data };
  const failure: Failure = outcome.ok
    ? { kind: 'not-understood', operation: 'pusharyAskUser', status: outcome.status, problem: 'shape' }
    : outcome.failure;
  const found = mayHaveActed(failure) ? await findOwn(question, since, ctx) : undefined;
  if (found) return found;
  throw new OperationError(failure);
}

function pending(correlationId: string, since: number): Asked {
  return { correlationId, since, state: { answered: false, status: 'pending' }, joined: false, wasOpen: false };
}

/** The question among the open ones of the service. Null where it is none of them; undefined where that is not clear. */
async function findOwn(question: Question, since: number, ctx: ToolContext): Promise<Asked | null | undefined> {
  const digest = digestOf(question);
  // The list does not tell the context: the answer to another question of these words must not count for this one
  const alike = (await ctx.state.get(openQuestions, keyOf(question))) ?? [];
  const twins = alike.filter((entry) => entry.digest !== digest).map((entry) => entry.correlationId);
  const correlationId = await findOpenQuestion(question, twins, ctx);
  return typeof correlationId === 'string' ? pending(correlationId, since) : correlationId;
}
