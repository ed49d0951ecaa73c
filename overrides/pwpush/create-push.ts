import { OperationError, ToolError } from '../rule/failure.ts';
import type { Slot } from '../rule/memory.ts';
import type { ToolContext, ToolRule } from '../rule/tool-rule.ts';
import { checkPush, checkWords, takesKind } from './check-push.ts';
import { pushApiOf } from './choose-api.ts';
import { type CreateArguments, createInput } from './create-arguments.ts';
import { describeGrant, grantOutput } from './grant.ts';
import { detectInstance, type Instance, refreshInstance } from './instance.ts';
import type { CreatedPush, Kind, PushApi } from './push-api.ts';
import { apiVersion, email, token } from './settings.ts';
import { isUrlToken, readLink } from './url-token.ts';

/** Makes a push and says what was granted beside what was asked. The payload is in no part of the answer. */
export const createPush: ToolRule<CreateArguments> = {
  input: createInput,
  output: grantOutput,
  // The number of a duration's place in the list
  numbers: ['duration'],
  target: 'url_token',
  async run(args, ctx) {
    checkWords(args);
    // Not even `PWPUSH_API_VERSION` stands in here: the edition decides which expiry field is the right one
    const instance = await instanceFor(args, ctx);
    checkEdition(instance, ctx);
    const api = pushApiOf(instance, ctx);
    const { push, warnings } = await checkPush(args, instance, api, ctx);
    await checkOldToken(instance, api, ctx);
    const created = await api.create(push, ctx);
    const link = await linkOf(created, push.kind, api, ctx);
    return describeGrant({ created, push, link, warnings, instance, api, ctx });
  },
};

/** What the instance told of itself may be minutes old, so it is asked anew before that refuses a push. */
async function instanceFor(args: CreateArguments, ctx: ToolContext): Promise<Instance> {
  const instance = await detectInstance(ctx);
  return takesKind(args, instance, ctx) ? instance : refreshInstance(ctx);
}

function checkEdition({ api, edition }: Instance, ctx: ToolContext): void {
  if (api === 'v1' || edition === 'oss' || edition === 'commercial') return;
  throw new ToolError(
    'EDITION_UNKNOWN',
    `${ctx.service.origin} does not tell its edition, so how it takes an expiry is unknown. Nothing was created; set ${ctx.service.nameOf(apiVersion)} to v1 if the instance has it.`,
  );
}

/** A day: a token can be withdrawn. */
const tokenTaken: Slot<true> = { name: 'old-token-taken', lifetime: 24 * 3_600_000, most: 1 };

/**
 * Releases before 1.51 ignore a wrong token and create the push for nobody (docs/services/pwpush.md#v1-create). A list,
 * which they do refuse, tells first whether the token is taken.
 */
async function checkOldToken(instance: Instance, api: PushApi, ctx: ToolContext): Promise<void> {
  if (!instance.beforeVersions || !ctx.service.has(token) || (await ctx.state.get(tokenTaken, ''))) return;
  const outcome = await ctx.send(api.active[0], {}, { credentials: api.credentials });
  if (!outcome.ok && outcome.failure.kind === 'status' && outcome.failure.status === 401) {
    const hint = ctx.service.has(email)
      ? 'Check both.'
      : `Releases before 1.51 want the e-mail of the account as ${ctx.service.nameOf(email)} too.`;
    throw new ToolError(
      'TOKEN_REFUSED',
      `The instance does not take ${ctx.service.nameOf(token)}${ctx.service.has(email) ? ` with ${ctx.service.nameOf(email)}` : ''}. ${hint} Nothing was created.`,
    );
  }
  // Anything but an answer leaves it open whose push it would be; without the route there is nothing to ask
  if (!outcome.ok && !(outcome.failure.kind === 'status' && outcome.failure.status === 404)) {
    throw new OperationError(outcome.failure);
  }
  await ctx.state.update(tokenTaken, '', () => true);
}

/** The share link. Releases before 1.56, and perhaps hosted ones, leave it to the preview. */
async function linkOf(created: CreatedPush, kind: Kind, api: PushApi, ctx: ToolContext): Promise<string | undefined> {
  const { url_token, html_url } = created;
  if (url_token === undefined || !isUrlToken(url_token)) return undefined;
  const link = readLink(url_token, html_url);
  if (link !== undefined) return link;
  const table = api.tables?.indexOf(kind) ?? 0;
  const preview = api.preview[Math.max(0, table)] ?? api.preview[0];
  const outcome = await ctx.send(preview, { url_token }, { credentials: api.credentials });
  return outcome.ok ? readLink(url_token, outcome.data.url) : undefined;
}
