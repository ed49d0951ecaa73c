import { expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const { replay } = openRecording('2.11.4', { variants: '2.11.4-variants', probes: [] });
const files = recordedFiles();

test('tells that files, URLs and QR codes are off [kinds-off-version-v2]', async () => {
  expect(await replay({ serve: ['kinds-off-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: false, url: false, qr: false },
    files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: false
  `);
});

test('creates a text push [kinds-off-v2-create-text]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['kinds-off-version-v2', 'kinds-off-v2-create-text'],
    call: ['create_push', { payload: 'payload-canary-kinds-off', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
    asked: { duration: "1w", expire_after_views: 5 },
    granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
    expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
  `);
});

test('refuses a URL push before it is sent [kinds-off-version-v2]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['kinds-off-version-v2'],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 has url pushes switched off. Its operator can turn them on; text pushes work."`,
  );
});

test('refuses a QR push before it is sent [kinds-off-version-v2]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['kinds-off-version-v2'],
    call: ['create_push', { kind: 'qr', payload: 'payload-canary-kinds-off' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 has qr pushes switched off. Its operator can turn them on; text pushes work."`,
  );
});

test('refuses a file push before it is sent [kinds-off-version-v2]', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: ['kinds-off-version-v2'],
    call: ['create_push', { file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 has file pushes switched off. Its operator can turn them on; text pushes work."`,
  );
});

test('tells that file pushes alone are off [file-off-version-v2]', async () => {
  expect(await replay({ serve: ['file-off-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: false, url: true, qr: true },
    files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: false
  `);
});

test('tells that url pushes alone are off [url-off-version-v2]', async () => {
  expect(await replay({ serve: ['url-off-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: true, url: false, qr: true },
    files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: false
  `);
});

test('tells that qr pushes alone are off [qr-off-version-v2]', async () => {
  expect(await replay({ serve: ['qr-off-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(`
    instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
    release: "<application_version>", kinds: { text: true, file: true, url: true, qr: false },
    files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: false
  `);
});

test('says that URL pushes are off where they were switched off since the version was asked [url-off-v2-create]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['version-v2-anonymous', 'url-off-v2-create'],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 did not make the push: this kind of push is switched off there. Text pushes work."`,
  );
});

test('says so for QR pushes [qr-off-v2-create]', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: ['version-v2-anonymous', 'qr-off-v2-create'],
    call: ['create_push', { kind: 'qr', payload: 'https://example.com/url-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 did not make the push: this kind of push is switched off there. Text pushes work."`,
  );
});

test('says so for file pushes [file-off-v2-create]', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: ['version-v2-anonymous', 'file-off-v2-create'],
    call: ['create_push', { file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 did not make the push: this kind of push is switched off there. Text pushes work."`,
  );
});

test('says that URL pushes are off through v1, which tells no kinds [kinds-off-v1-create-url]', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: ['kinds-off-version-v1', 'kinds-off-v1-create-url'],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 did not make the push: this kind of push is switched off there. Text pushes work."`,
  );
});

test('says that file pushes are off through v1 [kinds-off-v1-create-file]', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { ...files, PWPUSH_API_VERSION: 'v1' },
    serve: ['kinds-off-version-v1', 'kinds-off-v1-create-file'],
    call: ['create_push', { file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(
    `refused: "http://127.0.0.1:5100 did not make the push: this kind of push is switched off there. Text pushes work."`,
  );
});
