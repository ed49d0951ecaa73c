// The result of `create_push`: what the service granted beside what was asked, for it changes values without a word
// (docs/services/pwpush.md#silent-changes)
import * as z from 'zod';
import type { ToolContext } from '../rule/tool-rule.ts';
import { count } from './durations.ts';
import type { CreatedPush, NewPush, PushApi } from './push-api.ts';
import { isAtLeast, since } from './release.ts';
import { token } from './settings.ts';
import { rememberLink } from './url-token.ts';

/** Only the token is sure to be there: answers of hosted instances are little known (docs/services/pwpush.md#commercial-edition). */
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

/** Gives the result, with a warning for each difference. Remembers the origin of the link. */
export async function describeGrant(
  created: CreatedPush,
  link: string | undefined,
  push: NewPush,
  api: PushApi,
  ctx: ToolContext,
) {
  const { expire_after_days, expire_after_views, retrieval_step, deletable_by_viewer } = created;
  const days = api.takesDurations ? undefined : expire_after_days;
  const seconds = api.takesDurations ? push.duration.seconds : (days ?? Number.NaN) * 86_400;
  const linkWarnings = link
    ? await rememberLink(link, ctx)
    : ['The push was made, but its link is not known. Ask for it with preview_push.'];
  return {
    html_url: link,
    url_token: created.url_token,
    kind: push.kind,
    asked: { duration: push.duration.label, expire_after_views: push.fields.expire_after_views },
    granted: { expire_after_days: days, expire_after_views, retrieval_step, deletable_by_viewer },
    expires_at_computed: addSeconds(created.created_at, seconds),
    passphrase_set: created.passphrase_set,
    warnings: [
      ...push.warnings,
      ...limitWarnings('day', days, push.duration.days),
      ...limitWarnings('view', expire_after_views, push.fields.expire_after_views),
      ...accessWarnings(created, push),
      ...linkWarnings,
      ...expiryWarnings(created, api, ctx),
    ],
  };
}

function addSeconds(instant: string | undefined, seconds: number): string | undefined {
  const end = new Date(Date.parse(instant ?? '') + seconds * 1000);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

function limitWarnings(unit: string, granted: number | undefined, asked: number | undefined): string[] {
  if (granted === undefined || granted === asked) return [];
  return [`The instance granted ${count(granted, unit)} instead of ${asked}: its own limits or defaults apply.`];
}

function accessWarnings({ retrieval_step, deletable_by_viewer, passphrase_set }: CreatedPush, push: NewPush): string[] {
  const warnings: string[] = [];
  if (retrieval_step !== undefined && retrieval_step !== push.fields.retrieval_step) {
    const consequence = retrieval_step ? '' : ': a link scanner may use up a view';
    warnings.push(`The instance set retrieval_step to ${retrieval_step}${consequence}.`);
  }
  if (push.kind === 'url' && push.deletable_by_viewer) warnings.push('Viewers can never expire a url push.');
  else if (typeof deletable_by_viewer === 'boolean' && deletable_by_viewer !== push.deletable_by_viewer)
    warnings.push(`The instance set deletable_by_viewer to ${deletable_by_viewer}.`);
  if (push.fields.passphrase !== undefined && passphrase_set === false)
    warnings.push('The instance did not keep the passphrase: anybody with the link can open the push.');
  return warnings;
}

function expiryWarnings(created: CreatedPush, { instance, takesDurations }: PushApi, ctx: ToolContext): string[] {
  const warnings: string[] = [];
  // Before 2.9.6 anybody could expire a push that has no owner (docs/services/pwpush.md#expire)
  const isRecent = instance.edition === 'oss' && isAtLeast(instance.release, since.ownedExpiry);
  if (!ctx.service.has(token) && isRecent && created.deletable_by_viewer !== true)
    warnings.push('Made without a token and not deletable by viewers: nobody can expire this push early.');
  if (takesDurations)
    warnings.push('The service does not confirm the time until expiry; the instant is computed from what was asked.');
  else if (created.expire_after_days === undefined) warnings.push('The service did not say how many days it granted.');
  return warnings;
}
