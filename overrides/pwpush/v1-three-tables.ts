import type { CredentialForm } from '../rule/tool-rule.ts';
import type { PushApi } from './push-api.ts';
import { v1Fields } from './v1.ts';

/** API v1 before 1.56: text under `/p`, files under `/f`, URLs under `/r`, each in a table of its own. */
export function createThreeTables(credentials: CredentialForm, pageSize: 25 | 50): PushApi {
  return {
    credentials,
    preview: ['pwpushV1PreviewPush', 'pwpushV1PreviewFilePush', 'pwpushV1PreviewUrlPush'],
    audit: ['pwpushV1GetPushAudit', 'pwpushV1GetFilePushAudit', 'pwpushV1GetUrlPushAudit'],
    expire: ['pwpushV1ExpirePush', 'pwpushV1ExpireFilePush', 'pwpushV1ExpireUrlPush'],
    active: ['pwpushV1ListActivePushes', 'pwpushV1ListActiveFilePushes', 'pwpushV1ListActiveUrlPushes'],
    expired: ['pwpushV1ListExpiredPushes', 'pwpushV1ListExpiredFilePushes', 'pwpushV1ListExpiredUrlPushes'],
    tables: ['text', 'file', 'url'],
    pageSize,
    pagesAudits: false,
    takesDurations: false,
    create(push, ctx) {
      const fields = v1Fields(push);
      const deletable = { deletable_by_viewer: push.deletableByViewer };
      if (push.kind === 'url') return ctx.call('pwpushV1CreateUrlPush', fields, { credentials });
      if (push.kind === 'text') return ctx.call('pwpushV1CreatePush', { ...fields, ...deletable }, { credentials });
      return ctx.call('pwpushV1CreateFilePush', { ...fields, ...deletable }, { credentials, files: push.files });
    },
  };
}
