import { ToolError } from '../../overrides/rule/failure.ts';
import { isYes, NeedsInput, type Reply, yesOrNo } from '../../overrides/rule/person.ts';
import type { AnyTool, ToolContext } from '../../overrides/rule/tool-rule.ts';
import type { Confirm } from '../config/config.ts';
import type { ServedTool } from '../policy/enabled.ts';

/**
 * Asks the person before a tool acts, where the operator wants that and the client can ask. Gives the question while there is
 * no reply, and nothing where the tool may go on. Throws a `ToolError` for every reply but a clear yes.
 *
 * @param shown the arguments as an audit line has them: secrets masked
 */
export async function confirmFirst(
  confirm: Confirm,
  tool: ServedTool,
  rule: AnyTool,
  args: Readonly<Record<string, unknown>>,
  shown: () => Readonly<Record<string, unknown>>,
  ctx: ToolContext,
): Promise<NeedsInput | undefined> {
  if (!ctx.person.canAnswer.form || !asksFirst(confirm, tool, rule)) return undefined;
  const question = yesOrNo(rule.reach ? await rule.reach(args as never, ctx) : describe(tool, shown()));
  const reply = await ctx.person.replyTo(question);
  if (!reply) return new NeedsInput(question);
  if (isYes(reply)) return undefined;
  const [code, sentence] = endings[reply.action];
  const advice = 'Whoever operates this server can switch such questions off with PUSH_MCP_CONFIRM=off.';
  throw new ToolError(code, `${sentence(tool.name)} Nothing was done. ${advice}`);
}

function asksFirst(confirm: Confirm, { annotations }: ServedTool, { reach }: AnyTool): boolean {
  if (confirm === 'off' || annotations.readOnlyHint) return false;
  return (
    confirm === 'writes' || reach !== undefined || (confirm === 'destructive' && annotations.destructiveHint === true)
  );
}

function describe({ title, description }: ServedTool, shown: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(shown).map(
    ([name, value]) => `\n${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${title}? ${description}${lines.join('')}`;
}

/** Code and sentence for each way in which a question ends without a yes. */
const endings: Readonly<Record<Reply['action'], readonly [code: string, sentence: (tool: string) => string]>> = {
  // An accepted form whose box is not ticked
  accept: ['DECLINED', (tool) => `The question before ${tool} was answered without a yes.`],
  decline: [
    'DECLINED',
    (tool) => `The question before ${tool} was answered with no, by the person or by the client itself.`,
  ],
  cancel: ['CANCELLED', (tool) => `The question before ${tool} was closed without an answer.`],
  timeout: ['NO_ANSWER', (tool) => `Nobody answered the question before ${tool} in time.`],
};
