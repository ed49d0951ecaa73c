import { describe, expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const files = recordedFiles();

describe.each(['2.5.0', '2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('creates a text push without a token [v2-create-text-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v2-create-text-anonymous'],
      call: [
        'create_push',
        { payload: 'payload-canary-v2-anonymous', expire_after_views: 5, deletable_by_viewer: true },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a text push with every field and keeps passphrase, name and note to itself [v2-create-text-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-create-text-owner'],
      call: [
        'create_push',
        {
          payload: 'payload-canary-v2-owner',
          duration: '3d',
          expire_after_views: 10,
          passphrase: 'passphrase-canary-v2-owner',
          name: 'name-canary-v2-owner',
          note: 'note-canary-v2-owner',
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

  test('creates a push without a retrieval step [v2-create-no-retrieval-step]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-create-no-retrieval-step'],
      call: ['create_push', { payload: 'payload-canary-v2-direct', expire_after_views: 5, retrieval_step: false }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: false, deletable_by_viewer: false },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a push with text outside ASCII [v2-create-unicode]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-create-unicode'],
      call: [
        'create_push',
        {
          payload: 'payload-canary-v2-é漢🔑',
          expire_after_views: 5,
          name: 'name-canary-é漢🔑',
          note: 'note-canary-é漢🔑',
          deletable_by_viewer: true,
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a URL push, which viewers can never expire [v2-create-url-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-create-url-owner'],
      call: [
        'create_push',
        {
          kind: 'url',
          payload: 'https://example.com/url-canary-v2',
          name: 'name-canary-v2-url',
          expire_after_views: 5,
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "url",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: null },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a QR push [v2-create-qr-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-create-qr-owner'],
      call: [
        'create_push',
        { kind: 'qr', payload: 'payload-canary-v2-qr', expire_after_views: 5, deletable_by_viewer: true },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "qr",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('creates a QR push without a token [v2-create-qr-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v2-create-qr-anonymous'],
      call: [
        'create_push',
        { kind: 'qr', payload: 'payload-canary-v2-qr-anonymous', expire_after_views: 5, deletable_by_viewer: true },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "qr",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('sends a file as a form, its kind said [v2-create-file-one]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: ['v2-create-file-one'],
      call: [
        'create_push',
        { file_paths: ['a.txt'], name: 'name-canary-v2-file', expire_after_views: 5, deletable_by_viewer: true },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('sends two files and a text beside them [v2-create-file-two]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: ['v2-create-file-two'],
      call: [
        'create_push',
        {
          payload: 'payload-canary-v2-file',
          file_paths: ['a.txt', 'b c.txt'],
          expire_after_views: 5,
          deletable_by_viewer: true,
        },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "file",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });

  test('grants the longest expiry and the most views [v2-create-days-maximum]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-create-days-maximum'],
      call: [
        'create_push',
        { payload: 'payload-canary-v2-days', duration: '3mo', expire_after_views: 100, deletable_by_viewer: true },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "3mo", expire_after_views: 100 },
      granted: { expire_after_days: 90, expire_after_views: 100, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 90 days>", passphrase_set: false, warnings: []
    `);
  });

  test('warns where the instance put its own number of days in place [v2-create-days-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v2-create-days-too-many', despite: ['expire_after_days'] }],
      call: [
        'create_push',
        { payload: 'payload-canary-v2-days', duration: '3mo', expire_after_views: 5, deletable_by_viewer: true },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "3mo", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false,
      warnings: [ "The instance granted 7 days instead of 90: its own limits or defaults apply." ]
    `);
  });

  test('warns where the instance put its own number of views in place [v2-create-views-too-many]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v2-create-views-too-many', despite: ['expire_after_views'] }],
      call: ['create_push', { payload: 'payload-canary-v2-views', expire_after_views: 100, deletable_by_viewer: true }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "text",
      asked: { duration: "1w", expire_after_views: 100 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: true },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false,
      warnings: [ "The instance granted 5 views instead of 100: its own limits or defaults apply." ]
    `);
  });

  test('refuses a blank payload before it is sent', async () => {
    expect(await replay({ as: 'owner', call: ['create_push', { payload: '   ' }] })).toMatchInlineSnapshot(
      `refused: "payload is missing or blank. Pass the secret as payload, or files as file_paths."`,
    );
  });

  test('refuses a URL of another scheme before it is sent', async () => {
    const outcome = await replay({
      as: 'owner',
      call: ['create_push', { kind: 'url', payload: 'ftp://example.com/a' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "payload is no http or https address, which a url push needs. Use kind text for anything else."`,
    );
  });

  test('names the payload where the instance finds it invalid [v2-create-payload-too-long]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v2-create-payload-too-long', despite: ['payload'] }],
      call: ['create_push', { payload: 'payload-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: payload is blank, too long for its kind, or no http or https address for a url push."`,
    );
  });

  test('names the address where the instance finds it invalid [v2-create-url-not-a-url]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v2-create-url-not-a-url', despite: ['payload'] }],
      call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: payload is blank, too long for its kind, or no http or https address for a url push."`,
    );
  });

  test('names the files where the instance takes no more [v2-create-file-eleven]', async () => {
    const outcome = await replay({
      as: 'owner',
      env: files,
      serve: [{ id: 'v2-create-file-eleven', despite: ['files'] }],
      call: ['create_push', { file_paths: ['a.txt'] }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 did not make the push: there are more files than the instance takes."`,
    );
  });

  test('does not repeat a creation that the instance failed on [v2-create-kind-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v2-create-kind-unknown', despite: ['kind', 'payload'] }],
      call: ['create_push', { payload: 'payload-canary' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 failed with 500. The push may exist all the same and was not made again; look with list_active_pushes before repeating."`,
    );
  });

  test('says that the token was refused [v2-create-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v2-create-bad-token'],
      call: ['create_push', { payload: 'payload-canary-v2-bad-token' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('says when a throttled creation may be tried again [throttled-v2-create]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['throttled-v2-create'],
      call: ['create_push', { payload: 'payload-canary-throttled' }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in <retry-after> seconds."`,
    );
  });
});

describe.each(['2.5.0', '2.7.2'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('creates a URL push without a token [v2-create-url-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v2-create-url-anonymous'],
      call: [
        'create_push',
        { kind: 'url', payload: 'https://example.com/url-canary-v2-anonymous', expire_after_views: 5 },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "url",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: null },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false, warnings: []
    `);
  });
});

describe.each(['2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('refuses a file push without a token before anything is sent', async () => {
    expect(await replay({ env: files, call: ['create_push', { file_paths: ['a.txt'] }] })).toMatchInlineSnapshot(
      `refused: "A file push needs an API token on this instance. Set PWPUSH_API_TOKEN (made at http://127.0.0.1:5100/users/token)."`,
    );
  });
});

describe.each(['2.5.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('says that a file push needs a token where only the refusal tells [v2-create-file-anonymous]', async () => {
    const outcome = await replay({
      env: files,
      serve: ['v2-create-file-anonymous'],
      call: ['create_push', { file_paths: ['a.txt'] }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."`,
    );
  });
});

describe.each(['2.11.4'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('creates a URL push without a token [v2-create-url-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v2-create-url-anonymous'],
      call: [
        'create_push',
        { kind: 'url', payload: 'https://example.com/url-canary-v2-anonymous', expire_after_views: 5 },
      ],
    });
    expect(outcome).toMatchInlineSnapshot(`
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", url_token: "<url_token>", kind: "url",
      asked: { duration: "1w", expire_after_views: 5 },
      granted: { expire_after_days: 7, expire_after_views: 5, retrieval_step: true, deletable_by_viewer: null },
      expires_at_computed: "<created_at + 7 days>", passphrase_set: false,
      warnings: [ "Made without a token and not deletable by viewers: nobody can expire this push early." ]
    `);
  });
});
