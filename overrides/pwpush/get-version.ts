// The tool `get_version`: asks the instance what it is, anew each time, and says what follows for pushes
import * as z from 'zod';
import type { ToolRule } from '../rule/tool-rule.ts';
import { isKnownOlder, probeAgain } from './instance.ts';
import { pushApiOf } from './push-api.ts';
import { since } from './release.ts';
import { token } from './settings.ts';

export const getVersion: ToolRule<object> = {
  input: () => z.strictObject({}),
  output: () =>
    z.object({
      instance: z.string(),
      api: z.enum(['v1', 'v2']),
      api_version: z.string().optional(),
      edition: z.string().optional(),
      release: z.string().optional(),
      kinds: z
        .object({ text: z.boolean(), file: z.boolean(), url: z.boolean(), qr: z.boolean() })
        .partial()
        .describe('Absent: not told'),
      files_need_token: z.boolean().optional(),
      anonymous_access: z.boolean().optional(),
      email_auto_dispatch: z.boolean().optional(),
      expiry: z.enum(['days', 'durations']).describe('days: whole days only'),
      token_set: z.boolean().describe('Whether this server has a token; not whether it is accepted'),
      note: z.string().optional(),
    }),
  async run(_args, ctx) {
    const instance = await probeAgain(ctx);
    const pushes = instance.features?.pushes;
    const isEnabled = pushes?.enabled !== false;
    const hasNoQr = instance.api === 'v1' && isKnownOlder(instance, since.qr);
    // Before 1.56 a file push is a table of its own, which is closed to callers without a token
    // (docs/services/pwpush.md#v1-routes)
    const filesAreClosed = isKnownOlder(instance, since.oneTable);
    return {
      instance: ctx.service.origin,
      api: instance.api,
      api_version: instance.apiVersion,
      edition: instance.edition,
      release: instance.release,
      kinds: {
        text: isEnabled,
        file: isEnabled && pushes?.file_attachments?.enabled,
        url: isEnabled && pushes?.url_pushes?.enabled,
        qr: isEnabled && (pushes?.qr_code_pushes?.enabled ?? (hasNoQr ? false : undefined)),
      },
      files_need_token: pushes?.file_attachments?.requires_authentication ?? (filesAreClosed ? true : undefined),
      anonymous_access: instance.features?.anonymous_access,
      email_auto_dispatch: pushes?.email_auto_dispatch,
      expiry: pushApiOf(instance, ctx).takesDurations ? 'durations' : 'days',
      token_set: ctx.service.has(token),
      note: instance.beforeVersions ? `A release before ${since.versions}, which tells no version.` : undefined,
    };
  },
};
