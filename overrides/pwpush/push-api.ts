// The generations of the API: which one an instance has, and what each does its own way
import type { Inputs, OperationId, Outputs } from '../../generated/operations.ts';
import type { CredentialForm, Projected, ReadFile, ToolContext } from '../rule/tool-rule.ts';
import type { Duration } from './durations.ts';
import { detectOrAssume, type Instance, isKnownOlder } from './instance.ts';
import { since } from './release.ts';
import { email } from './settings.ts';

export type Kind = 'text' | 'file' | 'url' | 'qr';

/** A push to make, checked, with every default filled in. Fields that have the service's names are sent as they are. */
export interface NewPush {
  readonly kind: Kind;
  readonly duration: Duration;
  /** What every release takes for every kind. */
  readonly fields: Omit<Inputs['pwpushV1CreateUrlPush'], 'expire_after_days' | 'push_locale'>;
  readonly deletable_by_viewer: boolean;
  readonly files: readonly ReadFile[];
  /** What had to change for this instance. */
  readonly warnings: readonly string[];
}

export type CreatedPush = Projected<Outputs['pwpushV1CreatePush']>;

/** Operations of both versions, by the rest of their names, in the order in which a push is looked for. */
type Operations<Name extends string> = NonEmpty<Extract<OperationId, `pwpushV${1 | 2}${Name}`>>;
export type NonEmpty<T> = readonly [T, ...T[]];

/** What holds for an instance whichever operation is used. */
interface Conditions {
  readonly instance: Instance;
  readonly credentials: CredentialForm;
  /** Entries of a full page of a list. */
  readonly pageSize: 25 | 50;
  /** Whether an expiry is an index into the commercial edition's durations, and not a number of days. */
  readonly takesDurations: boolean;
}

export interface PushApi extends Conditions {
  readonly preview: Operations<`Preview${string}`>;
  readonly audit: Operations<`Get${string}Audit`>;
  readonly expire: Operations<`Expire${string}`>;
  readonly active: Operations<`ListActive${string}`>;
  readonly expired: Operations<`ListExpired${string}`>;
  /** Where each kind has a table of its own: the kinds, in the order of the operations. */
  readonly tables?: readonly Kind[];
  /** Whether the service pages an audit; where not, it answers with all of it. */
  readonly pagesAudits: boolean;
  create(push: NewPush, ctx: ToolContext): Promise<CreatedPush>;
}

/** The generation of the instance that is configured. */
export async function findPushApi(ctx: ToolContext): Promise<PushApi> {
  return pushApiOf(await detectOrAssume(ctx), ctx);
}

/**
 * Chooses the generation: v2, v1 with one push model (1.56 and newer), or v1 with a table for each kind. The last is for
 * instances that are known to be that old: on others `/f` and `/r` are names of `/p`, and a list would hold each push three
 * times.
 */
export function pushApiOf(instance: Instance, ctx: ToolContext): PushApi {
  if (instance.api === 'v2') {
    const takesDurations = instance.edition === 'commercial';
    return createV2({ instance, credentials: 'bearer', pageSize: 50, takesDurations });
  }
  // Releases before 1.51 read the pair of e-mail and token only; sent beside the bearer token it does no harm
  // (docs/services/pwpush.md#authentication)
  const takesPair = instance.assumed || isKnownOlder(instance, since.bearerTokens);
  const credentials = takesPair && ctx.service.has(email) ? 'legacy' : 'bearer';
  // Releases before 1.63 call their API 1.4
  const hasSmallPages =
    isKnownOlder(instance, since.largePages) || (instance.release === undefined && instance.apiVersion === '1.4');
  const createApi = isKnownOlder(instance, since.oneTable) ? createThreeTables : createV1;
  return createApi({ instance, credentials, pageSize: hasSmallPages ? 25 : 50, takesDurations: false });
}

/** API v1 before 1.56: text under `/p`, files under `/f`, URLs under `/r`, each in a table of its own. */
function createThreeTables(conditions: Conditions): PushApi {
  return {
    ...conditions,
    preview: ['pwpushV1PreviewPush', 'pwpushV1PreviewFilePush', 'pwpushV1PreviewUrlPush'],
    audit: ['pwpushV1GetPushAudit', 'pwpushV1GetFilePushAudit', 'pwpushV1GetUrlPushAudit'],
    expire: ['pwpushV1ExpirePush', 'pwpushV1ExpireFilePush', 'pwpushV1ExpireUrlPush'],
    active: ['pwpushV1ListActivePushes', 'pwpushV1ListActiveFilePushes', 'pwpushV1ListActiveUrlPushes'],
    expired: ['pwpushV1ListExpiredPushes', 'pwpushV1ListExpiredFilePushes', 'pwpushV1ListExpiredUrlPushes'],
    tables: ['text', 'file', 'url'],
    pagesAudits: false,
    create({ kind, duration, fields, deletable_by_viewer, files }, ctx) {
      const input = { ...fields, expire_after_days: duration.days };
      if (kind === 'url') return ctx.call('pwpushV1CreateUrlPush', input, { credentials: conditions.credentials });
      const operation = kind === 'text' ? 'pwpushV1CreatePush' : 'pwpushV1CreateFilePush';
      return ctx.call(operation, { ...input, deletable_by_viewer }, { credentials: conditions.credentials, files });
    },
  };
}

/** API v1 of 1.56 and newer: every kind under `/p`. */
function createV1(conditions: Conditions): PushApi {
  return {
    ...conditions,
    preview: ['pwpushV1PreviewPush'],
    audit: ['pwpushV1GetPushAudit'],
    expire: ['pwpushV1ExpirePush'],
    active: ['pwpushV1ListActivePushes'],
    expired: ['pwpushV1ListExpiredPushes'],
    pagesAudits: conditions.pageSize === 50,
    create({ kind, duration, fields, deletable_by_viewer, files }, ctx) {
      const input = { ...fields, kind, expire_after_days: duration.days, deletable_by_viewer };
      return ctx.call('pwpushV1CreatePush', input, { credentials: conditions.credentials, files });
    },
  };
}

/**
 * API v2. The field of the expiry depends on the edition: the open-source one ignores `expire_after_duration` without a word
 * and keeps the push for its default days (docs/services/pwpush.md#expiry-in-v2).
 */
function createV2(conditions: Conditions): PushApi {
  return {
    ...conditions,
    preview: ['pwpushV2PreviewPush'],
    audit: ['pwpushV2GetPushAudit'],
    expire: ['pwpushV2ExpirePush'],
    active: ['pwpushV2ListActivePushes'],
    expired: ['pwpushV2ListExpiredPushes'],
    pagesAudits: true,
    create({ kind, duration, fields, deletable_by_viewer, files }, ctx) {
      const expiry = conditions.takesDurations
        ? { expire_after_duration: duration.index }
        : { expire_after_days: duration.days };
      const input = { ...fields, kind, ...expiry, deletable_by_viewer };
      return ctx.call('pwpushV2CreatePush', input, { credentials: conditions.credentials, files });
    },
  };
}
