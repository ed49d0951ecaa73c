import type { CredentialForm, ToolContext } from '../rule/tool-rule.ts';
import { type Instance, isKnownOlder } from './instance.ts';
import type { PushApi } from './push-api.ts';
import { since } from './release.ts';
import { email } from './settings.ts';
import { createV1 } from './v1.ts';
import { createThreeTables } from './v1-three-tables.ts';
import { createV2 } from './v2.ts';

/**
 * Chooses the generation: v2, v1 with one push model (1.56 and newer), or v1 with a table for each kind. The last is for
 * instances that are known to be that old: to others `/f` and `/r` are names of `/p`, and a list would hold each push thrice.
 */
export function pushApiOf(instance: Instance, ctx: ToolContext): PushApi {
  if (instance.api === 'v2') return createV2(instance);
  const credentials = credentialsOf(instance, ctx);
  // 1.4 is what releases before 1.63 call their API
  const hasSmallPages =
    isKnownOlder(instance, since.largePages) || (instance.release === undefined && instance.apiVersion === '1.4');
  const pageSize = hasSmallPages ? 25 : 50;
  return isKnownOlder(instance, since.oneTable)
    ? createThreeTables(credentials, pageSize)
    : createV1(credentials, pageSize);
}

// Releases before 1.51 read the pair of e-mail and token only; sent beside the bearer token it does no harm
// (docs/services/pwpush.md#authentication)
function credentialsOf(instance: Instance, ctx: ToolContext): CredentialForm {
  return ctx.service.has(email) && (instance.assumed || isKnownOlder(instance, since.bearerTokens))
    ? 'legacy'
    : 'bearer';
}
