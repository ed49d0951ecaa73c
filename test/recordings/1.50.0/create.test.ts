import { expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.50.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous', { id: 'v1-preview-unknown', token: 'push-mcp-probe' }];
const files = recordedFiles();

test('creates a text push without a token and asks the preview for its link', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      'v1-create-text-anonymous-json',
      { id: 'v1-preview-existing', token: tokenOf('v1-create-text-anonymous-json') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-anonymous',
        expire_after_views: 5,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/djjyktgiv3h0lb78mwu",
        url_token: "djjyktgiv3h0lb78mwu",
        kind: "text",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:42:35.328Z",
        warnings: []
      }
    }
  `);
});

test('creates a text push with every field but the name, which this release has not; whether a passphrase is set is not told', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      'v1-active-owner',
      { id: 'v1-create-text-owner-x-user-json', despite: ['name'] },
      { id: 'v1-preview-retrieval-step', token: tokenOf('v1-create-text-owner-x-user-json'), despite: ['credentials'] },
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
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/2-ri7tfc1qq6/r",
        url_token: "2-ri7tfc1qq6",
        kind: "text",
        asked: {
          duration: "3d",
          expire_after_views: 10
        },
        granted: {
          expire_after_days: 3,
          expire_after_views: 10,
          retrieval_step: true,
          deletable_by_viewer: false
        },
        expires_at_computed: "2026-11-24T02:42:35.404Z",
        warnings: [
          "This release keeps no names, so the name was not sent."
        ]
      }
    }
  `);
});

test('creates a push that neither has a retrieval step nor may be deleted by viewers', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      'v1-active-owner',
      'v1-create-no-retrieval-step',
      { id: 'v1-preview-owner', token: tokenOf('v1-create-no-retrieval-step') },
    ],
    call: ['create_push', { payload: 'payload-canary-v1-direct', expire_after_views: 5, retrieval_step: false }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/gzy2tjatbvfw50u",
        url_token: "gzy2tjatbvfw50u",
        kind: "text",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: false
        },
        expires_at_computed: "2026-11-28T02:42:35.559Z",
        warnings: []
      }
    }
  `);
});

test('creates a URL push in the table of URLs', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      'v1-active-owner',
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
    {
      result: {
        html_url: "http://127.0.0.1:5100/r/modhnvqy_vv7ppb4",
        url_token: "modhnvqy_vv7ppb4",
        kind: "url",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false
        },
        expires_at_computed: "2026-11-28T02:42:36.087Z",
        warnings: []
      }
    }
  `);
});

test('refuses a URL push without a token before anything is sent', async () => {
  const outcome = await replay({
    serve: [...probes],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary-r' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "A url push needs an API token on this instance. Set PWPUSH_API_TOKEN (made at http://127.0.0.1:5100/users/token)."
    }
  `);
});

test('says that this release knows no QR pushes', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes],
    call: ['create_push', { kind: 'qr', payload: 'payload-canary-v1-qr' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "QR pushes came with release 1.57; http://127.0.0.1:5100 runs an older one. Use kind text."
    }
  `);
});

test('sends a file to the table of files; its signed download path stays inside', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    env: files,
    serve: [
      ...probes,
      'v1-active-owner',
      'v1-f-create-one-x-user',
      { id: 'v1-f-preview-existing', token: tokenOf('v1-f-create-one-x-user') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-f',
        note: 'note-canary-f',
        file_paths: ['a.txt'],
        expire_after_views: 5,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/f/jhcn2buk321-",
        url_token: "jhcn2buk321-",
        kind: "file",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:42:35.837Z",
        warnings: []
      }
    }
  `);
});

test('sends two files', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    env: files,
    serve: [
      ...probes,
      'v1-active-owner',
      'v1-f-create-two',
      { id: 'v1-f-preview-existing', token: tokenOf('v1-f-create-two') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-f',
        file_paths: ['a.txt', 'b c.txt'],
        expire_after_views: 5,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/f/udc5ubtfklbtrv5bp5o",
        url_token: "udc5ubtfklbtrv5bp5o",
        kind: "file",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:42:35.880Z",
        warnings: []
      }
    }
  `);
});

test('refuses a file push without a token before anything is sent', async () => {
  const outcome = await replay({ env: files, serve: [...probes], call: ['create_push', { file_paths: ['a.txt'] }] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "A file push needs an API token on this instance. Set PWPUSH_API_TOKEN (made at http://127.0.0.1:5100/users/token)."
    }
  `);
});

test('grants the longest expiry and the most views', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      'v1-active-owner',
      'v1-create-days-maximum',
      { id: 'v1-preview-owner', token: tokenOf('v1-create-days-maximum') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-days-maximum',
        expire_after_views: 100,
        deletable_by_viewer: true,
        retrieval_step: false,
        duration: '3mo',
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/wtrckpihwgfu",
        url_token: "wtrckpihwgfu",
        kind: "text",
        asked: {
          duration: "3mo",
          expire_after_views: 100
        },
        granted: {
          expire_after_days: 90,
          expire_after_views: 100,
          retrieval_step: false,
          deletable_by_viewer: true
        },
        expires_at_computed: "2027-02-19T02:42:35.605Z",
        warnings: []
      }
    }
  `);
});

test('warns where the instance put its own number of days in place', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      'v1-active-owner',
      { id: 'v1-create-days-too-many', despite: ['expire_after_days'] },
      { id: 'v1-preview-owner', token: tokenOf('v1-create-days-too-many') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-days-too-many',
        duration: '3mo',
        expire_after_views: 5,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/nojkf952bfi3kcg2",
        url_token: "nojkf952bfi3kcg2",
        kind: "text",
        asked: {
          duration: "3mo",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:42:35.590Z",
        warnings: [
          "The instance granted 7 days instead of 90: its own limits or defaults apply."
        ]
      }
    }
  `);
});

test('warns where the instance put its own number of views in place', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      'v1-active-owner',
      { id: 'v1-create-views-too-many', despite: ['expire_after_views'] },
      { id: 'v1-preview-owner', token: tokenOf('v1-create-views-too-many') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-views-too-many',
        expire_after_views: 100,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/u-7lrgis-out5ea",
        url_token: "u-7lrgis-out5ea",
        kind: "text",
        asked: {
          duration: "1w",
          expire_after_views: 100
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:42:35.620Z",
        warnings: [
          "The instance granted 5 views instead of 100: its own limits or defaults apply."
        ]
      }
    }
  `);
});

test('warns where the preview does not know the push that was just made', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      'v1-create-text-anonymous-json',
      { id: 'v1-preview-unknown', token: tokenOf('v1-create-text-anonymous-json') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-anonymous',
        expire_after_views: 5,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "djjyktgiv3h0lb78mwu",
        kind: "text",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:42:35.328Z",
        warnings: [
          "The push was made, but its link is not known. Ask for it with preview_push."
        ]
      }
    }
  `);
});

test('refuses a blank payload before it is sent, though this release would take it', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes],
    call: ['create_push', { payload: '   ' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "payload is missing or blank. Pass the secret as payload, or files as file_paths."
    }
  `);
});

test('says what may be wrong where the refusal names no field', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes, 'v1-active-owner', { id: 'v1-create-payload-too-long', despite: ['payload'] }],
    call: ['create_push', { payload: 'payload-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 did not make the push: it found a value invalid, most likely the payload or the number of files."
    }
  `);
});

test('says so for a URL push, too', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes, 'v1-active-owner', { id: 'v1-r-create-not-a-url', despite: ['payload'] }],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 did not make the push: it found a value invalid, most likely the payload or the number of files."
    }
  `);
});

test('says so for too many files, too', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    env: files,
    serve: [...probes, 'v1-active-owner', { id: 'v1-f-create-eleven', despite: ['files', 'payload'] }],
    call: ['create_push', { file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 did not make the push: it found a value invalid, most likely the payload or the number of files."
    }
  `);
});

test('finds out by a list that the token is not taken, for the creation itself would be anonymous', async () => {
  const outcome = await replay({
    as: 'bad',
    email: true,
    serve: [...probes, 'v1-active-bad-x-user'],
    call: ['create_push', { payload: 'payload-canary-v1-bad-x-user' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "The instance does not take PWPUSH_API_TOKEN with PWPUSH_API_EMAIL. Check both. Nothing was created."
    }
  `);
});

test('finds out that a token without an e-mail is not taken', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, { id: 'v1-active-bearer', path: '/p/active.json' }],
    call: ['create_push', { payload: 'payload-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "The instance does not take PWPUSH_API_TOKEN. Releases before 1.51 want the e-mail of the account as PWPUSH_API_EMAIL too. Nothing was created."
    }
  `);
});

test('says when a throttled creation may be tried again', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes, 'v1-active-owner', 'throttled-v1-create'],
    call: ['create_push', { payload: 'payload-canary-throttled' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 52 seconds."
    }
  `);
});
