import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.11.4', { variants: '2.11.4-variants', probes: [] });

test('anonymous use off: the version tells [anonymous-off-version-v2]', async () => {
  expect(await replay({ serve: ['anonymous-off-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: true, url: true, qr: true },
    files_need_token: true, anonymous_access: false, email_auto_dispatch: false, expiry: "days", token_set: false
  `);
});

test('anonymous use off: a creation needs a token [anonymous-off-v2-create]', async () => {
  const outcome = await replay({
    serve: ['anonymous-off-version-v2', 'anonymous-off-v2-create'],
    call: ['create_push', { payload: 'payload-canary-anonymous-off' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."`,
  );
});

test('anonymous use off: a preview needs a token [anonymous-off-v2-preview]', async () => {
  const outcome = await replay({
    serve: ['anonymous-off-version-v2', 'anonymous-off-v2-preview'],
    call: ['preview_push', { url_token: tokenOf('anonymous-off-v2-preview') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."`,
  );
});

test('anonymous use off: an expiry needs a token, and nothing is claimed about the push [anonymous-off-v2-expire]', async () => {
  const outcome = await replay({
    serve: ['anonymous-off-version-v2', 'anonymous-off-v2-expire'],
    call: ['expire_push', { url_token: tokenOf('anonymous-off-v2-expire') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."`,
  );
});

test('anonymous use off: a token that nobody has is refused [anonymous-off-v2-create-bad-token]', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: ['anonymous-off-version-v2', 'anonymous-off-v2-create-bad-token'],
    call: ['create_push', { payload: 'payload-canary-anonymous-off' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
  );
});

test('anonymous use off: a creation with a token [anonymous-off-v2-create-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['anonymous-off-version-v2', 'anonymous-off-v2-create-owner'],
    call: [
      'create_push',
      { payload: 'payload-canary-anonymous-off', expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('anonymous use off: a preview with a token [anonymous-off-v2-preview-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['anonymous-off-version-v2', 'anonymous-off-v2-preview-owner'],
    call: ['preview_push', { url_token: tokenOf('anonymous-off-v2-preview-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
  );
});

test('second factor: the version is asked without the token, which would be refused [mfa-version-v2]', async () => {
  expect(await replay({ as: 'owner', serve: ['mfa-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: true, url: true, qr: true },
    files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: true
  `);
});

test('second factor: a creation without a token goes through [mfa-v2-create-anonymous]', async () => {
  const outcome = await replay({
    serve: ['mfa-version-v2', 'mfa-v2-create-anonymous'],
    call: ['create_push', { payload: 'payload-canary-mfa', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('second factor: a creation is refused, and why [mfa-v2-create-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mfa-version-v2', 'mfa-v2-create-owner'],
    call: ['create_push', { payload: 'payload-canary-mfa' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 forbids this, most likely because it wants a second factor that the account of the token has not set up. Its owner can do so in a browser."`,
  );
});

test('second factor: a preview is refused, and why [mfa-v2-preview-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mfa-version-v2', 'mfa-v2-preview-owner'],
    call: ['preview_push', { url_token: tokenOf('mfa-v2-preview-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 forbids this, most likely because it wants a second factor that the account of the token has not set up. Its owner can do so in a browser."`,
  );
});

test('second factor: an expiry is refused, and why [mfa-v2-expire-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mfa-version-v2', 'mfa-v2-expire-owner'],
    call: ['expire_push', { url_token: tokenOf('mfa-v2-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 forbids this, most likely because it wants a second factor that the account of the token has not set up. Its owner can do so in a browser."`,
  );
});

test('second factor: an audit is refused, and both reasons it may have [mfa-v2-audit-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mfa-version-v2', 'mfa-v2-audit-owner'],
    call: ['get_push_audit', { url_token: tokenOf('mfa-v2-audit-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."`,
  );
});

test('second factor: a list is refused, and why [mfa-v2-active-owner]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['mfa-version-v2', 'mfa-v2-active-owner'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 forbids this, most likely because it wants a second factor that the account of the token has not set up. Its owner can do so in a browser."`,
  );
});

test('second factor: a token that nobody has is refused as such [mfa-v2-active-bad-token]', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: ['mfa-version-v2', 'mfa-v2-active-bad-token'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
  );
});

test('first run: says where the first account is made [first-run-version-v2]', async () => {
  expect(await replay({ serve: ['first-run-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 is not set up yet. Open http://127.0.0.1:5100/first_run in a browser and make the first account."`,
  );
});

test('first run: a creation says so, too [first-run-version-v2]', async () => {
  const outcome = await replay({
    serve: ['first-run-version-v2'],
    call: ['create_push', { payload: 'payload-canary-first-run' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 is not set up yet. Open http://127.0.0.1:5100/first_run in a browser and make the first account."`,
  );
});

test('first run: a creation says so where the version was known before [first-run-v2-create]', async () => {
  const outcome = await replay({
    serve: ['first-run-closed-version-v2', 'first-run-v2-create'],
    call: ['create_push', { payload: 'payload-canary-first-run' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 is not set up yet. Open http://127.0.0.1:5100/first_run in a browser and make the first account."`,
  );
});

test('first run: an expiry says so [first-run-v2-expire]', async () => {
  const outcome = await replay({
    serve: ['first-run-closed-version-v2', 'first-run-v2-expire'],
    call: ['expire_push', { url_token: tokenOf('first-run-v2-expire') }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 is not set up yet. Open http://127.0.0.1:5100/first_run in a browser and make the first account."`,
  );
});

test('first run: the closed instance without an account serves everybody [first-run-closed-v2-create]', async () => {
  const outcome = await replay({
    serve: ['first-run-closed-version-v2', 'first-run-closed-v2-create'],
    call: ['create_push', { payload: 'payload-canary-first-run', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('allowed hosts: the refusal names the setting to check [allowed-hosts-version-v2]', async () => {
  expect(await replay({ serve: ['allowed-hosts-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 refuses requests under this host name or from this address. Check PWPUSH_BASE_URL and the instance's allowed hosts."`,
  );
});

test('allowed hosts: a creation is refused without a guess about a second factor [allowed-hosts-v2-create]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['allowed-hosts-version-v2-allowed', 'allowed-hosts-v2-create'],
    call: ['create_push', { payload: 'payload-canary-allowed-hosts' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 refuses requests under this host name or from this address. Check PWPUSH_BASE_URL and the instance's allowed hosts."`,
  );
});

test('allowed hosts: a list is refused likewise [allowed-hosts-v2-active]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['allowed-hosts-version-v2-allowed', 'allowed-hosts-v2-active'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 refuses requests under this host name or from this address. Check PWPUSH_BASE_URL and the instance's allowed hosts."`,
  );
});

test('delivery-only host: it is no instance to push to [gateway-v1-preview]', async () => {
  const outcome = await replay({
    serve: ['gateway-version-v2', 'gateway-version-v1', { id: 'gateway-v1-preview', token: 'push-mcp-probe' }],
    call: ['get_version'],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 does not answer as Password Pusher does, or is a delivery-only host without an API. Check PWPUSH_BASE_URL."`,
  );
});

test('delivery-only host: nothing is created [gateway-v1-preview]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['gateway-version-v2', 'gateway-version-v1', { id: 'gateway-v1-preview', token: 'push-mcp-probe' }],
    call: ['create_push', { payload: 'payload-canary-gateway' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 does not answer as Password Pusher does, or is a delivery-only host without an API. Check PWPUSH_BASE_URL."`,
  );
});
