import { byRule } from '../rule/by-rule.ts';
import type { AnyTool } from '../rule/tool-rule.ts';
import { knownQuestion, mayUseOthers, noteQuestionsOf } from './asked-questions.ts';
import { pusharyRules } from './rules.ts';

const rule = byRule('pusharyListSessions', pusharyRules);

/** Lists sessions and open questions. Only questions that were asked from here come with the id that opens them. */
export const listSessions: AnyTool = {
  ...rule,
  async run(args, ctx) {
    const listed = await ctx.call('pusharyListSessions', args, { credentials: 'bearer' });
    if (mayUseOthers(ctx) || listed.pendingQuestions === undefined) return listed;
    await noteQuestionsOf(listed.pendingQuestions, ctx);
    const pendingQuestions = listed.pendingQuestions.map(async ({ correlationId, ...question }) => {
      const isKnown = correlationId !== undefined && (await knownQuestion(correlationId, ctx)) !== undefined;
      return { ...question, ...(isKnown && { correlationId }) };
    });
    return { ...listed, pendingQuestions: await Promise.all(pendingQuestions) };
  },
};
