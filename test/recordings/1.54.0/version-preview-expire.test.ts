import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.54.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous'];

test('tells API and release, and of the kinds only what the release decides', async () => {
  const outcome = await replay({ serve: [...probes], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        instance: "http://127.0.0.1:5100",
        api: "v1",
        api_version: "1.4",
        edition: "oss",
        release: "1.54.0",
        kinds: {
          text: true,
          qr: false
        },
        files_need_token: true,
        expiry: "days",
        token_set: false
      }
    }
  `);
});

test('asks for the version without its token', async () => {
  const outcome = await replay({ as: 'owner', serve: [...probes], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        instance: "http://127.0.0.1:5100",
        api: "v1",
        api_version: "1.4",
        edition: "oss",
        release: "1.54.0",
        kinds: {
          text: true,
          qr: false
        },
        files_need_token: true,
        expiry: "days",
        token_set: true
      }
    }
  `);
});

test('says when a throttled instance may be asked again', async () => {
  const outcome = await replay({ serve: ['throttled-version-v2'], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 31 seconds."
    }
  `);
});

test('gives the link of a push to anybody', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-preview-existing'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-existing') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "tsxngtjdajbjftpmpvw",
        url: "http://127.0.0.1:5100/p/tsxngtjdajbjftpmpvw",
        warnings: []
      }
    }
  `);
});

test('gives the link of a push to its owner', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-preview-owner'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "tsxngtjdajbjftpmpvw",
        url: "http://127.0.0.1:5100/p/tsxngtjdajbjftpmpvw",
        warnings: []
      }
    }
  `);
});

test('gives the link with the retrieval step', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-preview-retrieval-step'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-retrieval-step') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "kwkqdvqrrsc",
        url: "http://127.0.0.1:5100/p/kwkqdvqrrsc/r",
        warnings: []
      }
    }
  `);
});

test('gives the link of a push with a passphrase', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-preview-passphrase'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-passphrase') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "42-kqr1uz-gp",
        url: "http://127.0.0.1:5100/p/42-kqr1uz-gp",
        warnings: []
      }
    }
  `);
});

test('gives the link of an expired push', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-preview-expired'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-expired') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "khtshc0jrhyhla",
        url: "http://127.0.0.1:5100/p/khtshc0jrhyhla",
        warnings: []
      }
    }
  `);
});

test('says that the token was refused, though a preview needs none', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v1-preview-bad-token'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('finds a file push in its own table', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-f-preview-through-p', 'v1-f-preview-existing'],
    call: ['preview_push', { url_token: tokenOf('v1-f-preview-existing') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "sxyt2wtkh6o",
        url: "http://127.0.0.1:5100/f/sxyt2wtkh6o",
        warnings: []
      }
    }
  `);
});

test('finds a URL push in its own table', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      'v1-r-preview-through-p',
      { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-preview-existing') },
      'v1-r-preview-existing',
    ],
    call: ['preview_push', { url_token: tokenOf('v1-r-preview-existing') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "ocsserh6axpd4hg5aq",
        url: "http://127.0.0.1:5100/r/ocsserh6axpd4hg5aq",
        warnings: []
      }
    }
  `);
});

test('says that no table knows the push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-preview-unknown', despite: ['credentials'] },
      'v1-f-preview-unknown',
      'v1-r-preview-unknown',
    ],
    call: ['preview_push', { url_token: tokenOf('v1-preview-unknown') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('finds a file push without a token, too', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      { id: 'v1-preview-unknown', token: tokenOf('v1-f-preview-anonymous') },
      'v1-f-preview-anonymous',
    ],
    call: ['preview_push', { url_token: tokenOf('v1-f-preview-anonymous') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "sxyt2wtkh6o",
        url: "http://127.0.0.1:5100/f/sxyt2wtkh6o",
        warnings: []
      }
    }
  `);
});

test('finds a URL push without a token, too', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      { id: 'v1-preview-unknown', token: tokenOf('v1-r-preview-anonymous') },
      { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-preview-anonymous'), despite: ['credentials'] },
      'v1-r-preview-anonymous',
    ],
    call: ['preview_push', { url_token: tokenOf('v1-r-preview-anonymous') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "ocsserh6axpd4hg5aq",
        url: "http://127.0.0.1:5100/r/ocsserh6axpd4hg5aq",
        warnings: []
      }
    }
  `);
});

test('lets the owner expire a push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-owner'), despite: ['credentials'] },
      'v1-expire-owner',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:21.989Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:22.009Z",
        retrieval_step: true,
        url_token: "wnfwtxavbzncflcjpru",
        views_remaining: 5
      }
    }
  `);
});

test('says that a push may have expired already', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-owner-twice'), despite: ['credentials'] },
      'v1-expire-owner-twice',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner-twice') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});

test('lets anybody expire a push that viewers may delete', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-anonymous-deletable') },
      'v1-expire-anonymous-deletable',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-anonymous-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:22.020Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:22.026Z",
        retrieval_step: false,
        url_token: "jexv8o661bda",
        views_remaining: 5
      }
    }
  `);
});

test('says so to anybody, too', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-anonymous-deletable-twice') },
      'v1-expire-anonymous-deletable-twice',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-anonymous-deletable-twice') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and its owner needs a token for that."
    }
  `);
});

test('lets another account expire a push that viewers may delete', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-other-deletable'), despite: ['credentials'] },
      'v1-expire-other-deletable',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-other-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:22.035Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:22.044Z",
        retrieval_step: false,
        url_token: "xbkb16punv4_",
        views_remaining: 5
      }
    }
  `);
});

test('does not let anybody expire a push that viewers may not delete', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-anonymous-refused') },
      'v1-expire-anonymous-refused',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-anonymous-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and its owner needs a token for that."
    }
  `);
});

test('does not let another account expire a push', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-other-refused'), despite: ['credentials'] },
      'v1-expire-other-refused',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-other-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});

test('does not let an account expire a push that nobody owns', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-owner-ownerless-refused'), despite: ['credentials'] },
      'v1-expire-owner-ownerless-refused',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner-ownerless-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});

test('lets anybody expire a push that nobody owns', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-anonymous-not-deletable') },
      'v1-expire-anonymous-not-deletable',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-anonymous-not-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:22.060Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:22.070Z",
        retrieval_step: false,
        url_token: "4ksongbylqk9",
        views_remaining: 5
      }
    }
  `);
});

test('says that a push may have run out of views already', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-naturally-expired'), despite: ['credentials'] },
      'v1-expire-naturally-expired',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-naturally-expired') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});

test('says that the token was refused, not that the push is not deletable', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, { id: 'v1-preview-bad-token', token: tokenOf('v1-expire-bad-token') }],
    call: ['expire_push', { url_token: tokenOf('v1-expire-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('says that no table knows the push to be expired', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-preview-unknown', despite: ['credentials'] },
      'v1-f-preview-unknown',
      'v1-r-preview-unknown',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-unknown') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('lets the owner expire a file push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-f-preview-through-p', token: tokenOf('v1-f-expire-owner'), despite: ['credentials'] },
      { id: 'v1-f-preview-existing', token: tokenOf('v1-f-expire-owner'), despite: ['credentials'] },
      'v1-f-expire-owner',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-f-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:22.217Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:22.238Z",
        retrieval_step: false,
        url_token: "uxmlspxmuimq1rc66q",
        views_remaining: 5
      }
    }
  `);
});

test('says that a file push may have expired already', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-f-preview-through-p', token: tokenOf('v1-f-expire-owner-twice'), despite: ['credentials'] },
      { id: 'v1-f-preview-existing', token: tokenOf('v1-f-expire-owner-twice'), despite: ['credentials'] },
      'v1-f-expire-owner-twice',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-f-expire-owner-twice') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});

test('does not let another account expire a file push', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [
      ...probes,
      { id: 'v1-f-preview-through-p', token: tokenOf('v1-f-expire-other-refused'), despite: ['credentials'] },
      { id: 'v1-f-preview-existing', token: tokenOf('v1-f-expire-other-refused'), despite: ['credentials'] },
      'v1-f-expire-other-refused',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-f-expire-other-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});

test('lets the owner expire a URL push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-expire-owner'), despite: ['credentials'] },
      { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-expire-owner'), despite: ['credentials'] },
      { id: 'v1-r-preview-existing', token: tokenOf('v1-r-expire-owner'), despite: ['credentials'] },
      'v1-r-expire-owner',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-r-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:22.309Z",
        days_remaining: 7,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:22.318Z",
        retrieval_step: false,
        url_token: "fadqna70kivep13cpw",
        views_remaining: 5
      }
    }
  `);
});

test('does not let another account expire a URL push, though the status says 200', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [
      ...probes,
      { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-expire-other'), despite: ['credentials'] },
      { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-expire-other'), despite: ['credentials'] },
      { id: 'v1-r-preview-existing', token: tokenOf('v1-r-expire-other'), despite: ['credentials'] },
      'v1-r-expire-other',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-r-expire-other') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token."
    }
  `);
});

test('does not let anybody expire a URL push, though the status says 200', async () => {
  const outcome = await replay({
    serve: [
      ...probes,
      { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-expire-anonymous'), despite: ['credentials'] },
      { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-expire-anonymous'), despite: ['credentials'] },
      { id: 'v1-r-preview-existing', token: tokenOf('v1-r-expire-anonymous'), despite: ['credentials'] },
      'v1-r-expire-anonymous',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-r-expire-anonymous') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."
    }
  `);
});

test('sends the bearer token alone, though the e-mail is set as well', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes, 'v1-preview-owner'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "tsxngtjdajbjftpmpvw",
        url: "http://127.0.0.1:5100/p/tsxngtjdajbjftpmpvw",
        warnings: []
      }
    }
  `);
});
