import { expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const { replay } = openRecording('2.7.2');
const probes = ['version-v2-anonymous'];
const files = recordedFiles();

test('creates a text push without a token', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-create-text-anonymous'],
    call: ['create_push', { payload: 'payload-canary-v2-anonymous', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/lfojf24gkhzitj6j/r",
        url_token: "lfojf24gkhzitj6j",
        kind: "text",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.212Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a text push with every field and keeps passphrase, name and note to itself', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-create-text-owner'],
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
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/gzrmqqfm5jkusmosqyw/r",
        url_token: "gzrmqqfm5jkusmosqyw",
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
        expires_at_computed: "2026-11-24T02:41:06.235Z",
        passphrase_set: true,
        warnings: []
      }
    }
  `);
});

test('creates a push without a retrieval step', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-create-no-retrieval-step'],
    call: ['create_push', { payload: 'payload-canary-v2-direct', expire_after_views: 5, retrieval_step: false }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/kzo8rozd4fjuhn-absm",
        url_token: "kzo8rozd4fjuhn-absm",
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
        expires_at_computed: "2026-11-28T02:41:06.471Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a push with text outside ASCII', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-create-unicode'],
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
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/lxkl1m_o7ezq/r",
        url_token: "lxkl1m_o7ezq",
        kind: "text",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.485Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a URL push, which viewers can never expire', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-create-url-owner'],
    call: [
      'create_push',
      { kind: 'url', payload: 'https://example.com/url-canary-v2', name: 'name-canary-v2-url', expire_after_views: 5 },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/ts9hpnh7ileydyozpw/r",
        url_token: "ts9hpnh7ileydyozpw",
        kind: "url",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: null
        },
        expires_at_computed: "2026-11-28T02:41:06.261Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a URL push without a token', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-create-url-anonymous'],
    call: [
      'create_push',
      { kind: 'url', payload: 'https://example.com/url-canary-v2-anonymous', expire_after_views: 5 },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/h6ngbnc-cnrhna/r",
        url_token: "h6ngbnc-cnrhna",
        kind: "url",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: null
        },
        expires_at_computed: "2026-11-28T02:41:06.447Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a QR push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-create-qr-owner'],
    call: [
      'create_push',
      { kind: 'qr', payload: 'payload-canary-v2-qr', expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/uolmzfjd9y8kcuj-ftw/r",
        url_token: "uolmzfjd9y8kcuj-ftw",
        kind: "qr",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.276Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a QR push without a token', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-create-qr-anonymous'],
    call: [
      'create_push',
      { kind: 'qr', payload: 'payload-canary-v2-qr-anonymous', expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/wtabqvxgrzsflkw8/r",
        url_token: "wtabqvxgrzsflkw8",
        kind: "qr",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.458Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('sends a file as a form, its kind said', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: [...probes, 'v2-create-file-one'],
    call: [
      'create_push',
      { file_paths: ['a.txt'], name: 'name-canary-v2-file', expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/nj79c-kmwrvkvts/r",
        url_token: "nj79c-kmwrvkvts",
        kind: "file",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.304Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('sends two files and a text beside them', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: [...probes, 'v2-create-file-two'],
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
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/b18dk2zv5krabgp_/r",
        url_token: "b18dk2zv5krabgp_",
        kind: "file",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.331Z",
        passphrase_set: false,
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
    serve: [...probes, 'v2-create-days-maximum'],
    call: [
      'create_push',
      { payload: 'payload-canary-v2-days', duration: '3mo', expire_after_views: 100, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/x736vosf8wk8cec/r",
        url_token: "x736vosf8wk8cec",
        kind: "text",
        asked: {
          duration: "3mo",
          expire_after_views: 100
        },
        granted: {
          expire_after_days: 90,
          expire_after_views: 100,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2027-02-19T02:41:06.774Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('warns where the instance put its own number of days in place', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, { id: 'v2-create-days-too-many', despite: ['expire_after_days'] }],
    call: [
      'create_push',
      { payload: 'payload-canary-v2-days', duration: '3mo', expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/nba1yvdutb0/r",
        url_token: "nba1yvdutb0",
        kind: "text",
        asked: {
          duration: "3mo",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.744Z",
        passphrase_set: false,
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
    serve: [...probes, { id: 'v2-create-views-too-many', despite: ['expire_after_views'] }],
    call: ['create_push', { payload: 'payload-canary-v2-views', expire_after_views: 100, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/s5x8bjvdvk4/r",
        url_token: "s5x8bjvdvk4",
        kind: "text",
        asked: {
          duration: "1w",
          expire_after_views: 100
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: true,
          deletable_by_viewer: true
        },
        expires_at_computed: "2026-11-28T02:41:06.811Z",
        passphrase_set: false,
        warnings: [
          "The instance granted 5 views instead of 100: its own limits or defaults apply."
        ]
      }
    }
  `);
});

test('refuses a blank payload before it is sent', async () => {
  const outcome = await replay({ as: 'owner', serve: [...probes], call: ['create_push', { payload: '   ' }] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "payload is missing or blank. Pass the secret as payload, or files as file_paths."
    }
  `);
});

test('refuses a URL of another scheme before it is sent', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes],
    call: ['create_push', { kind: 'url', payload: 'ftp://example.com/a' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "payload is no http or https address, which a url push needs. Use kind text for anything else."
    }
  `);
});

test('names the payload where the instance finds it invalid', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, { id: 'v2-create-payload-too-long', despite: ['payload'] }],
    call: ['create_push', { payload: 'payload-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 did not make the push: payload is blank, too long for its kind, or no http or https address for a url push."
    }
  `);
});

test('names the address where the instance finds it invalid', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, { id: 'v2-create-url-not-a-url', despite: ['payload'] }],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 did not make the push: payload is blank, too long for its kind, or no http or https address for a url push."
    }
  `);
});

test('names the files where the instance takes no more', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: [...probes, { id: 'v2-create-file-eleven', despite: ['files'] }],
    call: ['create_push', { file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 did not make the push: there are more files than the instance takes."
    }
  `);
});

test('does not repeat a creation that the instance failed on', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, { id: 'v2-create-kind-unknown', despite: ['kind', 'payload'] }],
    call: ['create_push', { payload: 'payload-canary' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 failed with 500. The push may exist all the same and was not made again; look with list_active_pushes before repeating."
    }
  `);
});

test('says that the token was refused', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v2-create-bad-token'],
    call: ['create_push', { payload: 'payload-canary-v2-bad-token' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."
    }
  `);
});

test('says when a throttled creation may be tried again', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'throttled-v2-create'],
    call: ['create_push', { payload: 'payload-canary-throttled' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 40 seconds."
    }
  `);
});
