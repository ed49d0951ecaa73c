import type { Outputs } from '../../generated/operations.ts';
import type { CredentialForm, Projected, ReadFile, ToolContext } from '../rule/tool-rule.ts';
import type { DurationIndex } from './durations.ts';

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

export type CreatedPush = Projected<Outputs['pwpushV1CreatePush']>;

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
