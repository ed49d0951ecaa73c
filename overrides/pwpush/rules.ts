// What a person decided about each exposed operation of Password Pusher
import { all, type RuleBook } from '../rule/operation-rule.ts';

/** The fields of a push in any answer. `json_url` is the address of a retrieval; `updated_at` is of no use. */
const push = {
  ...all('show', 'url_token html_url created_at expired expired_on deleted expire_after_days expire_after_views'),
  days_remaining: 'show',
  views_remaining: 'show',
  ...all('show', 'deletable_by_viewer retrieval_step'),
  ...all('drop', 'json_url updated_at'),
} as const;

// The service answers with the passphrase in clear text (docs/services/pwpush.md#secrets-in-answers): the model learns no
// more than whether there is one
const createdPush = { ...push, passphrase: 'mask', name: 'drop', note: 'drop' } as const;
const shownName = { show: 'because an owner tells pushes apart by it' } as const;
// A note may hold anything
const listedPush = { ...push, passphrase: 'mask', name: shownName, note: 'drop' } as const;
// Of an expired push the passphrase is null, so `mask` would say that there never was one
const expiredPush = { ...push, passphrase: 'drop' } as const;

/** In releases before 1.56: `text` is always null, and `files` holds signed paths that download a file without a view. */
const oldColumns = { text: 'drop', files: 'drop' } as const;

const pushArguments = {
  payload: 'secret',
  ...all('plain', 'expire_after_days expire_after_views retrieval_step'),
  ...all('secret', 'passphrase name note'),
} as const;

/**
 * The times until expiry of the commercial edition, by their index (docs/services/pwpush.md#durations). `create_push` takes
 * these words on every edition.
 */
const durations = {
  0: '15m',
  1: '30m',
  2: '45m',
  3: '1h',
  4: '6h',
  5: '12h',
  6: '1d',
  7: '2d',
  8: '3d',
  9: '4d',
  10: '5d',
  11: '6d',
  12: '1w',
  13: '2w',
  14: '3w',
  15: '1mo',
  16: '2mo',
  17: '3mo',
} as const;

/** What each audited event means for the views of a push (docs/services/pwpush.md#audit). */
const events = {
  creation: 'created',
  view: 'opened; counts as a view',
  failed_view: 'opened after expiry; counts as a view',
  failed_passphrase: 'wrong passphrase',
  expire: 'expired by hand',
  owner_view: 'opened by the owner',
  admin_view: 'opened by an administrator',
  edit: 'edited',
  creation_email_send: 'e-mail with the link',
} as const;

/** How far the e-mail with the link came. `completed` is no proof that it arrived (docs/services/pwpush.md#v2-audit). */
const sendings = {
  pending: 'waiting',
  processing: 'being sent',
  completed: 'tried; whether it arrived is not known',
  partially_failed: 'failed for some recipients',
  failed: 'failed',
} as const;

const viewer = { ip: 'show', user_agent: 'show', referrer: 'show', created_at: 'show', updated_at: 'drop' } as const;

// Knowing a token is enough to open the push, so it is kept out of audit lines like a secret
const v1Preview = { input: { url_token: 'secret', push_locale: 'hidden' }, output: { url: 'show' } } as const;
const v1List = { input: { page: 'plain' }, output: { ...listedPush, ...oldColumns } } as const;
const v1ExpiredPush = { ...expiredPush, ...oldColumns } as const;
const v1Created = { ...createdPush, ...oldColumns } as const;
const v1Audit = {
  input: { url_token: 'secret', page: 'plain' },
  output: {
    views: { kind: 'show', successful: 'show', ...viewer, file_push_id: 'drop', url_id: 'drop', password_id: 'drop' },
    // Up to 1.55 a refusal is a 200 that holds `error` alone
    error: 'mask',
  },
} as const;

export const pwpushRules = {
  pwpushV2GetVersion: {
    input: {},
    output: {
      ...all('show', 'application_version api_version edition'),
      features: {
        ...all('show', 'anonymous_access api_token_authentication'),
        accounts: { enabled: 'show' },
        pushes: {
          ...all('show', 'enabled email_auto_dispatch'),
          file_attachments: all('show', 'enabled requires_authentication'),
          url_pushes: { enabled: 'show' },
          qr_code_pushes: { enabled: 'show' },
        },
        requests: 'drop',
      },
    },
  },
  pwpushV2CreatePush: {
    input: {
      ...pushArguments,
      kind: 'plain',
      deletable_by_viewer: 'plain',
      expire_after_duration: 'plain',
      ...all('hidden', 'notify_emails_to notify_emails_to_locale account_id push_locale'),
    },
    output: { ...createdPush, notify_emails_to: 'drop', notify_emails_to_locale: 'drop', notify_by_email: 'drop' },
    labels: {
      'input.kind': { text: 'text', file: 'file', url: 'url', qr: 'qr' },
      'input.expire_after_duration': durations,
    },
  },
  pwpushV2PreviewPush: { input: { url_token: 'secret', push_locale: 'hidden' }, output: { url: 'show' } },
  pwpushV2GetPushAudit: {
    input: { url_token: 'secret', page: 'plain' },
    output: {
      logs: {
        kind: 'show',
        ...viewer,
        notify_by_email: {
          ...all('show', 'status proceed_at'),
          ...all('drop', 'recipients locale successful_sends error_message'),
        },
      },
      views: { kind: 'show', ...viewer, notify_by_email: 'drop' },
    },
    labels: { 'output.logs.kind': events, 'output.logs.notify_by_email.status': sendings },
  },
  pwpushV2ExpirePush: { input: { url_token: 'secret' }, output: expiredPush },
  pwpushV2ListActivePushes: { input: { page: 'plain' }, output: listedPush },
  pwpushV2ListExpiredPushes: { input: { page: 'plain' }, output: listedPush },

  pwpushV1GetVersion: { input: {}, output: all('show', 'application_version api_version edition') },
  pwpushV1CreatePush: {
    input: { ...pushArguments, kind: 'plain', deletable_by_viewer: 'plain', push_locale: 'hidden' },
    output: v1Created,
  },
  pwpushV1CreateFilePush: {
    input: { ...pushArguments, deletable_by_viewer: 'plain', push_locale: 'hidden' },
    output: v1Created,
  },
  pwpushV1CreateUrlPush: { input: { ...pushArguments, push_locale: 'hidden' }, output: v1Created },
  pwpushV1PreviewPush: v1Preview,
  pwpushV1PreviewFilePush: v1Preview,
  pwpushV1PreviewUrlPush: v1Preview,
  pwpushV1GetPushAudit: v1Audit,
  pwpushV1GetFilePushAudit: v1Audit,
  pwpushV1GetUrlPushAudit: v1Audit,
  pwpushV1ExpirePush: { input: { url_token: 'secret' }, output: v1ExpiredPush },
  pwpushV1ExpireFilePush: { input: { url_token: 'secret' }, output: v1ExpiredPush },
  pwpushV1ExpireUrlPush: { input: { url_token: 'secret' }, output: { ...v1ExpiredPush, error: 'mask' } },
  pwpushV1ListActivePushes: v1List,
  pwpushV1ListActiveFilePushes: v1List,
  pwpushV1ListActiveUrlPushes: v1List,
  pwpushV1ListExpiredPushes: v1List,
  pwpushV1ListExpiredFilePushes: v1List,
  pwpushV1ListExpiredUrlPushes: v1List,
} as const satisfies RuleBook<'pwpush'>;
