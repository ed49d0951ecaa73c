import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.7.2');
const probes = ['version-v2-anonymous'];

test('tells API, edition, release and kinds', async () => {
  const outcome = await replay({ serve: [...probes], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        instance: "http://127.0.0.1:5100",
        api: "v2",
        api_version: "2.1",
        edition: "oss",
        release: "2.7.2",
        kinds: {
          text: true,
          file: true,
          url: true,
          qr: true
        },
        files_need_token: true,
        anonymous_access: true,
        email_auto_dispatch: false,
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
        api_version: "2.1",
        edition: "oss",
        release: "2.7.2",
        kinds: {
          text: true,
          file: true,
          url: true,
          qr: true
        },
        files_need_token: true,
        anonymous_access: true,
        email_auto_dispatch: false,
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
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 40 seconds."
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
        url_token: "fa4jcwdi9qqj8apm",
        url: "http://127.0.0.1:5100/p/fa4jcwdi9qqj8apm",
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
        url_token: "fa4jcwdi9qqj8apm",
        url: "http://127.0.0.1:5100/p/fa4jcwdi9qqj8apm",
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
        url_token: "grizueqvkuzn",
        url: "http://127.0.0.1:5100/p/grizueqvkuzn/r",
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
        url_token: "gjph5f1v68f3f7hg2bs",
        url: "http://127.0.0.1:5100/p/gjph5f1v68f3f7hg2bs",
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
        url_token: "r4qfooubprrowg",
        url: "http://127.0.0.1:5100/p/r4qfooubprrowg",
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
        url_token: "grizueqvkuzn",
        url: "http://127.0.0.1:5100/p/grizueqvkuzn/r",
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
        created_at: "2026-11-21T02:41:08.989Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.028Z",
        html_url: "http://127.0.0.1:5100/p/2pplu08assae/r",
        retrieval_step: true,
        url_token: "2pplu08assae",
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
        created_at: "2026-11-21T02:41:08.989Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.028Z",
        html_url: "http://127.0.0.1:5100/p/2pplu08assae/r",
        retrieval_step: true,
        url_token: "2pplu08assae",
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
        created_at: "2026-11-21T02:41:09.051Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.063Z",
        html_url: "http://127.0.0.1:5100/p/qhrkzrs-oogm/r",
        retrieval_step: true,
        url_token: "qhrkzrs-oogm",
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
        created_at: "2026-11-21T02:41:09.086Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.099Z",
        html_url: "http://127.0.0.1:5100/p/p769vlwpphjwyw/r",
        retrieval_step: true,
        url_token: "p769vlwpphjwyw",
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
        created_at: "2026-11-21T02:41:09.132Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.149Z",
        html_url: "http://127.0.0.1:5100/p/iqkeenejcoomjofnaa/r",
        retrieval_step: true,
        url_token: "iqkeenejcoomjofnaa",
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
        created_at: "2026-11-21T02:41:09.109Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.121Z",
        html_url: "http://127.0.0.1:5100/p/egxrhhjiqb-sixq/r",
        retrieval_step: true,
        url_token: "egxrhhjiqb-sixq",
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
        created_at: "2026-11-21T02:41:09.172Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: false,
        expire_after_days: 7,
        expire_after_views: 1,
        expired: true,
        expired_on: "2026-11-21T02:41:09.186Z",
        html_url: "http://127.0.0.1:5100/p/phtw1esldc09dzyp6a4",
        retrieval_step: false,
        url_token: "phtw1esldc09dzyp6a4",
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
        created_at: "2026-11-21T02:41:09.218Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.242Z",
        html_url: "http://127.0.0.1:5100/p/-dele0peojrlqw/r",
        retrieval_step: true,
        url_token: "-dele0peojrlqw",
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
        created_at: "2026-11-21T02:41:09.256Z",
        days_remaining: 7,
        deletable_by_viewer: null,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:41:09.274Z",
        html_url: "http://127.0.0.1:5100/p/a4ys1neie9keejwmt0c/r",
        retrieval_step: true,
        url_token: "a4ys1neie9keejwmt0c",
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
