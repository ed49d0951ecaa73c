import type { Instance } from './instance.ts';
import type { PushApi } from './push-api.ts';

/**
 * API v2. The expiry field depends on the edition: the open-source one ignores `expire_after_duration` without a word and
 * keeps the push for its default days (docs/services/pwpush.md#expiry-in-v2).
 */
export function createV2(instance: Instance): PushApi {
  const takesDurations = instance.edition === 'commercial';
  return {
    credentials: 'bearer',
    preview: ['pwpushV2PreviewPush'],
    audit: ['pwpushV2GetPushAudit'],
    expire: ['pwpushV2ExpirePush'],
    active: ['pwpushV2ListActivePushes'],
    expired: ['pwpushV2ListExpiredPushes'],
    pageSize: 50,
    pagesAudits: true,
    takesDurations,
    create(push, ctx) {
      return ctx.call(
        'pwpushV2CreatePush',
        {
          ...(push.payload !== undefined && { payload: push.payload }),
          kind: push.kind,
          ...(takesDurations ? { expire_after_duration: push.durationIndex } : { expire_after_days: push.days }),
          expire_after_views: push.views,
          ...(push.passphrase !== undefined && { passphrase: push.passphrase }),
          ...(push.name !== undefined && { name: push.name }),
          ...(push.note !== undefined && { note: push.note }),
          deletable_by_viewer: push.deletableByViewer,
          retrieval_step: push.retrievalStep,
        },
        { credentials: 'bearer', ...(push.files.length > 0 && { files: push.files }) },
      );
    },
  };
}
