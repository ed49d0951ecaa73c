import type { ToolContext } from '../rule/tool-rule.ts';

/** More of a text than a person needs to know it again, in characters. */
const LONGEST = 200;
/** The page of flows that is looked at. */
const PAGE = 100;

/** Who gets a campaign that is sent now, for the person who is asked first. */
export async function reachOfCampaign({ id }: { readonly id: string }, ctx: ToolContext): Promise<string> {
  const found = await ctx.send('pusharyGetCampaign', { id }, { credentials: 'bearer' });
  if (!found.ok)
    return `Send a campaign now? It cannot be looked at, so its name and whom it reaches are not known. ${FINAL}`;
  const { name, title, body, totalTargeted } = found.data;
  const people = totalTargeted ? `${totalTargeted} people` : `all people it targets${await ofActive(ctx)}`;
  return `Send the campaign ${quote(name)} now to ${people}? They read: ${quote(title)} ${quote(body)}. ${FINAL}`;
}

const FINAL = 'It cannot be recalled.';

/** Whom a flow reaches once it is active, for the person who is asked first. */
export async function reachOfFlow({ id }: { readonly id: string }, ctx: ToolContext): Promise<string> {
  const flows = await ctx.send('pusharyListFlows', { limit: PAGE }, { credentials: 'bearer' });
  const flow = flows.ok ? flows.data.data?.find((one) => one.id === id) : undefined;
  const steps = flow?.steps?.length;
  const named = flow ? `the flow ${quote(flow.name)}${steps ? ` with ${steps} steps` : ''}` : 'a flow';
  return `Start ${named}? From then on it sends notifications by itself to every person who triggers it${await ofActive(ctx)}.`;
}

/** How many people there are at the most, where the service tells it. */
async function ofActive(ctx: ToolContext): Promise<string> {
  const counted = await ctx.send('pusharyCountSubscribers', {}, { credentials: 'bearer' });
  return counted.ok && counted.data.active !== undefined ? `, of ${counted.data.active} active subscribers` : '';
}

function quote(text = ''): string {
  return `“${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}”`;
}
