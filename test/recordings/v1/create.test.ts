import { describe, expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const files = recordedFiles();
/** The restrictions of most pushes in the recordings. */
const direct = { expire_after_views: 5, deletable_by_viewer: true, retrieval_step: false };

describe.each(['1.50.0', '1.54.0'] as const)('%s', (release) => {
  const { replay, tokenOf, checked } = openRecording(release);

  test('creates a text push without a token and asks the preview for its link [v1-create-text-anonymous-json]', async () => {
    const outcome = await replay({
      serve: [
        'v1-create-text-anonymous-json',
        { id: 'v1-preview-existing', token: tokenOf('v1-create-text-anonymous-json') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-anonymous', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('refuses a URL push without a token before anything is sent', async () => {
    const outcome = await replay({
      call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary-r' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "A url push needs an API token on this instance. Set PWPUSH_API_TOKEN (made at http://127.0.0.1:5100/users/token)."`,
    );
  });

  test('says that this release knows no QR pushes', async () => {
    const outcome = await replay({
      as: 'owner',
      call: ['create_push', { kind: 'qr', payload: 'payload-canary-v1-qr' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "QR pushes came with release 1.57; http://127.0.0.1:5100 runs an older one. Use kind text."`,
    );
  });

  test('sends two files [v1-f-create-two]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: [...checked, 'v1-f-create-two', { id: 'v1-f-preview-existing', token: tokenOf('v1-f-create-two') }],
      call: ['create_push', { payload: 'payload-canary-f', file_paths: ['a.txt', 'b c.txt'], ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/f/<url_token>", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('refuses a file push without a token before anything is sent', async () => {
    expect(await replay({ env: files, call: ['create_push', { file_paths: ['a.txt'] }] })).toMatchInlineSnapshot(
      `refused: "A file push needs an API token on this instance. Set PWPUSH_API_TOKEN (made at http://127.0.0.1:5100/users/token)."`,
    );
  });

  test('grants the longest expiry and the most views [v1-create-days-maximum]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        'v1-create-days-maximum',
        { id: 'v1-preview-owner', token: tokenOf('v1-create-days-maximum') },
      ],
      call: [
        'create_push',
        { payload: 'payload-canary-v1-days-maximum', ...direct, expire_after_views: 100, duration: '3mo' },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "3mo", expire_after_views: 100 },
      granted: { expire_after_days: 90, expire_after_views: 100, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 90 days>", warnings: []
    `);
  });

  test('warns where the preview does not know the push that was just made [v1-create-text-anonymous-json]', async () => {
    const outcome = await replay({
      serve: [
        'v1-create-text-anonymous-json',
        { id: 'v1-preview-unknown', token: tokenOf('v1-create-text-anonymous-json') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-anonymous', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>", kind: "text", asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>",
      warnings: [ "The push was made, but its link is not known. Ask for it with preview_push." ]
    `);
  });

  test('refuses a blank payload before it is sent, though this release would take it', async () => {
    expect(await replay({ as: 'owner', call: ['create_push', { payload: '   ' }] })).toMatchInlineSnapshot(
      `refused: "payload is missing or blank. Pass the secret as payload, or files as file_paths."`,
    );
  });

  test('says what may be wrong where the refusal names no field [v1-create-payload-too-long]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [...checked, { id: 'v1-create-payload-too-long', despite: ['payload'] }],
      call: ['create_push', { payload: 'payload-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: it found a value invalid, most likely the payload or the number of files."`,
    );
  });

  test('says so for a URL push, too [v1-r-create-not-a-url]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [...checked, { id: 'v1-r-create-not-a-url', despite: ['payload'] }],
      call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: it found a value invalid, most likely the payload or the number of files."`,
    );
  });

  test('says so for too many files, too [v1-f-create-eleven]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: [...checked, { id: 'v1-f-create-eleven', despite: ['files', 'payload'] }],
      call: ['create_push', { file_paths: ['a.txt'] }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: it found a value invalid, most likely the payload or the number of files."`,
    );
  });

  test('says when a throttled creation may be tried again [throttled-v1-create]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [...checked, 'throttled-v1-create'],
      call: ['create_push', { payload: 'payload-canary-throttled' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in <retry-after> seconds."`,
    );
  });
});

describe.each(['1.54.0', '1.60.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('says that the token was refused [v1-create-bad-bearer]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v1-create-bad-bearer'],
      call: ['create_push', { payload: 'payload-canary-v1-bad-bearer' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });
});

describe.each(['1.50.0'] as const)('%s', (release) => {
  const { replay, tokenOf, checked } = openRecording(release);

  test('creates a text push with every field but the name, which this release has not; whether a passphrase is set is not told [v1-create-text-owner-x-user-json]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        { id: 'v1-create-text-owner-x-user-json', despite: ['name'] },
        {
          id: 'v1-preview-retrieval-step',
          token: tokenOf('v1-create-text-owner-x-user-json'),
          despite: ['credentials'],
        },
      ],
      call: [
        'create_push',
        {
          payload: 'payload-canary-v1-x-user',
          duration: '3d',
          expire_after_views: 10,
          passphrase: 'passphrase-canary-v1-x-user',
          name: 'name-canary-v1-x-user',
          note: 'note-canary-v1-x-user',
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<[6].url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "3d", expire_after_views: 10 },
      granted: { expire_after_days: 3, expire_after_views: 10, retrieval_step: true, deletable_by_viewer: false },
      expires_at_computed: "<[6].created_at + 3 days>",
      warnings: [ "This release keeps no names, so the name was not sent." ]
    `);
  });

  test('creates a push that neither has a retrieval step nor may be deleted by viewers [v1-create-no-retrieval-step]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        'v1-create-no-retrieval-step',
        { id: 'v1-preview-owner', token: tokenOf('v1-create-no-retrieval-step') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-direct', expire_after_views: 5, retrieval_step: false }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: false },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('creates a URL push in the table of URLs [v1-r-create-x-user-json]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        'v1-r-create-x-user-json',
        { id: 'v1-r-preview-existing', token: tokenOf('v1-r-create-x-user-json') },
      ],
      call: [
        'create_push',
        {
          kind: 'url',
          payload: 'https://example.com/url-canary-r',
          note: 'note-canary-r',
          expire_after_views: 5,
          retrieval_step: false,
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/r/<url_token>", url_token: "<url_token>", kind: "url",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('sends a file to the table of files; its signed download path stays inside [v1-f-create-one-x-user]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: [
        ...checked,
        'v1-f-create-one-x-user',
        { id: 'v1-f-preview-existing', token: tokenOf('v1-f-create-one-x-user') },
      ],
      call: ['create_push', { payload: 'payload-canary-f', note: 'note-canary-f', file_paths: ['a.txt'], ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/f/<url_token>", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('warns where the instance put its own number of days in place [v1-create-days-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        { id: 'v1-create-days-too-many', despite: ['expire_after_days'] },
        { id: 'v1-preview-owner', token: tokenOf('v1-create-days-too-many') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-days-too-many', duration: '3mo', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "3mo", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>",
      warnings: [ "The instance granted 7 days instead of 90: its own limits or defaults apply." ]
    `);
  });

  test('warns where the instance put its own number of views in place [v1-create-views-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        { id: 'v1-create-views-too-many', despite: ['expire_after_views'] },
        { id: 'v1-preview-owner', token: tokenOf('v1-create-views-too-many') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-views-too-many', ...direct, expire_after_views: 100 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 100 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>",
      warnings: [ "The instance granted 5 views instead of 100: its own limits or defaults apply." ]
    `);
  });

  test('finds out by a list that the token is not taken, for the creation itself would be anonymous [v1-active-bad-x-user]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v1-active-bad-x-user'],
      call: ['create_push', { payload: 'payload-canary-v1-bad-x-user' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "The instance does not take PWPUSH_API_TOKEN with PWPUSH_API_EMAIL. Check both. Nothing was created."`,
    );
  });

  test('finds out that a token without an e-mail is not taken [v1-active-bearer]', async () => {
    const outcome = await replay({
      as: 'bulk',
      email: false,
      serve: [{ id: 'v1-active-bearer', path: '/p/active.json' }],
      call: ['create_push', { payload: 'payload-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "The instance does not take PWPUSH_API_TOKEN. Releases before 1.51 want the e-mail of the account as PWPUSH_API_EMAIL too. Nothing was created."`,
    );
  });
});

describe.each(['1.54.0'] as const)('%s', (release) => {
  const { replay, tokenOf, checked } = openRecording(release);

  test('creates a text push with every field; whether a passphrase is set is not told [v1-create-text-owner-bearer-json]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        'v1-create-text-owner-bearer-json',
        {
          id: 'v1-preview-retrieval-step',
          token: tokenOf('v1-create-text-owner-bearer-json'),
          despite: ['credentials'],
        },
      ],
      call: [
        'create_push',
        {
          payload: 'payload-canary-v1-bearer',
          duration: '3d',
          expire_after_views: 10,
          passphrase: 'passphrase-canary-v1-bearer',
          name: 'name-canary-v1-bearer',
          note: 'note-canary-v1-bearer',
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "3d", expire_after_views: 10 },
      granted: { expire_after_days: 3, expire_after_views: 10, retrieval_step: true, deletable_by_viewer: false },
      expires_at_computed: "<created_at + 3 days>", warnings: []
    `);
  });

  test('creates a push that neither has a retrieval step nor may be deleted by viewers [v1-create-no-retrieval-step]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        'v1-create-no-retrieval-step',
        { id: 'v1-preview-owner', token: tokenOf('v1-create-no-retrieval-step') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-direct', expire_after_views: 5, retrieval_step: false }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: false },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('creates a URL push in the table of URLs [v1-r-create-bearer-json]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        'v1-r-create-bearer-json',
        { id: 'v1-r-preview-existing', token: tokenOf('v1-r-create-bearer-json') },
      ],
      call: [
        'create_push',
        { kind: 'url', payload: 'https://example.com/url-canary-r', expire_after_views: 5, retrieval_step: false },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/r/<url_token>", url_token: "<url_token>", kind: "url",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('sends a file to the table of files; its signed download path stays inside [v1-f-create-one-bearer]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: [
        ...checked,
        'v1-f-create-one-bearer',
        { id: 'v1-f-preview-existing', token: tokenOf('v1-f-create-one-bearer') },
      ],
      call: ['create_push', { payload: 'payload-canary-f', file_paths: ['a.txt'], ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/f/<url_token>", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", warnings: []
    `);
  });

  test('warns where the instance put its own number of days in place [v1-create-days-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        { id: 'v1-create-days-too-many', despite: ['expire_after_days'] },
        { id: 'v1-preview-owner', token: tokenOf('v1-create-days-too-many') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-days-too-many', duration: '3mo', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "3mo", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>",
      warnings: [ "The instance granted 7 days instead of 90: its own limits or defaults apply." ]
    `);
  });

  test('warns where the instance put its own number of views in place [v1-create-views-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        ...checked,
        { id: 'v1-create-views-too-many', despite: ['expire_after_views'] },
        { id: 'v1-preview-owner', token: tokenOf('v1-create-views-too-many') },
      ],
      call: ['create_push', { payload: 'payload-canary-v1-views-too-many', ...direct, expire_after_views: 100 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 100 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>",
      warnings: [ "The instance granted 5 views instead of 100: its own limits or defaults apply." ]
    `);
  });

  test('says that the token was refused for a file push [v1-f-create-bad-bearer]', async () => {
    const outcome = await replay({
      as: 'bad',
      env: files,
      serve: ['v1-f-create-bad-bearer'],
      call: ['create_push', { payload: 'payload-canary-f', file_paths: ['a.txt'] }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });
});

describe.each(['1.60.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('creates a text push without a token [v1-create-text-anonymous-json]', async () => {
    const outcome = await replay({
      serve: ['v1-create-text-anonymous-json'],
      call: ['create_push', { payload: 'payload-canary-v1-anonymous', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a text push with every field and keeps passphrase, name and note to itself [v1-create-text-owner-bearer-json]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-create-text-owner-bearer-json'],
      call: [
        'create_push',
        {
          payload: 'payload-canary-v1-bearer',
          duration: '3d',
          expire_after_views: 10,
          passphrase: 'passphrase-canary-v1-bearer',
          name: 'name-canary-v1-bearer',
          note: 'note-canary-v1-bearer',
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "3d", expire_after_views: 10 },
      granted: { expire_after_days: 3, expire_after_views: 10, retrieval_step: true, deletable_by_viewer: false },
      expires_at_computed: "<created_at + 3 days>", passphrase_set: true, warnings: []
    `);
  });

  test('creates a push that neither has a retrieval step nor may be deleted by viewers [v1-create-no-retrieval-step]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-create-no-retrieval-step'],
      call: ['create_push', { payload: 'payload-canary-v1-direct', expire_after_views: 5, retrieval_step: false }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: false },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a URL push [v1-create-url-kind]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-create-url-kind'],
      call: [
        'create_push',
        { kind: 'url', payload: 'https://example.com/url-canary-v1', expire_after_views: 5, retrieval_step: false },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "url",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: null },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a URL push without a token [v1-create-url-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v1-create-url-anonymous'],
      call: [
        'create_push',
        {
          kind: 'url',
          payload: 'https://example.com/url-canary-v1-anonymous',
          expire_after_views: 5,
          retrieval_step: false,
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "url",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: null },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a QR push [v1-create-qr-kind]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-create-qr-kind'],
      call: ['create_push', { kind: 'qr', payload: 'payload-canary-v1-qr', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "qr",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a QR push without a token [v1-create-qr-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v1-create-qr-anonymous'],
      call: ['create_push', { kind: 'qr', payload: 'payload-canary-v1-qr-anonymous', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "qr",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('sends a file as a form [v1-create-file-one]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: ['v1-create-file-one'],
      call: ['create_push', { payload: 'payload-canary-v1-file', file_paths: ['a.txt'], ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('sends two files [v1-create-file-two]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: ['v1-create-file-two'],
      call: ['create_push', { payload: 'payload-canary-v1-file', file_paths: ['a.txt', 'b c.txt'], ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a file push without a token, which this release allows [v1-create-file-anonymous]', async () => {
    const outcome = await replay({
      env: files,
      serve: ['v1-create-file-anonymous'],
      call: ['create_push', { payload: 'payload-canary-v1-file', file_paths: ['a.txt'], ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('grants the longest expiry and the most views [v1-create-days-maximum]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-create-days-maximum'],
      call: [
        'create_push',
        { payload: 'payload-canary-v1-days-maximum', ...direct, expire_after_views: 100, duration: '3mo' },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "3mo", expire_after_views: 100 },
      granted: { expire_after_days: 90, expire_after_views: 100, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 90 days>", passphrase_set: false, warnings: []
    `);
  });

  test('warns where the instance put its own number of days in place [v1-create-days-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v1-create-days-too-many', despite: ['expire_after_days'] }],
      call: ['create_push', { payload: 'payload-canary-v1-days-too-many', duration: '3mo', ...direct }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "3mo", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false,
      warnings: [ "The instance granted 7 days instead of 90: its own limits or defaults apply." ]
    `);
  });

  test('warns where the instance put its own number of views in place [v1-create-views-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v1-create-views-too-many', despite: ['expire_after_views'] }],
      call: ['create_push', { payload: 'payload-canary-v1-views-too-many', ...direct, expire_after_views: 100 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 100 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false,
      warnings: [ "The instance granted 5 views instead of 100: its own limits or defaults apply." ]
    `);
  });

  test('refuses a blank payload before it is sent', async () => {
    expect(await replay({ as: 'owner', call: ['create_push', { payload: '   ' }] })).toMatchInlineSnapshot(
      `refused: "payload is missing or blank. Pass the secret as payload, or files as file_paths."`,
    );
  });

  test('refuses a URL of another scheme before it is sent, though this release would take it', async () => {
    const outcome = await replay({
      as: 'owner',
      call: ['create_push', { kind: 'url', payload: 'javascript:alert(1)' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "payload is no http or https address, which a url push needs. Use kind text for anything else."`,
    );
  });

  test('names the payload where the instance finds it invalid [v1-create-payload-too-long]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v1-create-payload-too-long', despite: ['payload'] }],
      call: ['create_push', { payload: 'payload-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: payload is blank, too long for its kind, or no http or https address for a url push."`,
    );
  });

  test('names the files where the instance takes no more [v1-create-file-eleven]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: [{ id: 'v1-create-file-eleven', despite: ['files', 'payload'] }],
      call: ['create_push', { file_paths: ['a.txt'] }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: there are more files than the instance takes."`,
    );
  });

  test('does not repeat a creation that the instance failed on [v1-create-kind-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v1-create-kind-unknown', despite: ['kind', 'payload'] }],
      call: ['create_push', { payload: 'payload-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 failed with 500. The push may exist all the same and was not made again; look with list_active_pushes before repeating."`,
    );
  });

  test('says when a throttled creation may be tried again [throttled-v1-create]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['throttled-v1-create'],
      call: ['create_push', { payload: 'payload-canary-throttled' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in <retry-after> seconds."`,
    );
  });
});
