import type { Outputs } from '../../generated/operations.ts';
import type { CredentialForm, ReadFile, Shown, ToolContext } from '../rule/tool-rule.ts';
import type { DurationIndex } from './durations.ts';
import { type Instance, isKnownOlder } from './instance.ts';
import { email } from './settings.ts';
import { createV1 } from './v1.ts';
import { createThreeTables } from './v1-three-tables.ts';
import { createV2 } from './v2.ts';

export type Kind = 'text' | 'file' | 'url' | 'qr';
export type Suffix = 'Push' | 'FilePush' | 'UrlPush';
type ListSuffix = 'Pushes' | 'FilePushes' | 'UrlPushes';

/** A push to make, checked, with every default filled in. */
export interface NewPush {
  readonly kind: Kind;
  readonly payload?: string;
  readonly files: readonly ReadFile[];
  readonly days: number;
  readonly durationIndex: DurationIndex;
  readonly views: number;
  readonly passphrase?: string;
  readonly name?: string;
  readonly note?: string;
  readonly deletableByViewer: boolean;
  readonly retrievalStep: boolean;
}

export type CreatedPush = Shown<Outputs['pwpushV1CreatePush']>;

/** What one generation of the API does its own way. The operations are in the order in which a push is looked for. */
export interface PushApi {
  readonly credentials: CredentialForm;
  readonly preview: Operations<`pwpushV1Preview${Suffix}` | 'pwpushV2PreviewPush'>;
  readonly audit: Operations<
    'pwpushV1GetPushAudit' | 'pwpushV1GetFilePushAudit' | 'pwpushV1GetUrlPushAudit' | 'pwpushV2GetPushAudit'
  >;
  readonly expire: Operations<`pwpushV1Expire${Suffix}` | 'pwpushV2ExpirePush'>;
  readonly active: Operations<`pwpushV1ListActive${ListSuffix}` | 'pwpushV2ListActivePushes'>;
  readonly expired: Operations<`pwpushV1ListExpired${ListSuffix}` | 'pwpushV2ListExpiredPushes'>;
  /** Kinds of the tables, where each kind has its own. */
  readonly tables?: readonly Kind[];
  /** Entries of a full page of a list. */
  readonly pageSize: 25 | 50;
  /** Whether the service pages an audit; where not, it answers with all of it. */
  readonly pagesAudits: boolean;
  /** Whether an expiry is an index into the commercial edition's durations, and not a number of days. */
  readonly takesDurations: boolean;
  create(push: NewPush, ctx: ToolContext): Promise<CreatedPush>;
}

export type Operations<K> = readonly [K, ...K[]];

/**
 * Chooses the generation: v2, v1 with one push model (1.56 and newer), or v1 with a table for each kind. The last is for
 * instances that are known to be that old: to others `/f` and `/r` are names of `/p`, and a list would hold each push thrice.
 */
export function pushApiOf(instance: Instance, ctx: ToolContext): PushApi {
  if (instance.api === 'v2') return createV2(instance);
  const credentials = credentialsOf(instance, ctx);
  // 1.4 is what releases before 1.63 call their API
  const hasSmallPages =
    isKnownOlder(instance, '1.63.0') || (instance.release === undefined && instance.apiVersion === '1.4');
  const pageSize = hasSmallPages ? 25 : 50;
  return isKnownOlder(instance, '1.56.0') ? createThreeTables(credentials, pageSize) : createV1(credentials, pageSize);
}

// Releases before 1.51 read the pair of e-mail and token only; sent beside the bearer token it does no harm (contract 8.3)
function credentialsOf(instance: Instance, ctx: ToolContext): CredentialForm {
  return ctx.service.has(email) && (instance.assumed || isKnownOlder(instance, '1.51.0')) ? 'legacy' : 'bearer';
}
