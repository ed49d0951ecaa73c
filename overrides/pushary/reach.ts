// What the person who is asked before a campaign or a flow starts has to know: whom it reaches.
import type { ToolContext } from '../rule/tool-rule.ts';

/** Characters of a text that a person needs at most to recognise it. */
const LONGEST = 200;
const FINAL = 'It cannot be recalled.';

/** The question to the person before a campaign is sent. */
export async function reachOfCampaign({ id }: { readonly id: string }, ctx: ToolContext): Promise<string> {
  const outcome = await ctx.send('pusharyGetCampaign', { id }, { credentials: 'bearer' });
  if (!outcome.ok)
    return `Send a campaign now? It cannot be looked at, so its name and whom it reaches are not known. ${FINAL}`;
  const { name, title, body, totalTargeted } = outcome.data;
  const people = totalTargeted ? `${totalTargeted} people` : `all people it targets${await ofActive(ctx)}`;
  return `Send the campaign ${quote(name)} now to ${people}? They read: ${quote(title)} ${quote(body)}. ${FINAL}`;
}

/** The question to the person before a flow is activated. It is looked for on the first page of flows only. */
export async function reachOfFlow({ id }: { readonly id: string }, ctx: ToolContext): Promise<string> {
  const flows = await ctx.send('pusharyListFlows', { limit: 100 }, { credentials: 'bearer' });
  const flow = flows.ok ? flows.data.data?.find((listed) => listed.id === id) : undefined;
  const steps = flow?.steps?.length;
  const name = flow ? `the flow ${quote(flow.name)}${steps ? ` with ${steps} steps` : ''}` : 'a flow';
  return `Start ${name}? From then on it sends notifications by itself to every person who triggers it${await ofActive(ctx)}.`;
}

/** How many people that can be at most, where the service tells it. */
async function ofActive(ctx: ToolContext): Promise<string> {
  const counted = await ctx.send('pusharyCountSubscribers', {}, { credentials: 'bearer' });
  return counted.ok && counted.data.active !== undefined ? `, of ${counted.data.active} active subscribers` : '';
}

function quote(text = ''): string {
  return `“${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}”`;
}
