import type { CredentialForm } from '../rule/tool-rule.ts';
import type { NewPush, PushApi } from './push-api.ts';

/** The fields that v1 takes for every kind. */
export function v1Fields(push: NewPush) {
  return {
    ...(push.payload !== undefined && { payload: push.payload }),
    expire_after_days: push.days,
    expire_after_views: push.views,
    ...(push.passphrase !== undefined && { passphrase: push.passphrase }),
    ...(push.name !== undefined && { name: push.name }),
    ...(push.note !== undefined && { note: push.note }),
    retrieval_step: push.retrievalStep,
  };
}

/** API v1 of 1.56 and newer: every kind under `/p`. */
export function createV1(credentials: CredentialForm, pageSize: 25 | 50): PushApi {
  return {
    credentials,
    preview: ['pwpushV1PreviewPush'],
    audit: ['pwpushV1GetPushAudit'],
    expire: ['pwpushV1ExpirePush'],
    active: ['pwpushV1ListActivePushes'],
    expired: ['pwpushV1ListExpiredPushes'],
    pageSize,
    pagesAudits: pageSize === 50,
    takesDurations: false,
    create(push, ctx) {
      return ctx.call(
        'pwpushV1CreatePush',
        { ...v1Fields(push), kind: push.kind, deletable_by_viewer: push.deletableByViewer },
        { credentials, ...(push.files.length > 0 && { files: push.files }) },
      );
    },
  };
}
