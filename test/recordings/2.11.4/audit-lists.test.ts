import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.11.4');
const probes = ['version-v2-anonymous'];

test('audit: tells of the creation of a push that nobody opened', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-audit-owner-unviewed'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-unviewed') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "8zikeng3f2h4fv5s",
        entries: [
          {"created_at":"2026-11-21T02:40:24.966Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: tells the life of a push in words', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-audit-owner-life'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-life') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "cbibepvmpi1vn4veq2c",
        entries: [
          {"created_at":"2026-11-21T02:40:24.981Z","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
          {"created_at":"2026-11-21T02:40:24.988Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:40:24.995Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:40:25.003Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.014Z","ip":"203.0.113.7","kind":"owner_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by the owner"},
          {"created_at":"2026-11-21T02:40:25.025Z","ip":"203.0.113.7","kind":"admin_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by an administrator"},
          {"created_at":"2026-11-21T02:40:25.036Z","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
          {"created_at":"2026-11-21T02:40:25.044Z","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: gives a full page and the number of the next', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-audit-owner-page-1'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-page-1') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "zbdiymyah3f7ozm4fwo",
        entries: [
          {"created_at":"2026-11-21T02:40:24.956Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
          {"created_at":"2026-11-21T02:40:25.059Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.067Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.075Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.084Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.092Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.101Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.111Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.120Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.130Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.139Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.148Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.162Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.174Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.185Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.196Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.205Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.216Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.226Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.236Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.246Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.256Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.266Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.276Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.285Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.294Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.305Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.315Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.325Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.335Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.346Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.355Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.365Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.374Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.385Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.395Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.405Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.415Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.428Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.439Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.450Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.462Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.472Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.483Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.492Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.502Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.511Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.521Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.530Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.541Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('audit: gives the rest on the second page', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-audit-owner-page-2'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-page-2'), page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "zbdiymyah3f7ozm4fwo",
        entries: [
          {"created_at":"2026-11-21T02:40:25.550Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.559Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.569Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.580Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.589Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.599Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.609Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.618Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.627Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.637Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:40:25.648Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 2
      }
    }
  `);
});

test('audit: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-audit-owner-page-3'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-page-3'), page: 3 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "zbdiymyah3f7ozm4fwo",
        entries: [],
        page: 3
      }
    }
  `);
});

test('audit: refuses somebody else', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [...probes, 'v2-audit-other'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-other') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."
    }
  `);
});

test('audit: refuses even an administrator', async () => {
  const outcome = await replay({
    as: 'admin',
    serve: [...probes, 'v2-audit-admin'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-admin') }],
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
    serve: [...probes, 'v2-audit-anonymous-push'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-anonymous-push') }],
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
    serve: [...probes, 'v2-audit-unknown'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-unknown') }],
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
    serve: [...probes, 'v2-audit-bad-token'],
    call: ['get_push_audit', { url_token: tokenOf('v2-audit-bad-token') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."
    }
  `);
});

test('audit: asks for a token before anything is sent', async () => {
  const outcome = await replay({ serve: [], call: ['get_push_audit', { url_token: tokenOf('v2-audit-anonymous') }] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."
    }
  `);
});

test('active: lists the pushes of the account, newest first, without passphrases and notes', async () => {
  const outcome = await replay({ as: 'owner', serve: [...probes, 'v2-active-owner'], call: ['list_active_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:40:21.940Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/aue62egzz3fh/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"aue62egzz3fh","views_remaining":5},
          {"created_at":"2026-11-21T02:40:21.906Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/e_2zf89w-_excydtsxq/r","name":"name-canary-v2-file","passphrase_set":false,"retrieval_step":true,"url_token":"e_2zf89w-_excydtsxq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:21.872Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/aoj13b5uuxa2mok/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"aoj13b5uuxa2mok","views_remaining":5},
          {"created_at":"2026-11-21T02:40:21.857Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/lh2futamjyhubw/r","name":"name-canary-v2-url","passphrase_set":false,"retrieval_step":true,"url_token":"lh2futamjyhubw","views_remaining":5},
          {"created_at":"2026-11-21T02:40:21.842Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/nwxyvozrbgd5/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"nwxyvozrbgd5","views_remaining":5},
          {"created_at":"2026-11-21T02:40:21.825Z","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kk3uk-8t99rqmxi0ltu/r","name":"name-canary-v2-owner","passphrase_set":true,"retrieval_step":true,"url_token":"kk3uk-8t99rqmxi0ltu","views_remaining":10}
        ],
        page: 1
      }
    }
  `);
});

test('active: gives a full page and the number of the next', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-active-bulk-page-1'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:40:28.969Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/dkvnicznztlobohlgq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"dkvnicznztlobohlgq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.959Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ijiy_twvo_tlt0k/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"ijiy_twvo_tlt0k","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.949Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ifyeygwfah3_oy609g/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ifyeygwfah3_oy609g","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.939Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/rodlbxad-mam8yw2hug/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"rodlbxad-mam8yw2hug","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.925Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/v8oxqwj7bzix4s_dtp8/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"v8oxqwj7bzix4s_dtp8","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.909Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/q0wyr3u2qhhqga/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"q0wyr3u2qhhqga","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.896Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pwlcjwvi7mm63ijerrm/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"pwlcjwvi7mm63ijerrm","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.880Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/jduqk9acllypow/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"jduqk9acllypow","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.866Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/-2st4xoa1ec/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"-2st4xoa1ec","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.853Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/grzfw9pre0bl9iwm6jk/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"grzfw9pre0bl9iwm6jk","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.841Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ns7bmnhbupu/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ns7bmnhbupu","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.827Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/eosquc3falo/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"eosquc3falo","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.808Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/5nxdcpm7lj8fqw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"5nxdcpm7lj8fqw","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.793Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/jtj5_9897en7mkd4/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"jtj5_9897en7mkd4","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.780Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/k5mrjv6t-tax1o0/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"k5mrjv6t-tax1o0","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.766Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/bhkuwj071bizesc86w/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"bhkuwj071bizesc86w","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.751Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ptkn2wz95touhcy/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ptkn2wz95touhcy","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.741Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/if2wnehi7dpjnq/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"if2wnehi7dpjnq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.731Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ttyvrwfhcus/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ttyvrwfhcus","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.720Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/fk67rhv3qqe/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"fk67rhv3qqe","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.709Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/2sdwctvxaehvzxwmzs8/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"2sdwctvxaehvzxwmzs8","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.697Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/gkwuvln5m5lf1sjkwa/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"gkwuvln5m5lf1sjkwa","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.686Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ku4ghuum8pmibu71hx4/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ku4ghuum8pmibu71hx4","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.673Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/cccxtqzcc1a/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"cccxtqzcc1a","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.659Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/drc54_zyfu-wrq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"drc54_zyfu-wrq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.645Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/xxbmabgusvtdiw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"xxbmabgusvtdiw","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.632Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/v2znpuzlqny/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"v2znpuzlqny","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.620Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/utpogco3gcbmufo/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"utpogco3gcbmufo","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.610Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pgxruqu2lerz/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"pgxruqu2lerz","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.598Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/foqznh3wwqls/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"foqznh3wwqls","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.588Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/c2bugnkczu8/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"c2bugnkczu8","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.577Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/usoqui_smqpsuw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"usoqui_smqpsuw","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.561Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/uwdwqufqmfhx__i/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"uwdwqufqmfhx__i","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.548Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/8m-mnghz3jq/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"8m-mnghz3jq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.533Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/-scxdr_gd-zn9r53ia/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"-scxdr_gd-zn9r53ia","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.519Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ppzgxkonk4h3/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"ppzgxkonk4h3","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.505Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/-brqc2idgq6loeygnq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"-brqc2idgq6loeygnq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.489Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/zsyzg4lwsaxvelkycq/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"zsyzg4lwsaxvelkycq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.477Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/qouog6c9o7k/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"qouog6c9o7k","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.467Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wor0p-oilnm/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"wor0p-oilnm","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.458Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/opelz5fasqmilt5odey/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"opelz5fasqmilt5odey","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.447Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/1qkatiyh-wfn/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"1qkatiyh-wfn","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.437Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pttm9govihl3wg/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"pttm9govihl3wg","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.428Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ux7dzddviw6q/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"ux7dzddviw6q","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.418Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/tao3qp8u8rblmq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"tao3qp8u8rblmq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.408Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/tbcwcqxoxgtitq/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"tbcwcqxoxgtitq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.399Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/rnva7psbj_b-feqp/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"rnva7psbj_b-feqp","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.388Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/auam4njm2mqk7au/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"auam4njm2mqk7au","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.376Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/6yjgjkiimdsu8hca8a/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"6yjgjkiimdsu8hca8a","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.367Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/orckwfb5u37z/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"orckwfb5u37z","views_remaining":5}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('active: gives the rest on the second page', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-active-bulk-page-2'],
    call: ['list_active_pushes', { page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:40:28.357Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/tvpwqxgbutdh/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"tvpwqxgbutdh","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.347Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/1mp7vbnns1frzm8/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"1mp7vbnns1frzm8","views_remaining":5}
        ],
        page: 2
      }
    }
  `);
});

test('active: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-active-page-past-end'],
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

test('active: promises no page after the last that the service gives', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-active-page-200'],
    call: ['list_active_pushes', { page: 200 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [],
        page: 200
      }
    }
  `);
});

test('active: lists pushes of every kind, and says which no longer open', async () => {
  const outcome = await replay({ as: 'other', serve: [...probes, 'v2-active-kinds'], call: ['list_active_pushes'] });
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

test('active: says that the token was refused', async () => {
  const outcome = await replay({ as: 'bad', serve: [...probes, 'v2-active-bad-token'], call: ['list_active_pushes'] });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."
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
  const outcome = await replay({
    as: 'owner',
    serve: [...probes, 'v2-expired-owner-none'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [],
        page: 1
      }
    }
  `);
});

test('expired: gives a full page and the number of the next', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-expired-bulk-page-1'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:40:28.331Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.338Z","html_url":"http://127.0.0.1:5100/p/auk-kicerkqqzg/r","name":"","retrieval_step":true,"url_token":"auk-kicerkqqzg","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.315Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.322Z","html_url":"http://127.0.0.1:5100/p/p9legxcc_eou7qutpg/r","name":"","retrieval_step":true,"url_token":"p9legxcc_eou7qutpg","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.299Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.306Z","html_url":"http://127.0.0.1:5100/p/tg2yovzzqis8qeb5mfg/r","name":"","retrieval_step":true,"url_token":"tg2yovzzqis8qeb5mfg","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.284Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.291Z","html_url":"http://127.0.0.1:5100/p/aji_xdoxhzg/r","name":"","retrieval_step":true,"url_token":"aji_xdoxhzg","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.266Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.275Z","html_url":"http://127.0.0.1:5100/p/q19ue0rmnaokwq/r","name":"","retrieval_step":true,"url_token":"q19ue0rmnaokwq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.246Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.255Z","html_url":"http://127.0.0.1:5100/p/rmmzm0q6zwjg-a/r","name":"","retrieval_step":true,"url_token":"rmmzm0q6zwjg-a","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.230Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.237Z","html_url":"http://127.0.0.1:5100/p/5e5akvanihsdplop/r","name":"","retrieval_step":true,"url_token":"5e5akvanihsdplop","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.209Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.221Z","html_url":"http://127.0.0.1:5100/p/59uborlda6jjjeuy/r","name":"","retrieval_step":true,"url_token":"59uborlda6jjjeuy","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.191Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.198Z","html_url":"http://127.0.0.1:5100/p/bz8ts_f9mdpahw4/r","name":"","retrieval_step":true,"url_token":"bz8ts_f9mdpahw4","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.170Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.181Z","html_url":"http://127.0.0.1:5100/p/owmqbfhnfsfylg/r","name":"","retrieval_step":true,"url_token":"owmqbfhnfsfylg","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.143Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.158Z","html_url":"http://127.0.0.1:5100/p/ujdaml4rrhnes8h4/r","name":"","retrieval_step":true,"url_token":"ujdaml4rrhnes8h4","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.109Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.127Z","html_url":"http://127.0.0.1:5100/p/o6wwu69nj-u/r","name":"","retrieval_step":true,"url_token":"o6wwu69nj-u","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.088Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.097Z","html_url":"http://127.0.0.1:5100/p/n_wcuu-rw6xw9v2_/r","name":"","retrieval_step":true,"url_token":"n_wcuu-rw6xw9v2_","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.070Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.079Z","html_url":"http://127.0.0.1:5100/p/ochnfi-qjj4u/r","name":"","retrieval_step":true,"url_token":"ochnfi-qjj4u","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.039Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.055Z","html_url":"http://127.0.0.1:5100/p/exiwbk4aqjo/r","name":"","retrieval_step":true,"url_token":"exiwbk4aqjo","views_remaining":5},
          {"created_at":"2026-11-21T02:40:28.012Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:28.024Z","html_url":"http://127.0.0.1:5100/p/0nte6g6lb_u8ra/r","name":"","retrieval_step":true,"url_token":"0nte6g6lb_u8ra","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.980Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.998Z","html_url":"http://127.0.0.1:5100/p/5bjh-j-30yo/r","name":"","retrieval_step":true,"url_token":"5bjh-j-30yo","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.947Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.962Z","html_url":"http://127.0.0.1:5100/p/mjgt9ulst2a/r","name":"","retrieval_step":true,"url_token":"mjgt9ulst2a","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.911Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.929Z","html_url":"http://127.0.0.1:5100/p/orx6cng7bgdh3a/r","name":"","retrieval_step":true,"url_token":"orx6cng7bgdh3a","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.883Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.895Z","html_url":"http://127.0.0.1:5100/p/wpur0uvulu0/r","name":"","retrieval_step":true,"url_token":"wpur0uvulu0","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.854Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.865Z","html_url":"http://127.0.0.1:5100/p/dfcqaa6pp8gg-w/r","name":"","retrieval_step":true,"url_token":"dfcqaa6pp8gg-w","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.832Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.844Z","html_url":"http://127.0.0.1:5100/p/eibn_o-iv-oiok6bwik/r","name":"","retrieval_step":true,"url_token":"eibn_o-iv-oiok6bwik","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.808Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.818Z","html_url":"http://127.0.0.1:5100/p/attlrbdbgb8j/r","name":"","retrieval_step":true,"url_token":"attlrbdbgb8j","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.777Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.793Z","html_url":"http://127.0.0.1:5100/p/y8mulkv_l1y/r","name":"","retrieval_step":true,"url_token":"y8mulkv_l1y","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.749Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.762Z","html_url":"http://127.0.0.1:5100/p/n7yggzs2g9wli0hz/r","name":"","retrieval_step":true,"url_token":"n7yggzs2g9wli0hz","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.721Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.735Z","html_url":"http://127.0.0.1:5100/p/fzy11oadbgdfvz_4/r","name":"","retrieval_step":true,"url_token":"fzy11oadbgdfvz_4","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.692Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.706Z","html_url":"http://127.0.0.1:5100/p/aljy35sdvf9h/r","name":"","retrieval_step":true,"url_token":"aljy35sdvf9h","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.664Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.678Z","html_url":"http://127.0.0.1:5100/p/yzokh6zdx_lwio_x/r","name":"","retrieval_step":true,"url_token":"yzokh6zdx_lwio_x","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.635Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.647Z","html_url":"http://127.0.0.1:5100/p/wbyeehfclw54jsx6-w/r","name":"","retrieval_step":true,"url_token":"wbyeehfclw54jsx6-w","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.607Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.620Z","html_url":"http://127.0.0.1:5100/p/wmr9t_vtrli4ptoozvi/r","name":"","retrieval_step":true,"url_token":"wmr9t_vtrli4ptoozvi","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.573Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.589Z","html_url":"http://127.0.0.1:5100/p/lcti6z9ya43hdhtefmc/r","name":"","retrieval_step":true,"url_token":"lcti6z9ya43hdhtefmc","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.546Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.557Z","html_url":"http://127.0.0.1:5100/p/qtwgbtwru1w/r","name":"","retrieval_step":true,"url_token":"qtwgbtwru1w","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.519Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.531Z","html_url":"http://127.0.0.1:5100/p/tqgzugm4ptsdo_r4ug/r","name":"","retrieval_step":true,"url_token":"tqgzugm4ptsdo_r4ug","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.492Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.504Z","html_url":"http://127.0.0.1:5100/p/zefrg0azlagscettpoo/r","name":"","retrieval_step":true,"url_token":"zefrg0azlagscettpoo","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.466Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.480Z","html_url":"http://127.0.0.1:5100/p/ygk6uuldz7ouuri/r","name":"","retrieval_step":true,"url_token":"ygk6uuldz7ouuri","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.442Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.453Z","html_url":"http://127.0.0.1:5100/p/kdqqw4ootrda6d7w/r","name":"","retrieval_step":true,"url_token":"kdqqw4ootrda6d7w","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.419Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.431Z","html_url":"http://127.0.0.1:5100/p/mrq1ghro22egkf_9410/r","name":"","retrieval_step":true,"url_token":"mrq1ghro22egkf_9410","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.395Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.405Z","html_url":"http://127.0.0.1:5100/p/gcowrpqsksri/r","name":"","retrieval_step":true,"url_token":"gcowrpqsksri","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.372Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.384Z","html_url":"http://127.0.0.1:5100/p/sfqk8intkpfh9v4/r","name":"","retrieval_step":true,"url_token":"sfqk8intkpfh9v4","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.346Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.359Z","html_url":"http://127.0.0.1:5100/p/yz2lyhsj3pfljqda/r","name":"","retrieval_step":true,"url_token":"yz2lyhsj3pfljqda","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.319Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.331Z","html_url":"http://127.0.0.1:5100/p/laxg1ydgytrq1cps/r","name":"","retrieval_step":true,"url_token":"laxg1ydgytrq1cps","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.296Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.307Z","html_url":"http://127.0.0.1:5100/p/nmvsxsz3tb7loa940a/r","name":"","retrieval_step":true,"url_token":"nmvsxsz3tb7loa940a","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.274Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.285Z","html_url":"http://127.0.0.1:5100/p/bxcmes7n9vqvogqf/r","name":"","retrieval_step":true,"url_token":"bxcmes7n9vqvogqf","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.245Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.259Z","html_url":"http://127.0.0.1:5100/p/mqgcjor8r416hvqk/r","name":"","retrieval_step":true,"url_token":"mqgcjor8r416hvqk","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.209Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.228Z","html_url":"http://127.0.0.1:5100/p/ix1juvprwym/r","name":"","retrieval_step":true,"url_token":"ix1juvprwym","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.179Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.192Z","html_url":"http://127.0.0.1:5100/p/8wd9y2u5dkbcrqijvq/r","name":"","retrieval_step":true,"url_token":"8wd9y2u5dkbcrqijvq","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.143Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.161Z","html_url":"http://127.0.0.1:5100/p/1ekwi8-bf177eh4ynw/r","name":"","retrieval_step":true,"url_token":"1ekwi8-bf177eh4ynw","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.119Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.130Z","html_url":"http://127.0.0.1:5100/p/njac_1m1k8vho6s/r","name":"","retrieval_step":true,"url_token":"njac_1m1k8vho6s","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.083Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.102Z","html_url":"http://127.0.0.1:5100/p/jfljmwiibu8pokw/r","name":"","retrieval_step":true,"url_token":"jfljmwiibu8pokw","views_remaining":5},
          {"created_at":"2026-11-21T02:40:27.047Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.066Z","html_url":"http://127.0.0.1:5100/p/lz0vlf9wruvcyw/r","name":"","retrieval_step":true,"url_token":"lz0vlf9wruvcyw","views_remaining":5}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('expired: gives the rest on the second page', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-expired-bulk-page-2'],
    call: ['list_expired_pushes', { page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:40:27.018Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.032Z","html_url":"http://127.0.0.1:5100/p/m2g5ibuwiyjpew/r","name":"","retrieval_step":true,"url_token":"m2g5ibuwiyjpew","views_remaining":5},
          {"created_at":"2026-11-21T02:40:26.988Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:40:27.004Z","html_url":"http://127.0.0.1:5100/p/ae2lk_bxrkncx_lyowg/r","name":"","retrieval_step":true,"url_token":"ae2lk_bxrkncx_lyowg","views_remaining":5}
        ],
        page: 2
      }
    }
  `);
});

test('expired: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-expired-page-past-end'],
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

test('expired: promises no page after the last that the service gives', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v2-expired-page-200'],
    call: ['list_expired_pushes', { page: 200 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [],
        page: 200
      }
    }
  `);
});

test('expired: lists pushes of every kind', async () => {
  const outcome = await replay({ as: 'other', serve: [...probes, 'v2-expired-kinds'], call: ['list_expired_pushes'] });
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

test('expired: says that the token was refused', async () => {
  const outcome = await replay({
    as: 'bad',
    serve: [...probes, 'v2-expired-bad-token'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."
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
    serve: [...probes, 'throttled-v2-active'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 59 seconds."
    }
  `);
});
