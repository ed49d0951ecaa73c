import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.50.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous', { id: 'v1-preview-unknown', token: 'push-mcp-probe' }];

test('recognises Password Pusher without a version endpoint, and says so', async () => {
  const outcome = await replay({ serve: [...probes], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        instance: "http://127.0.0.1:5100",
        api: "v1",
        kinds: {
          text: true,
          qr: false
        },
        files_need_token: true,
        expiry: "days",
        token_set: false,
        note: "A release before 1.51.10, which tells no version."
      }
    }
  `);
});

test('asks for the version without its token', async () => {
  const outcome = await replay({ as: 'owner', email: true, serve: [...probes], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        instance: "http://127.0.0.1:5100",
        api: "v1",
        kinds: {
          text: true,
          qr: false
        },
        files_need_token: true,
        expiry: "days",
        token_set: true,
        note: "A release before 1.51.10, which tells no version."
      }
    }
  `);
});

test('says when a throttled instance may be asked again', async () => {
  const outcome = await replay({ serve: ['throttled-version-v2'], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 52 seconds."
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
        url_token: "k0lpkwi2ek_fbsvp",
        url: "http://127.0.0.1:5100/p/k0lpkwi2ek_fbsvp",
        warnings: []
      }
    }
  `);
});

test('gives the link of a push to its owner', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes, 'v1-preview-owner'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "k0lpkwi2ek_fbsvp",
        url: "http://127.0.0.1:5100/p/k0lpkwi2ek_fbsvp",
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
        url_token: "_a75bxpinte",
        url: "http://127.0.0.1:5100/p/_a75bxpinte/r",
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
        url_token: "xac5bvuup1i3vdo",
        url: "http://127.0.0.1:5100/p/xac5bvuup1i3vdo",
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
        url_token: "whdiustywt7ona0blbc",
        url: "http://127.0.0.1:5100/p/whdiustywt7ona0blbc",
        warnings: []
      }
    }
  `);
});

test('gives the link although nobody has that token', async () => {
  const outcome = await replay({
    as: 'bad',
    email: true,
    serve: [...probes, 'v1-preview-bad-x-user'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-bad-x-user') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "k0lpkwi2ek_fbsvp",
        url: "http://127.0.0.1:5100/p/k0lpkwi2ek_fbsvp",
        warnings: []
      }
    }
  `);
});

test('finds a file push in its own table', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [...probes, 'v1-f-preview-through-p', 'v1-f-preview-existing'],
    call: ['preview_push', { url_token: tokenOf('v1-f-preview-existing') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "epavdwnnyguijvsw",
        url: "http://127.0.0.1:5100/f/epavdwnnyguijvsw",
        warnings: []
      }
    }
  `);
});

test('finds a URL push in its own table', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
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
        url_token: "pjl7uocwmrlr7g",
        url: "http://127.0.0.1:5100/r/pjl7uocwmrlr7g",
        warnings: []
      }
    }
  `);
});

test('says that no table knows the push', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
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

test('says that files and URLs are looked up with a token only', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-preview-unknown', { id: 'v1-f-preview-anonymous', token: tokenOf('v1-preview-unknown') }],
    call: ['preview_push', { url_token: tokenOf('v1-preview-unknown') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."
    }
  `);
});

test('lets the owner expire a push', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
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
        created_at: "2026-11-21T02:42:37.043Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:37.087Z",
        retrieval_step: true,
        url_token: "kfp5hji-ox4_2gcb",
        views_remaining: 5
      }
    }
  `);
});

test('says that a push may have expired already', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
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
        created_at: "2026-11-21T02:42:37.104Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:37.117Z",
        retrieval_step: false,
        url_token: "dtnswmz6lgo",
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
    email: true,
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
        created_at: "2026-11-21T02:42:37.135Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:37.147Z",
        retrieval_step: false,
        url_token: "we45cyzselql89q",
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
    email: true,
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
    email: true,
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
        created_at: "2026-11-21T02:42:37.179Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:37.199Z",
        retrieval_step: false,
        url_token: "nxsdo-fuqn-tia",
        views_remaining: 5
      }
    }
  `);
});

test('says that a push may have run out of views already', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
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

test('does not let somebody with a token that nobody has expire a push', async () => {
  const outcome = await replay({
    as: 'bad',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-expire-bad-x-user'), despite: ['credentials'] },
      'v1-expire-bad-x-user',
    ],
    call: ['expire_push', { url_token: tokenOf('v1-expire-bad-x-user') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});

test('says that no table knows the push to be expired', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
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
    email: true,
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
        created_at: "2026-11-21T02:42:37.449Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:37.481Z",
        retrieval_step: false,
        url_token: "-xybedncxfi9pywj",
        views_remaining: 5
      }
    }
  `);
});

test('says that a file push may have expired already', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
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
    email: true,
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
    email: true,
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
        created_at: "2026-11-21T02:42:37.585Z",
        days_remaining: 7,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:37.599Z",
        retrieval_step: false,
        url_token: "990rmpb2eizb2s8",
        views_remaining: 5
      }
    }
  `);
});

test('does not let another account expire a URL push', async () => {
  const outcome = await replay({
    as: 'other',
    email: true,
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
      refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."
    }
  `);
});
