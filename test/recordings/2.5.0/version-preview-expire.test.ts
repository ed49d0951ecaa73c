import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.5.0');
const probes = ['version-v2-anonymous'];

test('tells API, edition, release and kinds', async () => {
  const outcome = await replay({ serve: [...probes], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        instance: "http://127.0.0.1:5100",
        api: "v2",
        api_version: "2.0",
        edition: "oss",
        release: "2.5.0",
        kinds: {
          text: true
        },
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
        api: "v2",
        api_version: "2.0",
        edition: "oss",
        release: "2.5.0",
        kinds: {
          text: true
        },
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
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 59 seconds."
    }
  `);
});

test('gives the link of a push to anybody', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-preview-existing'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-existing') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "jlsfvhs5xtgsrh0p6q",
        url: "http://127.0.0.1:5100/p/jlsfvhs5xtgsrh0p6q",
        warnings: []
      }
    }
  `);
});

test('gives the link of a push to its owner', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-preview-owner'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "jlsfvhs5xtgsrh0p6q",
        url: "http://127.0.0.1:5100/p/jlsfvhs5xtgsrh0p6q",
        warnings: []
      }
    }
  `);
});

test('gives the link with the retrieval step', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-preview-retrieval-step'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-retrieval-step') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "qa9puw55dvy9ra",
        url: "http://127.0.0.1:5100/p/qa9puw55dvy9ra/r",
        warnings: []
      }
    }
  `);
});

test('gives the link of a push with a passphrase', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-preview-passphrase'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-passphrase') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "rwamkgskchu53w",
        url: "http://127.0.0.1:5100/p/rwamkgskchu53w",
        warnings: []
      }
    }
  `);
});

test('gives the link of an expired push', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-preview-expired'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-expired') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "sd4nykjwgqg7nhok-g",
        url: "http://127.0.0.1:5100/p/sd4nykjwgqg7nhok-g",
        warnings: []
      }
    }
  `);
});

test('says that no such push is known', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-preview-unknown'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-unknown') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('takes the case of a token as it is', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-preview-upper-case'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-upper-case') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('says that the token was refused, though a preview needs none', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v2-preview-bad-token'],
    call: ['preview_push', { url_token: tokenOf('v2-preview-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."
    }
  `);
});

test('takes the share link in place of the token', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-preview-retrieval-step'],
    call: ['preview_push', { url_token: `http://127.0.0.1:5100/p/${tokenOf('v2-preview-retrieval-step')}/r` }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "qa9puw55dvy9ra",
        url: "http://127.0.0.1:5100/p/qa9puw55dvy9ra/r",
        warnings: []
      }
    }
  `);
});

test('lets the owner expire a push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expire-owner'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.306Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.334Z",
        html_url: "http://127.0.0.1:5100/p/idyesbmjlqdvvy_ysfs/r",
        retrieval_step: true,
        url_token: "idyesbmjlqdvvy_ysfs",
        views_remaining: 5
      }
    }
  `);
});

test('finds a push expired that was expired before', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expire-owner-twice'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-owner-twice') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.306Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.334Z",
        html_url: "http://127.0.0.1:5100/p/idyesbmjlqdvvy_ysfs/r",
        retrieval_step: true,
        url_token: "idyesbmjlqdvvy_ysfs",
        views_remaining: 5
      }
    }
  `);
});

test('lets anybody expire a push that viewers may delete', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-expire-anonymous-deletable'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.354Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.364Z",
        html_url: "http://127.0.0.1:5100/p/dvyuhsmidbe/r",
        retrieval_step: true,
        url_token: "dvyuhsmidbe",
        views_remaining: 5
      }
    }
  `);
});

test('lets another account expire a push that viewers may delete', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [...probes, 'v2-expire-other-deletable'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-other-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.381Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.392Z",
        html_url: "http://127.0.0.1:5100/p/pbbvyztykg3qly8/r",
        retrieval_step: true,
        url_token: "pbbvyztykg3qly8",
        views_remaining: 5
      }
    }
  `);
});

test('does not let anybody expire a push that viewers may not delete', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-expire-anonymous-refused'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."
    }
  `);
});

test('does not let another account expire a push', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [...probes, 'v2-expire-other-refused'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-other-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."
    }
  `);
});

test('does not let an account expire a push that nobody owns', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expire-owner-ownerless-refused'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-owner-ownerless-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."
    }
  `);
});

test('lets anybody expire a push that nobody owns', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-expire-anonymous-not-deletable'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-not-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.421Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.437Z",
        html_url: "http://127.0.0.1:5100/p/a4zv7yrio8i/r",
        retrieval_step: true,
        url_token: "a4zv7yrio8i",
        views_remaining: 5
      }
    }
  `);
});

test('lets anybody expire a push that nobody owns and viewers may delete', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-expire-anonymous-own-deletable'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-own-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.401Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.411Z",
        html_url: "http://127.0.0.1:5100/p/oeljgiwv-zski5ksmq/r",
        retrieval_step: true,
        url_token: "oeljgiwv-zski5ksmq",
        views_remaining: 5
      }
    }
  `);
});

test('says that no such push is to be expired', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expire-unknown'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-unknown') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('says so without a token, too', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-expire-unknown-anonymous'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-unknown-anonymous') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('says that the token was refused, not that the push is not deletable', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v2-expire-bad-token'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."
    }
  `);
});

test('finds a push expired that ran out of views', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expire-naturally-expired'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-naturally-expired') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.459Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: false,
        expire_after_days: 7,
        expire_after_views: 1,
        expired: true,
        expired_on: "2026-11-21T02:41:27.474Z",
        html_url: "http://127.0.0.1:5100/p/qehbbalksbbjggv8",
        retrieval_step: false,
        url_token: "qehbbalksbbjggv8",
        views_remaining: 0
      }
    }
  `);
});

test('lets the owner expire a file push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expire-file'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-file') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.502Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.525Z",
        html_url: "http://127.0.0.1:5100/p/slokpwlfeudn/r",
        retrieval_step: true,
        url_token: "slokpwlfeudn",
        views_remaining: 5
      }
    }
  `);
});

test('lets the owner expire a URL push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expire-url'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-url') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:41:27.536Z",
        days_remaining: 7,
        deletable_by_viewer: null,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:27.554Z",
        html_url: "http://127.0.0.1:5100/p/fkracm5iz04/r",
        retrieval_step: true,
        url_token: "fkracm5iz04",
        views_remaining: 5
      }
    }
  `);
});

test('does not let anybody expire a URL push', async () => {
  const outcome = await replay({
    serve: [...probes, 'v2-expire-url-anonymous'],
    call: ['expire_push', { url_token: tokenOf('v2-expire-url-anonymous') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."
    }
  `);
});
