import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.11.4', { variants: '2.11.4-variants', probes: [] });

test('limits: grants what is within them [limits-v2-create-default]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['version-v2-anonymous', 'limits-v2-create-default'],
    call: ['create_push', { payload: 'payload-canary-limits', duration: '2d', retrieval_step: false }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
    asked: { duration: "2d", expire_after_views: 1 },
    granted: { expire_after_days: 2, expire_after_views: 1, retrieval_step: false, deletable_by_viewer: false },
    expires_at_computed: "<created_at + 2 days>", passphrase_set: false, warnings: []
  `);
});

test('limits: warns of days and views that the instance put in place [limits-v2-create-over]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['version-v2-anonymous', 'limits-v2-create-over'],
    call: [
      'create_push',
      { payload: 'payload-canary-limits', duration: '1mo', expire_after_views: 10, retrieval_step: false },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
    asked: { duration: "1mo", expire_after_views: 10 },
    granted: { expire_after_days: 2, expire_after_views: 1, retrieval_step: false, deletable_by_viewer: false },
    expires_at_computed: "<created_at + 2 days>", passphrase_set: false,
    warnings: [
      "The instance granted 2 days instead of 30: its own limits or defaults apply.",
      "The instance granted 1 view instead of 10: its own limits or defaults apply."
    ]
  `);
});

test('limits: warns of switches that the instance does not allow [limits-v2-create-options]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['version-v2-anonymous', 'limits-v2-create-options'],
    call: ['create_push', { payload: 'payload-canary-limits', duration: '2d', deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
    asked: { duration: "2d", expire_after_views: 1 },
    granted: { expire_after_days: 2, expire_after_views: 1, retrieval_step: false, deletable_by_viewer: false },
    expires_at_computed: "<created_at + 2 days>", passphrase_set: false,
    warnings: [
      "The instance set retrieval_step to false: a link scanner may use up a view.",
      "The instance set deletable_by_viewer to false."
    ]
  `);
});

test('limits: those of text pushes do not hold for URL pushes [limits-v2-create-url]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['version-v2-anonymous', 'limits-v2-create-url'],
    call: [
      'create_push',
      { kind: 'url', payload: 'https://example.com/url-canary', duration: '30 days', expire_after_views: 10 },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "url",
    asked: { duration: "1mo", expire_after_views: 10 },
    granted: { expire_after_days: 30, expire_after_views: 10, retrieval_step: true, deletable_by_viewer: null },
    expires_at_computed: "<created_at + 30 days>", passphrase_set: false, warnings: []
  `);
});

test('limits: warns through v1 likewise [limits-v1-create-over]', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: ['version-v1-anonymous', 'limits-v1-create-over'],
    call: [
      'create_push',
      { payload: 'payload-canary-limits', duration: '1mo', expire_after_views: 10, retrieval_step: false },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
    asked: { duration: "1mo", expire_after_views: 10 },
    granted: { expire_after_days: 2, expire_after_views: 1, retrieval_step: false, deletable_by_viewer: false },
    expires_at_computed: "<created_at + 2 days>", passphrase_set: false,
    warnings: [
      "The instance granted 2 days instead of 30: its own limits or defaults apply.",
      "The instance granted 1 view instead of 10: its own limits or defaults apply."
    ]
  `);
});

test('base URL: warns that the link leads to another host [base-url-v2-create]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['base-url-version-v2', 'base-url-v2-create'],
    call: ['create_push', { payload: 'payload-canary-base-url', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "https://pwpush.example.com:8443/p/<url_token>/r", url_token: "<url_token>", kind: "text",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false,
    warnings: [
      "The link points to another host than PWPUSH_BASE_URL. Check that it is the right one before passing it on."
    ]
  `);
});

test('base URL: gives the link as the instance does [base-url-v2-preview]', async () => {
  const outcome = await replay({
    serve: ['base-url-version-v2', 'base-url-v2-preview'],
    call: ['preview_push', { url_token: tokenOf('base-url-v2-preview') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>", url: "https://pwpush.example.com:8443/p/<url_token>",
    warnings: [
      "The link points to another host than PWPUSH_BASE_URL. Check that it is the right one before passing it on."
    ]
  `);
});

test('base URL: refuses a link of a host that the instance has not named', async () => {
  const outcome = await replay({
    call: ['preview_push', { url_token: `https://pwpush.example.com:8443/p/${tokenOf('base-url-v2-preview')}/r` }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "That link belongs to another host than the configured instance http://127.0.0.1:5100. If the push is on that instance, pass its token instead: 8nwpkngmipr49kry6xw"`,
  );
});

test('base URL: takes a link of the host that the instance named in an answer [base-url-v2-preview]', async () => {
  const outcome = await replay({
    serve: ['base-url-version-v2', 'base-url-v2-preview', 'base-url-v2-preview'],
    before: [['preview_push', { url_token: tokenOf('base-url-v2-preview') }]],
    call: ['preview_push', { url_token: `https://pwpush.example.com:8443/p/${tokenOf('base-url-v2-preview')}/r` }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>", url: "https://pwpush.example.com:8443/p/<url_token>",
    warnings: [
      "The link points to another host than PWPUSH_BASE_URL. Check that it is the right one before passing it on."
    ]
  `);
});

test('base URL: expires a push [base-url-v2-expire]', async () => {
  const outcome = await replay({
    serve: ['base-url-version-v2', 'base-url-v2-expire'],
    call: ['expire_push', { url_token: tokenOf('base-url-v2-expire') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
    expire_after_views: 5, expired: true, expired_on: "<expired_on>",
    html_url: "https://pwpush.example.com:8443/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
    views_remaining: 5
  `);
});

test('base URL: warns where links carry another host name of the instance [other-host-v2-create]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['version-v2-anonymous', 'other-host-v2-create'],
    call: ['create_push', { payload: 'payload-canary-other-host', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://pwpush.example.com/p/<url_token>/r", url_token: "<url_token>", kind: "text",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false,
    warnings: [
      "The link points to another host than PWPUSH_BASE_URL. Check that it is the right one before passing it on."
    ]
  `);
});

test('https only: names the address to use and follows no redirect [force-ssl-version-v2]', async () => {
  expect(await replay({ serve: ['force-ssl-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 redirects to https://127.0.0.1:5100; that was not followed. If the instance has moved there, set PWPUSH_BASE_URL to it."`,
  );
});

test('https only: a creation is not sent on [force-ssl-v2-create]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['force-ssl-https-version-v2', 'force-ssl-v2-create'],
    call: ['create_push', { payload: 'payload-canary-force-ssl' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 redirects to https://127.0.0.1:5100; that was not followed. If the instance has moved there, set PWPUSH_BASE_URL to it."`,
  );
});

test('https only: an expiry is not sent on [force-ssl-v2-expire]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['force-ssl-https-version-v2', 'force-ssl-v2-expire'],
    call: ['expire_push', { url_token: tokenOf('force-ssl-v2-expire') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 redirects to https://127.0.0.1:5100; that was not followed. If the instance has moved there, set PWPUSH_BASE_URL to it."`,
  );
});

test('https only: a preview is not sent on [force-ssl-v2-preview]', async () => {
  const outcome = await replay({
    serve: ['force-ssl-https-version-v2', 'force-ssl-v2-preview'],
    call: ['preview_push', { url_token: tokenOf('force-ssl-v2-preview') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 redirects to https://127.0.0.1:5100; that was not followed. If the instance has moved there, set PWPUSH_BASE_URL to it."`,
  );
});

test('https only: a list is not sent on [force-ssl-v2-active]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['force-ssl-https-version-v2', 'force-ssl-v2-active'],
    call: ['list_active_pushes', { page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 redirects to https://127.0.0.1:5100; that was not followed. If the instance has moved there, set PWPUSH_BASE_URL to it."`,
  );
});

test('mail: the version tells that e-mail goes out by itself [mail-version-v2]', async () => {
  expect(await replay({ serve: ['mail-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: true, url: true, qr: true },
    files_need_token: true, anonymous_access: true, email_auto_dispatch: true, expiry: "days", token_set: false
  `);
});

test('mail: an audit tells of e-mail and keeps the addresses [mail-v2-audit-sent]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mail-version-v2', 'mail-v2-audit-sent'],
    call: ['get_push_audit', { url_token: tokenOf('mail-v2-audit-sent') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>",
    entries: [
      0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
      1: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation_email_send","notify_by_email":{"proceed_at":"<[i].notify_by_email.proceed_at>","status":"completed"},"referrer":"","user_agent":"","meaning":"e-mail with the link: tried; whether it arrived is not known"}
    ],
    page: 1
  `);
});

test('mail: an audit tells of later e-mail [mail-v2-audit-later]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mail-version-v2', 'mail-v2-audit-later'],
    call: ['get_push_audit', { url_token: tokenOf('mail-v2-audit-later') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>",
    entries: [
      0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
      1-2: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation_email_send","notify_by_email":{"proceed_at":"<[i].notify_by_email.proceed_at>","status":"completed"},"referrer":"","user_agent":"","meaning":"e-mail with the link: tried; whether it arrived is not known"}
    ],
    page: 1
  `);
});

test('mail: an audit tells that the mail server failed, not in its words [mail-errors-v2-audit]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mail-version-v2', 'mail-errors-v2-audit'],
    call: ['get_push_audit', { url_token: tokenOf('mail-errors-v2-audit') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>",
    entries: [
      0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
      1: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation_email_send","notify_by_email":{"proceed_at":"<[i].notify_by_email.proceed_at>","status":"failed"},"referrer":"","user_agent":"","meaning":"e-mail with the link: failed"}
    ],
    page: 1
  `);
});

test('mail: an audit tells of e-mail that is on its way [mail-slow-v2-audit]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mail-version-v2', 'mail-slow-v2-audit'],
    call: ['get_push_audit', { url_token: tokenOf('mail-slow-v2-audit') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>",
    entries: [
      0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
      1: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation_email_send","notify_by_email":{"proceed_at":null,"status":"processing"},"referrer":"","user_agent":"","meaning":"e-mail with the link: being sent"}
    ],
    page: 1
  `);
});

test('mail: an audit through v1 has the same entry without it [mail-v1-audit-sent]', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: ['mail-version-v1', 'mail-v1-audit-sent'],
    call: ['get_push_audit', { url_token: tokenOf('mail-v1-audit-sent') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    url_token: "<url_token>",
    entries: [
      0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
      1: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation_email_send","referrer":"","user_agent":"","meaning":"e-mail with the link"}
    ],
    page: 1
  `);
});

test('mail: a list does not tell of addresses [mail-v2-active]', async () => {
  const outcome = await replay({
    as: 'admin',
    serve: ['mail-version-v2', 'mail-v2-active'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    pushes: [
      0: {"created_at":"<[i].created_at>","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/<[i].url_token>/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"<[i].url_token>","views_remaining":5}
    ],
    page: 1
  `);
});

test('mail: the version tells where it is switched off [notify-off-version-v2]', async () => {
  expect(await replay({ serve: ['notify-off-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: true, url: true, qr: true },
    files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: false
  `);
});
