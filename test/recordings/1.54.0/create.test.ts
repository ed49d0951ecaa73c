import { expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.54.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous'];
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
        html_url: "http://127.0.0.1:5100/p/gfpjlg_5hxhtcqsh",
        url_token: "gfpjlg_5hxhtcqsh",
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
        expires_at_computed: "2026-11-28T02:42:20.834Z",
        warnings: []
      }
    }
  `);
});

test('creates a text push with every field; whether a passphrase is set is not told', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-create-text-owner-bearer-json' },
      { id: 'v1-preview-retrieval-step', token: tokenOf('v1-create-text-owner-bearer-json'), despite: ['credentials'] },
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
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/qw4s45y37e4x80wjzg8/r",
        url_token: "qw4s45y37e4x80wjzg8",
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
        expires_at_computed: "2026-11-24T02:42:20.847Z",
        warnings: []
      }
    }
  `);
});

test('creates a push that neither has a retrieval step nor may be deleted by viewers', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      'v1-create-no-retrieval-step',
      { id: 'v1-preview-owner', token: tokenOf('v1-create-no-retrieval-step') },
    ],
    call: ['create_push', { payload: 'payload-canary-v1-direct', expire_after_views: 5, retrieval_step: false }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/ml3h5kfb8ttnca",
        url_token: "ml3h5kfb8ttnca",
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
        expires_at_computed: "2026-11-28T02:42:20.956Z",
        warnings: []
      }
    }
  `);
});

test('creates a URL push in the table of URLs', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      'v1-r-create-bearer-json',
      { id: 'v1-r-preview-existing', token: tokenOf('v1-r-create-bearer-json') },
    ],
    call: [
      'create_push',
      { kind: 'url', payload: 'https://example.com/url-canary-r', expire_after_views: 5, retrieval_step: false },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/r/2bqu9zm7ts5pkqzyqq",
        url_token: "2bqu9zm7ts5pkqzyqq",
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
        expires_at_computed: "2026-11-28T02:42:21.331Z",
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
    env: files,
    serve: [
      ...probes,
      'v1-f-create-one-bearer',
      { id: 'v1-f-preview-existing', token: tokenOf('v1-f-create-one-bearer') },
    ],
    call: [
      'create_push',
      {
        payload: 'payload-canary-f',
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
        html_url: "http://127.0.0.1:5100/f/mq94ub6j-clpytuw",
        url_token: "mq94ub6j-clpytuw",
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
        expires_at_computed: "2026-11-28T02:42:21.151Z",
        warnings: []
      }
    }
  `);
});

test('sends two files', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: [...probes, 'v1-f-create-two', { id: 'v1-f-preview-existing', token: tokenOf('v1-f-create-two') }],
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
        html_url: "http://127.0.0.1:5100/f/-yodva_ksokb",
        url_token: "-yodva_ksokb",
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
        expires_at_computed: "2026-11-28T02:42:21.199Z",
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
    serve: [...probes, 'v1-create-days-maximum', { id: 'v1-preview-owner', token: tokenOf('v1-create-days-maximum') }],
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
        html_url: "http://127.0.0.1:5100/p/nt_alb2gbepogn8z",
        url_token: "nt_alb2gbepogn8z",
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
        expires_at_computed: "2027-02-19T02:42:20.993Z",
        warnings: []
      }
    }
  `);
});

test('warns where the instance put its own number of days in place', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
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
        html_url: "http://127.0.0.1:5100/p/gfck8yrip-u",
        url_token: "gfck8yrip-u",
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
        expires_at_computed: "2026-11-28T02:42:20.983Z",
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
    serve: [
      ...probes,
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
        html_url: "http://127.0.0.1:5100/p/70ioh9luyfi",
        url_token: "70ioh9luyfi",
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
        expires_at_computed: "2026-11-28T02:42:21.004Z",
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
        url_token: "gfpjlg_5hxhtcqsh",
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
        expires_at_computed: "2026-11-28T02:42:20.834Z",
        warnings: [
          "The push was made, but its link is not known. Ask for it with preview_push."
        ]
      }
    }
  `);
});

test('refuses a blank payload before it is sent, though this release would take it', async () => {
  const outcome = await replay({ as: 'owner', serve: [...probes], call: ['create_push', { payload: '   ' }] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "payload is missing or blank. Pass the secret as payload, or files as file_paths."
    }
  `);
});

test('says what may be wrong where the refusal names no field', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, { id: 'v1-create-payload-too-long', despite: ['payload'] }],
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
    serve: [...probes, { id: 'v1-r-create-not-a-url', despite: ['payload'] }],
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
    env: files,
    serve: [...probes, { id: 'v1-f-create-eleven', despite: ['files', 'payload'] }],
    call: ['create_push', { file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 did not make the push: it found a value invalid, most likely the payload or the number of files."
    }
  `);
});

test('says that the token was refused', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v1-create-bad-bearer'],
    call: ['create_push', { payload: 'payload-canary-v1-bad-bearer' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('says that the token was refused for a file push', async () => {
  const outcome = await replay({
    as: 'bad',
    env: files,
    serve: [...probes, 'v1-f-create-bad-bearer'],
    call: ['create_push', { payload: 'payload-canary-f', file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('says when a throttled creation may be tried again', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'throttled-v1-create'],
    call: ['create_push', { payload: 'payload-canary-throttled' }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 31 seconds."
    }
  `);
});
