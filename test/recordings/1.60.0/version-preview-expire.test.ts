import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.60.0');
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
        release: "1.60.0",
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
        api: "v1",
        api_version: "1.4",
        edition: "oss",
        release: "1.60.0",
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
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 44 seconds."
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
        url_token: "dd9xzqruovfaryy",
        url: "http://127.0.0.1:5100/p/dd9xzqruovfaryy",
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
        url_token: "dd9xzqruovfaryy",
        url: "http://127.0.0.1:5100/p/dd9xzqruovfaryy",
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
        url_token: "1zw7xt_xxjxurg",
        url: "http://127.0.0.1:5100/p/1zw7xt_xxjxurg/r",
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
        url_token: "ojjbsscmr7scmxsuba",
        url: "http://127.0.0.1:5100/p/ojjbsscmr7scmxsuba",
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
        url_token: "xr_f3btv4wmnz-o",
        url: "http://127.0.0.1:5100/p/xr_f3btv4wmnz-o",
        warnings: []
      }
    }
  `);
});

test('says that no such push is known', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-preview-unknown'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-unknown') }],
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
    serve: [...probes, 'v1-preview-bad-token'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('gives the link of a file push through the one path for all kinds', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-f-preview-through-p'],
    call: ['preview_push', { url_token: tokenOf('v1-f-preview-through-p') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "etunkrt5qtpg_cpvrwa",
        url: "http://127.0.0.1:5100/p/etunkrt5qtpg_cpvrwa",
        warnings: []
      }
    }
  `);
});

test('takes an old link to a URL push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-r-preview-through-p'],
    call: ['preview_push', { url_token: `http://127.0.0.1:5100/r/${tokenOf('v1-r-preview-through-p')}` }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "muhgnbtajaen4q",
        url: "http://127.0.0.1:5100/p/muhgnbtajaen4q",
        warnings: []
      }
    }
  `);
});

test('lets the owner expire a push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-expire-owner'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:07.809Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:07.840Z",
        html_url: "http://127.0.0.1:5100/p/6ozczdk6rt4car6txq/r",
        retrieval_step: true,
        url_token: "6ozczdk6rt4car6txq",
        views_remaining: 5
      }
    }
  `);
});

test('finds a push expired that was expired before', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-expire-owner-twice'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner-twice') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:07.809Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:07.840Z",
        html_url: "http://127.0.0.1:5100/p/6ozczdk6rt4car6txq/r",
        retrieval_step: true,
        url_token: "6ozczdk6rt4car6txq",
        views_remaining: 5
      }
    }
  `);
});

test('lets anybody expire a push that viewers may delete', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-expire-anonymous-deletable'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-anonymous-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:07.858Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:07.866Z",
        html_url: "http://127.0.0.1:5100/p/hi5bbgdb60q",
        retrieval_step: false,
        url_token: "hi5bbgdb60q",
        views_remaining: 5
      }
    }
  `);
});

test('lets another account expire a push that viewers may delete', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [...probes, 'v1-expire-other-deletable'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-other-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:07.882Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:07.892Z",
        html_url: "http://127.0.0.1:5100/p/o-oewkqxa5i",
        retrieval_step: false,
        url_token: "o-oewkqxa5i",
        views_remaining: 5
      }
    }
  `);
});

test('does not let anybody expire a push that viewers may not delete', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-expire-anonymous-refused'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-anonymous-refused') }],
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
    serve: [...probes, 'v1-expire-other-refused'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-other-refused') }],
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
    serve: [...probes, 'v1-expire-owner-ownerless-refused'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner-ownerless-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."
    }
  `);
});

test('lets anybody expire a push that nobody owns', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-expire-anonymous-not-deletable'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-anonymous-not-deletable') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:07.916Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:07.929Z",
        html_url: "http://127.0.0.1:5100/p/ikizfxfve0kg",
        retrieval_step: false,
        url_token: "ikizfxfve0kg",
        views_remaining: 5
      }
    }
  `);
});

test('says that no such push is to be expired', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-expire-unknown'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-unknown') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('says so without a token, too', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-expire-unknown-anonymous'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-unknown-anonymous') }],
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
    serve: [...probes, 'v1-expire-bad-token'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('finds a push expired that ran out of views', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-expire-naturally-expired'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-naturally-expired') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:07.944Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: false,
        expire_after_days: 7,
        expire_after_views: 1,
        expired: true,
        expired_on: "2026-11-21T02:42:07.956Z",
        html_url: "http://127.0.0.1:5100/p/qumygezp_sfkwtitekw",
        retrieval_step: false,
        url_token: "qumygezp_sfkwtitekw",
        views_remaining: 0
      }
    }
  `);
});

test('lets the owner expire a file push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-expire-file'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-file') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:07.980Z",
        days_remaining: 7,
        deletable_by_viewer: true,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:08.002Z",
        html_url: "http://127.0.0.1:5100/p/cmfj0lvqwiwkda",
        retrieval_step: false,
        url_token: "cmfj0lvqwiwkda",
        views_remaining: 5
      }
    }
  `);
});

test('lets the owner expire a URL push', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-expire-url'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-url') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:42:08.014Z",
        days_remaining: 7,
        deletable_by_viewer: null,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:42:08.032Z",
        html_url: "http://127.0.0.1:5100/p/nll3clwsbb6fz9xbznq",
        retrieval_step: false,
        url_token: "nll3clwsbb6fz9xbznq",
        views_remaining: 5
      }
    }
  `);
});

test('does not let anybody expire a URL push', async () => {
  const outcome = await replay({
    serve: [...probes, 'v1-expire-url-anonymous'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-url-anonymous') }],
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
        url_token: "dd9xzqruovfaryy",
        url: "http://127.0.0.1:5100/p/dd9xzqruovfaryy",
        warnings: []
      }
    }
  `);
});
