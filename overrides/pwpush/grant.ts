import * as z from 'zod';
import { OperationError } from '../rule/failure.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { durations } from './durations.ts';
import type { Instance } from './instance.ts';
import type { CreatedPush, NewPush, PushApi } from './push-api.ts';
import { isAtLeast, since } from './release.ts';
import { token } from './settings.ts';
import { isUrlToken, rememberLink } from './url-token.ts';

// See docs/services/pwpush.md#commercial-edition
/** The result of `create_push`. Only the token is sure to be there: hosted answers are little known. */
export const grantOutput = () =>
  z.object({
    html_url: z.string().optional().describe('Share link. Opening it uses a view: pass it on, do not fetch it'),
    url_token: z.string(),
    kind: z.string(),
    asked: z.object({ duration: z.string(), expire_after_views: z.int() }),
    granted: z
      .object({
        expire_after_days: z.int(),
        expire_after_views: z.int(),
        retrieval_step: z.boolean(),
        deletable_by_viewer: z.boolean().nullable(),
      })
      .partial()
      .describe('As the service answered'),
    expires_at_computed: z.string().optional().describe('Computed here from created_at; the service tells no instant'),
    passphrase_set: z.boolean().optional().describe('As the service answered'),
    warnings: z.array(z.string()),
  });

export interface Created {
  readonly created: CreatedPush;
  readonly push: NewPush;
  readonly link: string | undefined;
  readonly warnings: readonly string[];
  readonly instance: Instance;
  readonly api: PushApi;
  readonly ctx: ToolContext;
}

// See docs/services/pwpush.md#silent-changes
/** Compares what the service granted with what was asked: it changes values without a word. */
export async function describeGrant({ created, push, link, warnings, instance, api, ctx }: Created) {
  const { url_token, passphrase_set, expire_after_days, expire_after_views, retrieval_step, deletable_by_viewer } =
    created;
  if (url_token === undefined || !isUrlToken(url_token)) {
    throw new OperationError({
      kind: 'not-understood',
      operation: 'pwpushV2CreatePush',
      status: 201,
      problem: 'shape',
    });
  }
  const duration = durations.find(({ index }) => index === push.durationIndex);
  const granted = {
    ...(expire_after_days !== undefined && !api.takesDurations && { expire_after_days }),
    ...(expire_after_views !== undefined && { expire_after_views }),
    ...(retrieval_step !== undefined && { retrieval_step }),
    ...(deletable_by_viewer !== undefined && { deletable_by_viewer }),
  };
  const seconds = api.takesDurations ? duration?.seconds : (expire_after_days ?? Number.NaN) * 86_400;
  const expiresAt = addSeconds(created.created_at, seconds);
  return {
    ...(link !== undefined && { html_url: link }),
    url_token,
    kind: push.kind,
    asked: { duration: duration?.label, expire_after_views: push.views },
    granted,
    ...(expiresAt !== undefined && { expires_at_computed: expiresAt }),
    ...(passphrase_set !== undefined && { passphrase_set }),
    warnings: [
      ...warnings,
      ...differences(created, push, api),
      ...(await linkWarnings(link, ctx)),
      ...expiryWarnings(created, instance, api, ctx),
    ],
  };
}

function addSeconds(instant: string | undefined, seconds: number | undefined): string | undefined {
  const start = instant === undefined ? Number.NaN : Date.parse(instant);
  const end = new Date(start + (seconds ?? Number.NaN) * 1000);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;

function differences(created: CreatedPush, push: NewPush, api: PushApi): string[] {
  const found: string[] = [];
  const {
    expire_after_days: days,
    expire_after_views: views,
    retrieval_step: step,
    deletable_by_viewer: deletable,
  } = created;
  if (days !== undefined && !api.takesDurations && days !== push.days) {
    found.push(`The instance granted ${count(days, 'day')} instead of ${push.days}: its own limits or defaults apply.`);
  }
  if (views !== undefined && views !== push.views) {
    found.push(
      `The instance granted ${count(views, 'view')} instead of ${push.views}: its own limits or defaults apply.`,
    );
  }
  if (step !== undefined && step !== push.retrievalStep) {
    found.push(`The instance set retrieval_step to ${step}${step ? '' : ': a link scanner may use up a view'}.`);
  }
  if (push.kind === 'url' && push.deletableByViewer) found.push('Viewers can never expire a url push.');
  else if (typeof deletable === 'boolean' && deletable !== push.deletableByViewer) {
    found.push(`The instance set deletable_by_viewer to ${deletable}.`);
  }
  if (push.passphrase !== undefined && created.passphrase_set === false) {
    found.push('The instance did not keep the passphrase: anybody with the link can open the push.');
  }
  return found;
}

async function linkWarnings(link: string | undefined, ctx: ToolContext): Promise<string[]> {
  if (link === undefined) return ['The push was made, but its link is not known. Ask for it with preview_push.'];
  return rememberLink(link, ctx);
}

// Before 2.9.6 anybody could expire a push that has no owner (docs/services/pwpush.md#expire)
function expiryWarnings(created: CreatedPush, instance: Instance, api: PushApi, ctx: ToolContext): string[] {
  const found: string[] = [];
  const isRecent = instance.edition === 'oss' && isAtLeast(instance.release, since.ownedExpiry);
  if (!ctx.service.has(token) && isRecent && created.deletable_by_viewer !== true) {
    found.push('Made without a token and not deletable by viewers: nobody can expire this push early.');
  }
  if (api.takesDurations) {
    found.push('The service does not confirm the time until expiry; the instant is computed from what was asked.');
  } else if (created.expire_after_days === undefined) {
    found.push('The service did not say how many days it granted.');
  }
  return found;
}
