// The tool `create_push`: arguments checked, instance asked, push made, grant described. The payload is in no part of the answer
import { OperationError, ToolError } from '../rule/failure.ts';
import type { Slot } from '../rule/memory.ts';
import type { ToolContext, ToolRule } from '../rule/tool-rule.ts';
import { type CreateArguments, checkPush, createInput, kindOf, refusalOfKind } from './check-push.ts';
import { isUnknown } from './dialect.ts';
import { parseDuration } from './durations.ts';
import { describeGrant, grantOutput } from './grant.ts';
import { detectInstance, type Instance, refreshInstance } from './instance.ts';
import { type Kind, type PushApi, pushApiOf } from './push-api.ts';
import { apiVersion, email, token } from './settings.ts';
import { readLink, readPush } from './url-token.ts';

/** Makes a push and says what was granted beside what was asked. */
export const createPush: ToolRule<CreateArguments> = {
  input: createInput,
  output: grantOutput,
  // A number is a duration's place in the list
  numbers: ['duration'],
  target: 'url_token',
  async run(args, ctx) {
    const duration = parseDuration(args.duration);
    const kind = kindOf(args);
    // Not even `PWPUSH_API_VERSION` stands in here: the edition decides which expiry field is the right one
    const api = pushApiOf(await instanceFor(kind, ctx), ctx);
    const push = await checkPush(args, { kind, duration }, api, ctx);
    await checkOldToken(api, ctx);
    const created = readPush(await api.create(push, ctx));
    if (!created) {
      const operation = 'pwpushV2CreatePush';
      throw new OperationError({ kind: 'not-understood', operation, status: 201, problem: 'shape' });
    }
    // Releases before 1.56, and perhaps hosted instances, leave the link to the preview
    const link = created.html_url ?? (await previewLink(created.url_token, kind, api, ctx));
    return describeGrant(created, link, push, api, ctx);
  },
};

/** An instance that takes this kind of push. What it said of itself may be minutes old, so it is asked anew before a refusal. */
async function instanceFor(kind: Kind, ctx: ToolContext): Promise<Instance> {
  const detected = await detectInstance(ctx);
  const instance = refusalOfKind(kind, detected, ctx) ? await refreshInstance(ctx) : detected;
  if (instance.api === 'v2' && instance.edition !== 'oss' && instance.edition !== 'commercial') {
    throw new ToolError(
      'EDITION_UNKNOWN',
      `${ctx.service.origin} does not tell its edition, so how it takes an expiry is unknown. Nothing was created; set ${ctx.service.nameOf(apiVersion)} to v1 if the instance has it.`,
    );
  }
  const refusal = refusalOfKind(kind, instance, ctx);
  if (refusal) throw refusal;
  return instance;
}

/** A day: a token can be withdrawn. */
const tokenTaken: Slot<true> = { name: 'old-token-taken', lifetime: 24 * 3_600_000, most: 1 };

/**
 * Releases before 1.51 ignore a wrong token and create a push without an owner (docs/services/pwpush.md#v1-create). They do
 * refuse it for a list, which is asked for first.
 */
async function checkOldToken(api: PushApi, ctx: ToolContext): Promise<void> {
  const { service, state } = ctx;
  if (!api.instance.beforeVersions || !service.has(token) || (await state.get(tokenTaken, ''))) return;
  const outcome = await ctx.send(api.active[0], {}, { credentials: api.credentials });
  if (!outcome.ok && outcome.failure.kind === 'status' && outcome.failure.status === 401) {
    const [asToken, asEmail] = [service.nameOf(token), service.nameOf(email)];
    const pairAndHint = service.has(email)
      ? ` with ${asEmail}. Check both.`
      : `. Releases before 1.51 want the e-mail of the account as ${asEmail} too.`;
    throw new ToolError('TOKEN_REFUSED', `The instance does not take ${asToken}${pairAndHint} Nothing was created.`);
  }
  // Without the list there is nothing to ask; any other failure leaves it open whose push it would be
  if (!outcome.ok && !isUnknown(outcome.failure)) throw new OperationError(outcome.failure);
  await state.update(tokenTaken, '', () => true);
}

async function previewLink(url_token: string, kind: Kind, api: PushApi, ctx: ToolContext): Promise<string | undefined> {
  const table = api.tables?.indexOf(kind) ?? 0;
  const preview = api.preview[table] ?? api.preview[0];
  const outcome = await ctx.send(preview, { url_token }, { credentials: api.credentials });
  return outcome.ok ? readLink(url_token, outcome.data.url) : undefined;
}
