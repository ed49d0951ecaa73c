import { expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

const { replay } = openRecording('1.60.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous'];
const files = recordedFiles();

test('creates a text push without a token', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-create-text-anonymous-json'],
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
        html_url: "http://127.0.0.1:5100/p/5h3sgxu1vve",
        url_token: "5h3sgxu1vve",
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
        expires_at_computed: "2026-11-28T02:42:06.674Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a text push with every field and keeps passphrase, name and note to itself', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-create-text-owner-bearer-json'],
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
        html_url: "http://127.0.0.1:5100/p/akfjfwj9wy0f9a/r",
        url_token: "akfjfwj9wy0f9a",
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
        expires_at_computed: "2026-11-24T02:42:06.702Z",
        passphrase_set: true,
        warnings: []
      }
    }
  `);
});

test('creates a push that neither has a retrieval step nor may be deleted by viewers', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-create-no-retrieval-step'],
    call: ['create_push', { payload: 'payload-canary-v1-direct', expire_after_views: 5, retrieval_step: false }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/sozfst1zdak",
        url_token: "sozfst1zdak",
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
        expires_at_computed: "2026-11-28T02:42:07.004Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a URL push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-create-url-kind'],
    call: [
      'create_push',
      { kind: 'url', payload: 'https://example.com/url-canary-v1', expire_after_views: 5, retrieval_step: false },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/npiybzhiovelqvkq",
        url_token: "npiybzhiovelqvkq",
        kind: "url",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: null
        },
        expires_at_computed: "2026-11-28T02:42:06.773Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a URL push without a token', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-create-url-anonymous'],
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
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/hvcosxtf_b4mpo4",
        url_token: "hvcosxtf_b4mpo4",
        kind: "url",
        asked: {
          duration: "1w",
          expire_after_views: 5
        },
        granted: {
          expire_after_days: 7,
          expire_after_views: 5,
          retrieval_step: false,
          deletable_by_viewer: null
        },
        expires_at_computed: "2026-11-28T02:42:06.914Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a QR push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-create-qr-kind'],
    call: [
      'create_push',
      {
        kind: 'qr',
        payload: 'payload-canary-v1-qr',
        expire_after_views: 5,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/nzyygtmiff2p0g",
        url_token: "nzyygtmiff2p0g",
        kind: "qr",
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
        expires_at_computed: "2026-11-28T02:42:06.787Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a QR push without a token', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-create-qr-anonymous'],
    call: [
      'create_push',
      {
        kind: 'qr',
        payload: 'payload-canary-v1-qr-anonymous',
        expire_after_views: 5,
        deletable_by_viewer: true,
        retrieval_step: false,
      },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/1edz2u9rvfm",
        url_token: "1edz2u9rvfm",
        kind: "qr",
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
        expires_at_computed: "2026-11-28T02:42:06.923Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('sends a file as a form', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: [...probes, 'v1-create-file-one'],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-file',
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
        html_url: "http://127.0.0.1:5100/p/-_-vabqiwglrppa71eq",
        url_token: "-_-vabqiwglrppa71eq",
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
        expires_at_computed: "2026-11-28T02:42:06.836Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('sends two files', async () => {
  const outcome = await replay({
    as: 'owner',
    env: files,
    serve: [...probes, 'v1-create-file-two'],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-file',
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
        html_url: "http://127.0.0.1:5100/p/jrqyfgnjzag",
        url_token: "jrqyfgnjzag",
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
        expires_at_computed: "2026-11-28T02:42:06.864Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a file push without a token, which this release allows', async () => {
  const outcome = await replay({
    env: files,
    serve: [...probes, 'v1-create-file-anonymous'],
    call: [
      'create_push',
      {
        payload: 'payload-canary-v1-file',
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
        html_url: "http://127.0.0.1:5100/p/ygaasmgki88-hw5n",
        url_token: "ygaasmgki88-hw5n",
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
        expires_at_computed: "2026-11-28T02:42:06.932Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('grants the longest expiry and the most views', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-create-days-maximum'],
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
        html_url: "http://127.0.0.1:5100/p/si48uokkzrs",
        url_token: "si48uokkzrs",
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
        expires_at_computed: "2027-02-19T02:42:07.056Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('warns where the instance put its own number of days in place', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, { id: 'v1-create-days-too-many', despite: ['expire_after_days'] }],
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
        html_url: "http://127.0.0.1:5100/p/g7chfomglni4zktuwq",
        url_token: "g7chfomglni4zktuwq",
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
        expires_at_computed: "2026-11-28T02:42:07.040Z",
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
    serve: [...probes, { id: 'v1-create-views-too-many', despite: ['expire_after_views'] }],
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
        html_url: "http://127.0.0.1:5100/p/sszcucbegzg42ng",
        url_token: "sszcucbegzg42ng",
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
        expires_at_computed: "2026-11-28T02:42:07.072Z",
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

test('refuses a URL of another scheme before it is sent, though this release would take it', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes],
    call: ['create_push', { kind: 'url', payload: 'javascript:alert(1)' }],
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
    serve: [...probes, { id: 'v1-create-payload-too-long', despite: ['payload'] }],
    call: ['create_push', { payload: 'payload-canary' }],
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
    serve: [...probes, { id: 'v1-create-file-eleven', despite: ['files', 'payload'] }],
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
    serve: [...probes, { id: 'v1-create-kind-unknown', despite: ['kind', 'payload'] }],
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
    serve: [...probes, 'v1-create-bad-bearer'],
    call: ['create_push', { payload: 'payload-canary-v1-bad-bearer' }],
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
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 44 seconds."
    }
  `);
});
