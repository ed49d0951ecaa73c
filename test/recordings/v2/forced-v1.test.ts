// PWPUSH_API_VERSION=v1 on an instance that has both
import { expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.11.4', {
  probes: ['version-v1-anonymous'],
  env: { PWPUSH_API_VERSION: 'v1' },
});
const files = recordedFiles();

test('asks for the version of v1 only [version-v1-anonymous]', async () => {
  expect(await replay({ call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v1", api_version: "1.5", edition: "oss",
    release: "<application_version>", kinds: { text: true }, expiry: "days", token_set: false
  `);
});

test('creates a text push [v1-create-text-anonymous-json]', async () => {
  const outcome = await replay({
    serve: ['v1-create-text-anonymous-json'],
    call: ['create_push', { payload: 'payload-canary-v1-anonymous', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('creates a URL push through the one path for all kinds [v1-create-url-kind]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['v1-create-url-kind'],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary-v1', expire_after_views: 5 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "url",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: null },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('creates a QR push [v1-create-qr-kind]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['v1-create-qr-kind'],
    call: [
      'create_push',
      { kind: 'qr', payload: 'payload-canary-v1-qr', expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "qr",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('creates a file push [v1-create-file-one]', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: ['v1-create-file-one'],
    call: [
      'create_push',
      { payload: 'payload-canary-v1-file', file_paths: ['a.txt'], expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "file",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('says that a file push needs a token where only the refusal tells [v1-create-file-anonymous]', async () => {
  const outcome = await replay({
    env: files,
    serve: ['v1-create-file-anonymous'],
    call: ['create_push', { payload: 'payload-canary-v1-file', file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."`,
  );
});

test('previews a push [v1-preview-retrieval-step]', async () => {
  const outcome = await replay({
    serve: ['v1-preview-retrieval-step'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-retrieval-step') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>/r", warnings: []`,
  );
});

test('expires a push [v1-expire-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['v1-expire-owner'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
    expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>",
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
    views_remaining: 5
  `);
});

test('says who may expire a push [v1-expire-other-refused]', async () => {
  const outcome = await replay({
    as: 'other',
    serve: ['v1-expire-other-refused'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-other-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."`,
  );
});

test('reads an audit, which v1 keeps under another key [v1-audit-owner-life]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['v1-audit-owner-life'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-life') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>",
    entries: [
      0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
      1-2: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
      3: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
      4: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"owner_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by the owner"},
      5: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"admin_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by an administrator"},
      6: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
      7: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
    ],
    page: 1
  `);
});

test('pages an audit [v1-audit-owner-page-2]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['v1-audit-owner-page-2'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-2'), page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>",
    entries: [
      0-10: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
    ],
    page: 2
  `);
});

test('lists active pushes of every kind [v1-active-kinds]', async () => {
  const outcome = await replay({ as: 'other', serve: ['v1-active-kinds'], call: ['list_active_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    pushes: [
      0: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list-last-view","passphrase_set":false,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":0},
      1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
      2: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-url","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
      3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-file","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
      4: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list","passphrase_set":true,"retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
    ],
    page: 1,
    note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
  `);
});

test('lists expired pushes of every kind [v1-expired-kinds]', async () => {
  const outcome = await replay({ as: 'other', serve: ['v1-expired-kinds'], call: ['list_expired_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    pushes: [
      0-1: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":0},
      2: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
      3: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":null,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-url","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
      4: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"name-canary-list-file","retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5},
      5: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"<[i].expired_on>","html_url":"http://127.0.0.1:5100/p/<[i].url_token>","name":"name-canary-list","retrieval_step":false,"url_token":"<[i].url_token>","views_remaining":5}
    ],
    page: 1
  `);
});
