import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.60.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous'];

test('audit: tells of the creation of a push that nobody opened', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-audit-owner-unviewed'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-unviewed') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "ykcoi1ulvf6ppvfk",
        entries: [
          {"created_at":"2026-11-21T02:42:08.341Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: tells the life of a push in words', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-audit-owner-life'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-life') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "j8kcyhoafkgz3al4",
        entries: [
          {"created_at":"2026-11-21T02:42:08.364Z","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
          {"created_at":"2026-11-21T02:42:08.373Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:42:08.381Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:42:08.388Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.398Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.408Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.420Z","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
          {"created_at":"2026-11-21T02:42:08.427Z","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: cuts the first page out of the whole, which this release gives at once', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-audit-owner-page-1'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-1') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "vc7podzhukkkfw",
        entries: [
          {"created_at":"2026-11-21T02:42:08.331Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
          {"created_at":"2026-11-21T02:42:08.442Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.453Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.462Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.472Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.483Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.492Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.502Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.513Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.523Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.533Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.542Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.551Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.561Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.571Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.580Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.590Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.599Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.609Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.617Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.626Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.635Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.644Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.654Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.663Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.673Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.682Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.691Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.703Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.713Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.722Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.733Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.744Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.755Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.766Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.775Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.784Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.794Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.803Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.813Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.822Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.832Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.846Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.861Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.878Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.892Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.903Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.913Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.924Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.935Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('audit: cuts the second page', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-audit-owner-page-2'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-2'), page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "vc7podzhukkkfw",
        entries: [
          {"created_at":"2026-11-21T02:42:08.944Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.954Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.964Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.975Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.985Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:08.995Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:09.004Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:09.014Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:09.023Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:09.034Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:09.044Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 2
      }
    }
  `);
});

test('audit: has nothing past the end', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-audit-owner-page-3'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-3'), page: 3 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "vc7podzhukkkfw",
        entries: [],
        page: 3
      }
    }
  `);
});

test('audit: refuses somebody else', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [...probes, 'v1-audit-other'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-other') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."
    }
  `);
});

test('audit: refuses an account a push that nobody owns', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-audit-anonymous-push'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-anonymous-push') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."
    }
  `);
});

test('audit: says that no such push is known', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v1-audit-unknown'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-unknown') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."
    }
  `);
});

test('audit: says that the token was refused', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v1-audit-bad-token'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('audit: asks for a token before anything is sent', async () => {
  const outcome = await replay({ serve: [], call: ['get_push_audit', { url_token: tokenOf('v1-audit-anonymous') }] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."
    }
  `);
});

test('active: lists the pushes of the account, newest first, without passphrases and notes', async () => {
  const outcome = await replay({ as: 'owner', serve: [...probes, 'v1-active-owner'], call: ['list_active_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:06.864Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/jrqyfgnjzag","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"jrqyfgnjzag","views_remaining":5},
          {"created_at":"2026-11-21T02:42:06.836Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/-_-vabqiwglrppa71eq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"-_-vabqiwglrppa71eq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:06.787Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/nzyygtmiff2p0g","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"nzyygtmiff2p0g","views_remaining":5},
          {"created_at":"2026-11-21T02:42:06.773Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/npiybzhiovelqvkq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"npiybzhiovelqvkq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:06.760Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kuvzpohhg3qn","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"kuvzpohhg3qn","views_remaining":5},
          {"created_at":"2026-11-21T02:42:06.745Z","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kombirnmg97f/r","name":"name-canary-v1-form","passphrase_set":true,"retrieval_step":true,"url_token":"kombirnmg97f","views_remaining":10},
          {"created_at":"2026-11-21T02:42:06.729Z","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/zf7sgsn-dudufrczxq/r","name":"name-canary-v1-form","passphrase_set":true,"retrieval_step":true,"url_token":"zf7sgsn-dudufrczxq","views_remaining":10},
          {"created_at":"2026-11-21T02:42:06.716Z","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/c64i5e2w1ehg0bo/r","name":"name-canary-v1-x-user","passphrase_set":true,"retrieval_step":true,"url_token":"c64i5e2w1ehg0bo","views_remaining":10},
          {"created_at":"2026-11-21T02:42:06.702Z","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/akfjfwj9wy0f9a/r","name":"name-canary-v1-bearer","passphrase_set":true,"retrieval_step":true,"url_token":"akfjfwj9wy0f9a","views_remaining":10},
          {"created_at":"2026-11-21T02:42:06.618Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/6e8crzwxy_i","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"6e8crzwxy_i","views_remaining":5}
        ],
        page: 1
      }
    }
  `);
});

test('active: gives a full page of 25 and the number of the next', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-active-bulk-page-1'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:10.830Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/qinwbdhgavqc","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"qinwbdhgavqc","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.820Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/7cx_kf6y9ee5utgu","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"7cx_kf6y9ee5utgu","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.811Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/imoomd2f5wjowq","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"imoomd2f5wjowq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.802Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/gorbgvbqg0h3mkgbzq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"gorbgvbqg0h3mkgbzq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.793Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/xvyc867clo55ow","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"xvyc867clo55ow","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.784Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/qrlkt3xj1y-y-pc","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"qrlkt3xj1y-y-pc","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.773Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/tm24zv13rzx0ii8","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"tm24zv13rzx0ii8","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.764Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/htf2iblxs3-w","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"htf2iblxs3-w","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.755Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/gdoaau75cx8","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"gdoaau75cx8","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.745Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pjdkojxhpuj3nu-zmxa","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"pjdkojxhpuj3nu-zmxa","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.736Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/fnxr1qkcohaabyeijg","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"fnxr1qkcohaabyeijg","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.727Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ey9ypgj34mjtj6jfdw","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"ey9ypgj34mjtj6jfdw","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.718Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/q4rviboyw5lbb5mqua","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"q4rviboyw5lbb5mqua","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.710Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kjplvtjwcddo4w","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"kjplvtjwcddo4w","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.703Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/xtuhe_oanf3m6xva","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"xtuhe_oanf3m6xva","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.696Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/e300vwmlcmsbfq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"e300vwmlcmsbfq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.689Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/5zylzcao4hrmrki","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"5zylzcao4hrmrki","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.680Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/utamoir0oy2fgq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"utamoir0oy2fgq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.668Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/zz7z_lt4mxqf","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"zz7z_lt4mxqf","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.652Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/w7jiz6hgarkrbrky6w","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"w7jiz6hgarkrbrky6w","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.634Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/mhpuczwifst8ihmqcau","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"mhpuczwifst8ihmqcau","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.619Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/tsyvktmhnqyc4ng","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"tsyvktmhnqyc4ng","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.609Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ythafqul_qhauks","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"ythafqul_qhauks","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.600Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/lc634z7d2g9qzmerwq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"lc634z7d2g9qzmerwq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.590Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wqtwv3gu0iyeat_uwq","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"wqtwv3gu0iyeat_uwq","views_remaining":5}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('active: gives the second page', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-active-bulk-page-2'],
    call: ['list_active_pushes', { page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:10.581Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/a0bjsnn1kievgxvcjlu","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"a0bjsnn1kievgxvcjlu","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.570Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/_vu6myg0ujagmgfsrwc","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"_vu6myg0ujagmgfsrwc","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.559Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/nx6bgo2-blbmxq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"nx6bgo2-blbmxq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.549Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/do2n-1fyngrsnw","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"do2n-1fyngrsnw","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.540Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/i-jgtfg49rghjlv2","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"i-jgtfg49rghjlv2","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.530Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/bbjmwz2ymifnmg1ehue","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"bbjmwz2ymifnmg1ehue","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.519Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pc5lxgyuz0cig1j-pg","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"pc5lxgyuz0cig1j-pg","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.509Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/b-kaejhprwwsmk7dow","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"b-kaejhprwwsmk7dow","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.498Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/oq7yk072yjjotxs","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"oq7yk072yjjotxs","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.487Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/rewsjjwsvdw516qlpg","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"rewsjjwsvdw516qlpg","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.477Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/nh8wmmfih1emda","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"nh8wmmfih1emda","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.469Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/g4ez_wdjyia298og6km","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"g4ez_wdjyia298og6km","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.460Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/vohshpfsnh6t0fm","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"vohshpfsnh6t0fm","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.452Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/tp8g6rvgfvfeiv0","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"tp8g6rvgfvfeiv0","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.444Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/jynsyubpxd0ctzy","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"jynsyubpxd0ctzy","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.437Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kjclur9c-0qf","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"kjclur9c-0qf","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.429Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/jhwtrmgra8km8iltxq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"jhwtrmgra8km8iltxq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.420Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/iz_qatoxig9ulncrxm8","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"iz_qatoxig9ulncrxm8","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.411Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/bdqxzkleez_1i1u","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"bdqxzkleez_1i1u","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.402Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/9mlqxgb0zvvmww","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"9mlqxgb0zvvmww","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.392Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ocvnko8skwm6epd-","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"ocvnko8skwm6epd-","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.381Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/y5lxscoz0qcyra","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"y5lxscoz0qcyra","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.372Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/mk0vb6n58uqs5qmh","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"mk0vb6n58uqs5qmh","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.364Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kzfwnmzix0jn7bmq","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"kzfwnmzix0jn7bmq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.354Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/h2hjqhz9gh_h9by","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"h2hjqhz9gh_h9by","views_remaining":5}
        ],
        page: 2,
        next_page: 3
      }
    }
  `);
});

test('active: gives the rest on the third page', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-active-bulk-page-3'],
    call: ['list_active_pushes', { page: 3 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:10.345Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/vatkksnf2prdgy5y","name":"","passphrase_set":true,"retrieval_step":false,"url_token":"vatkksnf2prdgy5y","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.336Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/i0zh1sopdkjcgnv6mq","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"i0zh1sopdkjcgnv6mq","views_remaining":5}
        ],
        page: 3
      }
    }
  `);
});

test('active: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-active-page-past-end'],
    call: ['list_active_pushes', { page: 9 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [],
        page: 9
      }
    }
  `);
});

test('active: lists pushes of every kind through one path, and says which no longer open', async () => {
  const outcome = await replay({ as: 'other', serve: [...probes, 'v1-active-kinds'], call: ['list_active_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:11.383Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/8obtjcpiiqa","name":"name-canary-list-last-view","passphrase_set":false,"retrieval_step":false,"url_token":"8obtjcpiiqa","views_remaining":0},
          {"created_at":"2026-11-21T02:42:11.208Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/epp8pmqjx0ar41a","name":"","passphrase_set":false,"retrieval_step":false,"url_token":"epp8pmqjx0ar41a","views_remaining":5},
          {"created_at":"2026-11-21T02:42:11.199Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/z17r4sgmtndr7gk","name":"name-canary-list-url","passphrase_set":false,"retrieval_step":false,"url_token":"z17r4sgmtndr7gk","views_remaining":5},
          {"created_at":"2026-11-21T02:42:11.184Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pkg_m9kmsw_mqqfwvbi","name":"name-canary-list-file","passphrase_set":false,"retrieval_step":false,"url_token":"pkg_m9kmsw_mqqfwvbi","views_remaining":5},
          {"created_at":"2026-11-21T02:42:11.171Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/to0e4yamkwk","name":"name-canary-list","passphrase_set":true,"retrieval_step":false,"url_token":"to0e4yamkwk","views_remaining":5}
        ],
        page: 1,
        note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
      }
    }
  `);
});

test('active: says that the token was refused', async () => {
  const outcome = await replay({ as: 'bad', serve: [...probes, 'v1-active-bad-token'], call: ['list_active_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('active: asks for a token before anything is sent', async () => {
  const outcome = await replay({ serve: [], call: ['list_active_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."
    }
  `);
});

test('expired: is empty where nothing has expired', async () => {
  const outcome = await replay({ as: 'other', serve: [...probes, 'v1-expired-other'], call: ['list_expired_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [],
        page: 1
      }
    }
  `);
});

test('expired: gives a full page of 25 and the number of the next', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-expired-bulk-page-1'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:10.316Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.326Z","html_url":"http://127.0.0.1:5100/p/y8i4vuunpsamow","name":"","retrieval_step":false,"url_token":"y8i4vuunpsamow","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.296Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.306Z","html_url":"http://127.0.0.1:5100/p/dtdkwxy71ljlm3nhka","name":"","retrieval_step":false,"url_token":"dtdkwxy71ljlm3nhka","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.275Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.286Z","html_url":"http://127.0.0.1:5100/p/p3tac2cmv3z7","name":"","retrieval_step":false,"url_token":"p3tac2cmv3z7","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.257Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.267Z","html_url":"http://127.0.0.1:5100/p/idrmi4dsng7lcv-izrw","name":"","retrieval_step":false,"url_token":"idrmi4dsng7lcv-izrw","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.240Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.248Z","html_url":"http://127.0.0.1:5100/p/3vmuyxi1myzdysy0tw","name":"","retrieval_step":false,"url_token":"3vmuyxi1myzdysy0tw","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.222Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.231Z","html_url":"http://127.0.0.1:5100/p/a17ow8cwe0hifa","name":"","retrieval_step":false,"url_token":"a17ow8cwe0hifa","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.203Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.213Z","html_url":"http://127.0.0.1:5100/p/btgbngkmzpc","name":"","retrieval_step":false,"url_token":"btgbngkmzpc","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.184Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.194Z","html_url":"http://127.0.0.1:5100/p/yvsxfvgtrszwcq","name":"","retrieval_step":false,"url_token":"yvsxfvgtrszwcq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.167Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.176Z","html_url":"http://127.0.0.1:5100/p/ucv_p6rhboi","name":"","retrieval_step":false,"url_token":"ucv_p6rhboi","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.150Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.159Z","html_url":"http://127.0.0.1:5100/p/rtaisc3wavy","name":"","retrieval_step":false,"url_token":"rtaisc3wavy","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.134Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.142Z","html_url":"http://127.0.0.1:5100/p/6mrm27gccxrj6v6wfa","name":"","retrieval_step":false,"url_token":"6mrm27gccxrj6v6wfa","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.116Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.126Z","html_url":"http://127.0.0.1:5100/p/ja55txvl9bzduvlf","name":"","retrieval_step":false,"url_token":"ja55txvl9bzduvlf","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.099Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.108Z","html_url":"http://127.0.0.1:5100/p/v2avimkmuqbnwd_q","name":"","retrieval_step":false,"url_token":"v2avimkmuqbnwd_q","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.079Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.088Z","html_url":"http://127.0.0.1:5100/p/dvwsil3ah-s6","name":"","retrieval_step":false,"url_token":"dvwsil3ah-s6","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.061Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.070Z","html_url":"http://127.0.0.1:5100/p/2wgyvsyhfcbrpq","name":"","retrieval_step":false,"url_token":"2wgyvsyhfcbrpq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.043Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.052Z","html_url":"http://127.0.0.1:5100/p/q8xbf7gdrmz3ccne","name":"","retrieval_step":false,"url_token":"q8xbf7gdrmz3ccne","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.024Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.034Z","html_url":"http://127.0.0.1:5100/p/gdbxlz5cxasw3fqwlag","name":"","retrieval_step":false,"url_token":"gdbxlz5cxasw3fqwlag","views_remaining":5},
          {"created_at":"2026-11-21T02:42:10.003Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:10.014Z","html_url":"http://127.0.0.1:5100/p/s7kw2eojvfwi2ti","name":"","retrieval_step":false,"url_token":"s7kw2eojvfwi2ti","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.982Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.993Z","html_url":"http://127.0.0.1:5100/p/zwzbinqg3n3fr4qfiqu","name":"","retrieval_step":false,"url_token":"zwzbinqg3n3fr4qfiqu","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.956Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.967Z","html_url":"http://127.0.0.1:5100/p/_fhcflfkqgc49w","name":"","retrieval_step":false,"url_token":"_fhcflfkqgc49w","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.935Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.945Z","html_url":"http://127.0.0.1:5100/p/1ahjo4v_hqw","name":"","retrieval_step":false,"url_token":"1ahjo4v_hqw","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.917Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.926Z","html_url":"http://127.0.0.1:5100/p/b4gdhdksvtlcoqo","name":"","retrieval_step":false,"url_token":"b4gdhdksvtlcoqo","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.901Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.910Z","html_url":"http://127.0.0.1:5100/p/lrruhedfqdh06o-f","name":"","retrieval_step":false,"url_token":"lrruhedfqdh06o-f","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.882Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.892Z","html_url":"http://127.0.0.1:5100/p/czzjexwefxs","name":"","retrieval_step":false,"url_token":"czzjexwefxs","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.863Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.873Z","html_url":"http://127.0.0.1:5100/p/4vup3z78gyeieqc-","name":"","retrieval_step":false,"url_token":"4vup3z78gyeieqc-","views_remaining":5}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('expired: gives the second page', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-expired-bulk-page-2'],
    call: ['list_expired_pushes', { page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:09.838Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.854Z","html_url":"http://127.0.0.1:5100/p/snj56zhfpakmvq","name":"","retrieval_step":false,"url_token":"snj56zhfpakmvq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.812Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.825Z","html_url":"http://127.0.0.1:5100/p/buzyvzs9x_txdg","name":"","retrieval_step":false,"url_token":"buzyvzs9x_txdg","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.789Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.801Z","html_url":"http://127.0.0.1:5100/p/nokkf2_kit0qokuiipu","name":"","retrieval_step":false,"url_token":"nokkf2_kit0qokuiipu","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.765Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.776Z","html_url":"http://127.0.0.1:5100/p/tan8ksywvaa","name":"","retrieval_step":false,"url_token":"tan8ksywvaa","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.741Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.753Z","html_url":"http://127.0.0.1:5100/p/wou7lr3nt3u","name":"","retrieval_step":false,"url_token":"wou7lr3nt3u","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.715Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.728Z","html_url":"http://127.0.0.1:5100/p/0ljuyit9xjgdsa3xtw","name":"","retrieval_step":false,"url_token":"0ljuyit9xjgdsa3xtw","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.692Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.705Z","html_url":"http://127.0.0.1:5100/p/fxciyhukhag","name":"","retrieval_step":false,"url_token":"fxciyhukhag","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.670Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.681Z","html_url":"http://127.0.0.1:5100/p/7yzzhqq9mqa","name":"","retrieval_step":false,"url_token":"7yzzhqq9mqa","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.648Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.660Z","html_url":"http://127.0.0.1:5100/p/hfjn_bttv5s","name":"","retrieval_step":false,"url_token":"hfjn_bttv5s","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.624Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.637Z","html_url":"http://127.0.0.1:5100/p/0a5jpvfkl2p58w","name":"","retrieval_step":false,"url_token":"0a5jpvfkl2p58w","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.603Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.613Z","html_url":"http://127.0.0.1:5100/p/xu-vyso2uovaybdmkny","name":"","retrieval_step":false,"url_token":"xu-vyso2uovaybdmkny","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.583Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.593Z","html_url":"http://127.0.0.1:5100/p/08wrvgvehhzcotxcivm","name":"","retrieval_step":false,"url_token":"08wrvgvehhzcotxcivm","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.565Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.574Z","html_url":"http://127.0.0.1:5100/p/pjeoapuky8s","name":"","retrieval_step":false,"url_token":"pjeoapuky8s","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.544Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.555Z","html_url":"http://127.0.0.1:5100/p/dj72mrelke1x2oa","name":"","retrieval_step":false,"url_token":"dj72mrelke1x2oa","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.521Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.534Z","html_url":"http://127.0.0.1:5100/p/crmvbbn02ouulq","name":"","retrieval_step":false,"url_token":"crmvbbn02ouulq","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.500Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.510Z","html_url":"http://127.0.0.1:5100/p/yqfa4nfnqtrq0a","name":"","retrieval_step":false,"url_token":"yqfa4nfnqtrq0a","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.480Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.490Z","html_url":"http://127.0.0.1:5100/p/pfisabgs41nrcl8l","name":"","retrieval_step":false,"url_token":"pfisabgs41nrcl8l","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.458Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.469Z","html_url":"http://127.0.0.1:5100/p/enoham_mo9hlomkv","name":"","retrieval_step":false,"url_token":"enoham_mo9hlomkv","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.437Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.447Z","html_url":"http://127.0.0.1:5100/p/jwc1jpwomvd0","name":"","retrieval_step":false,"url_token":"jwc1jpwomvd0","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.415Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.426Z","html_url":"http://127.0.0.1:5100/p/2i1-wr8m2sftcw","name":"","retrieval_step":false,"url_token":"2i1-wr8m2sftcw","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.395Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.406Z","html_url":"http://127.0.0.1:5100/p/5w9aacqehk2dhdkpva","name":"","retrieval_step":false,"url_token":"5w9aacqehk2dhdkpva","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.375Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.385Z","html_url":"http://127.0.0.1:5100/p/v7pqoy0k4ng2fwsaya","name":"","retrieval_step":false,"url_token":"v7pqoy0k4ng2fwsaya","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.356Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.366Z","html_url":"http://127.0.0.1:5100/p/rrml9hrb0pt6kyvh","name":"","retrieval_step":false,"url_token":"rrml9hrb0pt6kyvh","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.338Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.347Z","html_url":"http://127.0.0.1:5100/p/gwxmjahkgjy","name":"","retrieval_step":false,"url_token":"gwxmjahkgjy","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.316Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.327Z","html_url":"http://127.0.0.1:5100/p/va8mxjvqujc","name":"","retrieval_step":false,"url_token":"va8mxjvqujc","views_remaining":5}
        ],
        page: 2,
        next_page: 3
      }
    }
  `);
});

test('expired: gives the rest on the third page', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-expired-bulk-page-3'],
    call: ['list_expired_pushes', { page: 3 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:09.296Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.307Z","html_url":"http://127.0.0.1:5100/p/hoa_hscyfdwt","name":"","retrieval_step":false,"url_token":"hoa_hscyfdwt","views_remaining":5},
          {"created_at":"2026-11-21T02:42:09.274Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:09.285Z","html_url":"http://127.0.0.1:5100/p/wzjln67sqbqagmr_ta","name":"","retrieval_step":false,"url_token":"wzjln67sqbqagmr_ta","views_remaining":5}
        ],
        page: 3
      }
    }
  `);
});

test('expired: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-expired-page-past-end'],
    call: ['list_expired_pushes', { page: 9 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [],
        page: 9
      }
    }
  `);
});

test('expired: lists pushes of every kind through one path', async () => {
  const outcome = await replay({ as: 'other', serve: [...probes, 'v1-expired-kinds'], call: ['list_expired_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:11.360Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:42:11.374Z","html_url":"http://127.0.0.1:5100/p/0zbfwddlh6rb","name":"","retrieval_step":false,"url_token":"0zbfwddlh6rb","views_remaining":0},
          {"created_at":"2026-11-21T02:42:11.328Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:42:11.342Z","html_url":"http://127.0.0.1:5100/p/cwhexv8dmwa","name":"","retrieval_step":false,"url_token":"cwhexv8dmwa","views_remaining":0},
          {"created_at":"2026-11-21T02:42:11.261Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:11.316Z","html_url":"http://127.0.0.1:5100/p/vjqfh3htud8wrr8mlg","name":"","retrieval_step":false,"url_token":"vjqfh3htud8wrr8mlg","views_remaining":5},
          {"created_at":"2026-11-21T02:42:11.249Z","days_remaining":7,"deletable_by_viewer":null,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:11.306Z","html_url":"http://127.0.0.1:5100/p/orttwbnr5g5wijuhvys","name":"name-canary-list-url","retrieval_step":false,"url_token":"orttwbnr5g5wijuhvys","views_remaining":5},
          {"created_at":"2026-11-21T02:42:11.232Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:11.288Z","html_url":"http://127.0.0.1:5100/p/hvoigoxrk0i","name":"name-canary-list-file","retrieval_step":false,"url_token":"hvoigoxrk0i","views_remaining":5},
          {"created_at":"2026-11-21T02:42:11.219Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:11.272Z","html_url":"http://127.0.0.1:5100/p/u3yluoukbrqyrg","name":"name-canary-list","retrieval_step":false,"url_token":"u3yluoukbrqyrg","views_remaining":5}
        ],
        page: 1
      }
    }
  `);
});

test('expired: says that the token was refused', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v1-expired-bad-token'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
    }
  `);
});

test('expired: asks for a token before anything is sent', async () => {
  const outcome = await replay({ serve: [], call: ['list_expired_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."
    }
  `);
});

test('active: says when a throttled list may be tried again', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'throttled-v1-active'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 44 seconds."
    }
  `);
});
