// Whether a push still opens: the preview, which gives its link, does not tell
import { sha256 } from '../rule/digest.ts';
import type { Slot } from '../rule/memory.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { isSpent } from './list.ts';
import type { PushApi } from './push-api.ts';
import { token } from './settings.ts';

/** Digests of the tokens of pushes that this caller expired. An instance keeps the push for longer than a day, but nobody asks then. */
const expiredHere: Slot<true> = { name: 'expired-here', lifetime: 24 * 3_600_000, most: 1000 };

/** Pages of a list that are looked at for one push: the newest stand first. */
const MOST_PAGES = 4;

export async function rememberExpired(url_token: string, ctx: ToolContext): Promise<void> {
  await ctx.state.update(expiredHere, sha256(url_token), () => true);
}

/**
 * Whether a push is known to have expired, as the lists of the account tell it (docs/services/pwpush.md#lists).
 *
 * @param table its place among the operations of each list
 */
export async function isKnownExpired(
  url_token: string,
  table: number,
  api: PushApi,
  ctx: ToolContext,
): Promise<boolean> {
  if (await ctx.state.get(expiredHere, sha256(url_token))) return true;
  if (!ctx.service.has(token)) return false;
  const find = async (operation: PushApi['active' | 'expired'][number], page: number) => {
    const outcome = await ctx.send(operation, { page }, { credentials: api.credentials });
    if (!outcome.ok) return undefined;
    const { data } = outcome;
    return { push: data.find((push) => push.url_token === url_token), isFull: data.length >= api.pageSize };
  };
  const active = await find(api.active[table] ?? api.active[0], 1);
  if (!active) return false;
  if (active.push) return isSpent(active.push, api);
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const found = await find(api.expired[table] ?? api.expired[0], page);
    if (found?.push) return true;
    if (!found?.isFull) return false;
  }
  return false;
}
