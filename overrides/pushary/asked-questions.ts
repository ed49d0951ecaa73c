// The questions that a caller may wait for and withdraw: those that were asked from here.
import { ToolError } from '../rule/failure.ts';
import type { Slot } from '../rule/memory.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { othersQuestions } from './settings.ts';

/** Questions end after this many milliseconds (docs/services/pushary.md#waiting). */
export const LIFETIME = 600_000;

/** What is kept of a question, under its id. */
interface Known {
  /** When it was asked, in milliseconds since the epoch. */
  readonly since: number;
  /** Where it is kept among the open questions that calls join. */
  readonly key?: string;
}

/** Kept longer than a question lives, so that one that is over is told apart from one of somebody else. */
const knownQuestions: Slot<Known> = { name: 'question-ids', lifetime: 24 * 3_600_000, most: 1000 };

/** A question that a tool acts on. */
export interface QuestionId {
  readonly correlationId: string;
  /** When it was asked, in milliseconds since the epoch. */
  readonly since: number;
}

type OpenQuestion = { readonly [F in 'correlationId' | 'machineId' | 'createdAt']?: string | null | undefined };

/** Whether the questions of agents elsewhere are open to this caller. */
export function mayUseOthers({ service }: ToolContext): boolean {
  return service.get(othersQuestions) === 'show';
}

export function rememberQuestion(correlationId: string, known: Known, { state }: ToolContext): Promise<void> {
  // An id that is told again does not live longer
  return state.update(knownQuestions, correlationId.toLowerCase(), (old) => ({
    ...old,
    ...known,
    since: old?.since ?? known.since,
  }));
}

export function knownQuestion(correlationId: string, { state }: ToolContext): Promise<Known | undefined> {
  return state.get(knownQuestions, correlationId.toLowerCase());
}

/**
 * The question of an id that a call gives. One that this caller did not ask is looked for among the open ones of this machine.
 * Throws a `ToolError` where it was not asked from here.
 */
export async function takeQuestion(correlationId: string, ctx: ToolContext): Promise<QuestionId> {
  const known = await knownQuestion(correlationId, ctx);
  if (known) return { correlationId, since: known.since };
  if (mayUseOthers(ctx)) return { correlationId, since: ctx.now().getTime() };
  if (ctx.agent.machineId !== undefined) {
    const { pendingQuestions = [] } = await ctx.call('pusharyListSessions', {}, { credentials: 'bearer' });
    await noteQuestionsOf(pendingQuestions, ctx);
    const found = await knownQuestion(correlationId, ctx);
    if (found) return { correlationId, since: found.since };
  }
  const others = `, or an open one of this machine, from list_sessions. A person opens those of other agents with ${ctx.service.nameOf(othersQuestions)}.`;
  throw new ToolError(
    'OTHERS_QUESTION',
    `This question was not asked from here, so it is left alone. correlationId takes a question of this session, from ask_user${ctx.agent.machineId === undefined ? '.' : others}`,
  );
}

/** Of a list of open questions no more are remembered. */
const MOST_NOTED = 100;

/** Remembers those of a list of open questions that agents on this machine asked. Over a network no machine counts. */
export async function noteQuestionsOf(open: readonly OpenQuestion[], ctx: ToolContext): Promise<void> {
  const { machineId } = ctx.agent;
  const now = ctx.now().getTime();
  const own = machineId === undefined ? [] : open.filter((question) => question.machineId === machineId);
  for (const { correlationId, createdAt } of own.slice(0, MOST_NOTED)) {
    if (!correlationId) continue;
    const since = Date.parse(createdAt ?? '');
    await rememberQuestion(correlationId, { since: since < now ? since : now }, ctx);
  }
}
