import { expect, test } from 'vitest';
import { recordedFiles } from '../../support/recorded-files.ts';
import { openRecording } from '../replay.ts';

// PWPUSH_API_VERSION=v1 on an instance that has both
const { replay, tokenOf } = openRecording('2.11.4');
const probes = ['version-v1-anonymous'];
const files = recordedFiles();

test('asks for the version of v1 only', async () => {
  const outcome = await replay({ env: { PWPUSH_API_VERSION: 'v1' }, serve: [...probes], call: ['get_version'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        instance: "http://127.0.0.1:5100",
        api: "v1",
        api_version: "1.5",
        edition: "oss",
        release: "2.11.4",
        kinds: {
          text: true
        },
        expiry: "days",
        token_set: false
      }
    }
  `);
});

test('creates a text push', async () => {
  const outcome = await replay({
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-create-text-anonymous-json'],
    call: ['create_push', { payload: 'payload-canary-v1-anonymous', expire_after_views: 5, deletable_by_viewer: true }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/viuxqeaoj_aw_5tquje/r",
        url_token: "viuxqeaoj_aw_5tquje",
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
        expires_at_computed: "2026-11-28T02:40:22.769Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a URL push through the one path for all kinds', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-create-url-kind'],
    call: ['create_push', { kind: 'url', payload: 'https://example.com/url-canary-v1', expire_after_views: 5 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/xptv8oscrcsybg6nta/r",
        url_token: "xptv8oscrcsybg6nta",
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
        expires_at_computed: "2026-11-28T02:40:22.856Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a QR push', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-create-qr-kind'],
    call: [
      'create_push',
      { kind: 'qr', payload: 'payload-canary-v1-qr', expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/wica7brhaeq3ob2m/r",
        url_token: "wica7brhaeq3ob2m",
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
        expires_at_computed: "2026-11-28T02:40:22.869Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('creates a file push', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { ...files, PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-create-file-one'],
    call: [
      'create_push',
      { payload: 'payload-canary-v1-file', file_paths: ['a.txt'], expire_after_views: 5, deletable_by_viewer: true },
    ],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        html_url: "http://127.0.0.1:5100/p/_dspvb0773qn7a/r",
        url_token: "_dspvb0773qn7a",
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
        expires_at_computed: "2026-11-28T02:40:22.884Z",
        passphrase_set: false,
        warnings: []
      }
    }
  `);
});

test('says that a file push needs a token where only the refusal tells', async () => {
  const outcome = await replay({
    env: { ...files, PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-create-file-anonymous'],
    call: ['create_push', { payload: 'payload-canary-v1-file', file_paths: ['a.txt'] }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."
    }
  `);
});

test('previews a push', async () => {
  const outcome = await replay({
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-preview-retrieval-step'],
    call: ['preview_push', { url_token: tokenOf('v1-preview-retrieval-step') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "rk_vcfflmvzsgf6e",
        url: "http://127.0.0.1:5100/p/rk_vcfflmvzsgf6e/r",
        warnings: []
      }
    }
  `);
});

test('expires a push', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-expire-owner'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        created_at: "2026-11-21T02:40:24.404Z",
        days_remaining: 7,
        deletable_by_viewer: false,
        deleted: true,
        expire_after_days: 7,
        expire_after_views: 5,
        expired: true,
        expired_on: "2026-11-21T02:40:24.430Z",
        html_url: "http://127.0.0.1:5100/p/mf-5qfx1oa6c/r",
        retrieval_step: true,
        url_token: "mf-5qfx1oa6c",
        views_remaining: 5
      }
    }
  `);
});

test('says who may expire a push', async () => {
  const outcome = await replay({
    as: 'other',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-expire-other-refused'],
    call: ['expire_push', { url_token: tokenOf('v1-expire-other-refused') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."
    }
  `);
});

test('reads an audit, which v1 keeps under another key', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-audit-owner-life'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-life') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "4ynknk7wiezp",
        entries: [
          {"created_at":"2026-11-21T02:40:25.787Z","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
          {"created_at":"2026-11-21T02:40:25.794Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:40:25.801Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:40:25.808Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.818Z","ip":"203.0.113.7","kind":"owner_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by the owner"},
          {"created_at":"2026-11-21T02:40:25.833Z","ip":"203.0.113.7","kind":"admin_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by an administrator"},
          {"created_at":"2026-11-21T02:40:25.848Z","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
          {"created_at":"2026-11-21T02:40:25.857Z","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('pages an audit', async () => {
  const outcome = await replay({
    as: 'owner',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-audit-owner-page-2'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-2'), page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "jfqfjdf_b7mpgzq",
        entries: [
          {"created_at":"2026-11-21T02:40:26.497Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.510Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.523Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.538Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.554Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.570Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.586Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.600Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.620Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.639Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:26.658Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 2
      }
    }
  `);
});

test('lists active pushes of every kind', async () => {
  const outcome = await replay({
    as: 'other',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-active-kinds'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:40:29.966Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/7pyaq8pokmdbjwirqq","name":"name-canary-list-last-view","passphrase_set":false,"retrieval_step":false,"url_token":"7pyaq8pokmdbjwirqq","views_remaining":0},
          {"created_at":"2026-11-21T02:40:29.772Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/6kfpcakfbah4ykzqcq/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"6kfpcakfbah4ykzqcq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:29.762Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/qsi90wdmxomwxfwfgg/r","name":"name-canary-list-url","passphrase_set":false,"retrieval_step":true,"url_token":"qsi90wdmxomwxfwfgg","views_remaining":5},
          {"created_at":"2026-11-21T02:40:29.740Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/rctfmt3r27ae/r","name":"name-canary-list-file","passphrase_set":false,"retrieval_step":true,"url_token":"rctfmt3r27ae","views_remaining":5},
          {"created_at":"2026-11-21T02:40:29.722Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/zj7oprvplbe","name":"name-canary-list","passphrase_set":true,"retrieval_step":false,"url_token":"zj7oprvplbe","views_remaining":5}
        ],
        page: 1,
        note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
      }
    }
  `);
});

test('lists expired pushes of every kind', async () => {
  const outcome = await replay({
    as: 'other',
    env: { PWPUSH_API_VERSION: 'v1' },
    serve: [...probes, 'v1-expired-kinds'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:40:29.930Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:40:29.954Z","html_url":"http://127.0.0.1:5100/p/djn8eeiduqc-8ym","name":"","retrieval_step":false,"url_token":"djn8eeiduqc-8ym","views_remaining":0},
          {"created_at":"2026-11-21T02:40:29.889Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:40:29.913Z","html_url":"http://127.0.0.1:5100/p/n9tzfkkpwbcpy-6xvtq","name":"","retrieval_step":false,"url_token":"n9tzfkkpwbcpy-6xvtq","views_remaining":0},
          {"created_at":"2026-11-21T02:40:29.826Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:29.877Z","html_url":"http://127.0.0.1:5100/p/plkhrhkssexvl94/r","name":"","retrieval_step":true,"url_token":"plkhrhkssexvl94","views_remaining":5},
          {"created_at":"2026-11-21T02:40:29.814Z","days_remaining":7,"deletable_by_viewer":null,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:29.863Z","html_url":"http://127.0.0.1:5100/p/tizik-sgwxlkfzs/r","name":"name-canary-list-url","retrieval_step":true,"url_token":"tizik-sgwxlkfzs","views_remaining":5},
          {"created_at":"2026-11-21T02:40:29.797Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:29.848Z","html_url":"http://127.0.0.1:5100/p/ndtvqvmj9p_xplblnw/r","name":"name-canary-list-file","retrieval_step":true,"url_token":"ndtvqvmj9p_xplblnw","views_remaining":5},
          {"created_at":"2026-11-21T02:40:29.783Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:29.837Z","html_url":"http://127.0.0.1:5100/p/5e-gyxzzekv2wg","name":"name-canary-list","retrieval_step":false,"url_token":"5e-gyxzzekv2wg","views_remaining":5}
        ],
        page: 1
      }
    }
  `);
});
