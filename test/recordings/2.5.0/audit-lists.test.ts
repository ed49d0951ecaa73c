import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.5.0');
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
        url_token: "btqj4u3--pdd",
        entries: [
          {"created_at":"2026-11-21T02:41:28.194Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"}
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
        url_token: "mnbbq3tb9yxi7q",
        entries: [
          {"created_at":"2026-11-21T02:41:28.212Z","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
          {"created_at":"2026-11-21T02:41:28.221Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:41:28.228Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:41:28.235Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.245Z","ip":"203.0.113.7","kind":"owner_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by the owner"},
          {"created_at":"2026-11-21T02:41:28.255Z","ip":"203.0.113.7","kind":"admin_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by an administrator"},
          {"created_at":"2026-11-21T02:41:28.268Z","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
          {"created_at":"2026-11-21T02:41:28.276Z","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
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
        url_token: "p3_dxkpu2eah",
        entries: [
          {"created_at":"2026-11-21T02:41:28.184Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
          {"created_at":"2026-11-21T02:41:28.293Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.303Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.313Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.322Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.330Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.340Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.349Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.358Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.366Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.375Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.384Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.393Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.402Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.412Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.422Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.435Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.447Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.459Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.470Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.482Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.493Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.504Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.514Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.524Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.534Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.543Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.552Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.563Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.573Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.584Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.594Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.605Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.615Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.626Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.637Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.648Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.658Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.669Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.680Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.691Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.701Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.712Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.723Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.733Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.744Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.755Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.770Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.781Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.792Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
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
        url_token: "p3_dxkpu2eah",
        entries: [
          {"created_at":"2026-11-21T02:41:28.802Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.813Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.825Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.837Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.847Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.858Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.869Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.881Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.893Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.905Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:28.917Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
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
        url_token: "p3_dxkpu2eah",
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
          {"created_at":"2026-11-21T02:41:25.074Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wux1jykeoogu/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"wux1jykeoogu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:25.051Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wrtipdke4cvvqkhben8/r","name":"name-canary-v2-file","passphrase_set":false,"retrieval_step":true,"url_token":"wrtipdke4cvvqkhben8","views_remaining":5},
          {"created_at":"2026-11-21T02:41:25.027Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/-a2voeeqnlc/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"-a2voeeqnlc","views_remaining":5},
          {"created_at":"2026-11-21T02:41:25.017Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/4skosmeliw_y8b1m/r","name":"name-canary-v2-url","passphrase_set":false,"retrieval_step":true,"url_token":"4skosmeliw_y8b1m","views_remaining":5},
          {"created_at":"2026-11-21T02:41:25.006Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/vk_mnlag2jvgl9y2/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"vk_mnlag2jvgl9y2","views_remaining":5},
          {"created_at":"2026-11-21T02:41:24.995Z","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/thwjayc8qzxhmtrg8q/r","name":"name-canary-v2-owner","passphrase_set":true,"retrieval_step":true,"url_token":"thwjayc8qzxhmtrg8q","views_remaining":10}
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
          {"created_at":"2026-11-21T02:41:32.387Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/hfli7kzomr4/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"hfli7kzomr4","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.376Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/alrz110zdkzsw--q3g/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"alrz110zdkzsw--q3g","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.366Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/4dmpm0xxyxjuqg/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"4dmpm0xxyxjuqg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.354Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kq7jms1hk7fn/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"kq7jms1hk7fn","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.343Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/1jrwindph6j0u-7_mg/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"1jrwindph6j0u-7_mg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.332Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/lhqzvg6onzpg0t8/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"lhqzvg6onzpg0t8","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.320Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pak2uhbwusmklbd65g/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"pak2uhbwusmklbd65g","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.308Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/awsihtizndd9vtkk/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"awsihtizndd9vtkk","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.297Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/hy16zbgtxil8okxg/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"hy16zbgtxil8okxg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.283Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ogukbevnu_lprd5vshe/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"ogukbevnu_lprd5vshe","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.271Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/27n9lyk48w9oyuy/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"27n9lyk48w9oyuy","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.260Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/habbdrxg0twd/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"habbdrxg0twd","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.249Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/_0jd00hl5b_47ngp/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"_0jd00hl5b_47ngp","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.236Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/swdiwuoxlizhqfi2gfa/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"swdiwuoxlizhqfi2gfa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.224Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ojo6g9k1xdsghq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ojo6g9k1xdsghq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.214Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/vjvokzygjgw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"vjvokzygjgw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.204Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/gr5pz-pncv4ers0/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"gr5pz-pncv4ers0","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.193Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/-phwdtn2k2hho-ywmw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"-phwdtn2k2hho-ywmw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.182Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/1iiirkqf76z01rlm/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"1iiirkqf76z01rlm","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.171Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wiwvfhh3cjm7/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"wiwvfhh3cjm7","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.160Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/zmhhjz96gn4/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"zmhhjz96gn4","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.149Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/qid3qjqwqzgwpiyykw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"qid3qjqwqzgwpiyykw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.137Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/belljtf2zslb0lpd-a/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"belljtf2zslb0lpd-a","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.125Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ecrdovljak1l-q/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"ecrdovljak1l-q","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.113Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/imii3nstifjlbjk/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"imii3nstifjlbjk","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.100Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/hwyqto-nfckw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"hwyqto-nfckw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.085Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/yait1z_x0qfbnxb-/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"yait1z_x0qfbnxb-","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.069Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/buf8ibpviok/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"buf8ibpviok","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.052Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/j1bylya4clxetw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"j1bylya4clxetw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.036Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/xkhgp0xuvyx5cvbwoja/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"xkhgp0xuvyx5cvbwoja","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.023Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/96joxxmdsvnc4gno/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"96joxxmdsvnc4gno","views_remaining":5},
          {"created_at":"2026-11-21T02:41:32.007Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/4yxuo662j6bgwa/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"4yxuo662j6bgwa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.991Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/maffjbrm0yic3mk/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"maffjbrm0yic3mk","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.977Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/r5zjwar_zmot/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"r5zjwar_zmot","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.963Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ymaqpsdzxkdpcucq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ymaqpsdzxkdpcucq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.949Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/09ig8nqis9m1w3m4/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"09ig8nqis9m1w3m4","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.935Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/cg3svitu5kj3oq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"cg3svitu5kj3oq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.920Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/_tacebve-nl7wxokdk0/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"_tacebve-nl7wxokdk0","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.905Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/30sxr7n6xqkkyw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"30sxr7n6xqkkyw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.889Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/dmjwrpdv0id6a7jrqa/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"dmjwrpdv0id6a7jrqa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.872Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ubo7ifuyfwfbqw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"ubo7ifuyfwfbqw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.857Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/d_lnvwmrxtpfq0oy/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"d_lnvwmrxtpfq0oy","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.845Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/purswdr5jwt5nkk/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"purswdr5jwt5nkk","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.833Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/r3qrvtme65562zi/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"r3qrvtme65562zi","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.821Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/aoy0kxs18kgr/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"aoy0kxs18kgr","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.808Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kdaql_bblade/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"kdaql_bblade","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.796Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/afy09j5ougwvd-_q3j0/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"afy09j5ougwvd-_q3j0","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.782Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/_haxqqk-ucy5og/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"_haxqqk-ucy5og","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.772Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/dat2fkxziqa/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"dat2fkxziqa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.759Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/qrfz_ui43mq/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"qrfz_ui43mq","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:31.746Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/a4xlayzudfu/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"a4xlayzudfu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.733Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/by4bygycktregwmt/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"by4bygycktregwmt","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:33.268Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/npc1oijaqcjy91bc","name":"name-canary-list-last-view","passphrase_set":false,"retrieval_step":false,"url_token":"npc1oijaqcjy91bc","views_remaining":0},
          {"created_at":"2026-11-21T02:41:33.076Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ngu5vkwrjqcxxg/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"ngu5vkwrjqcxxg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:33.063Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/n-mdfxmwnm4yqxkutu8/r","name":"name-canary-list-url","passphrase_set":false,"retrieval_step":true,"url_token":"n-mdfxmwnm4yqxkutu8","views_remaining":5},
          {"created_at":"2026-11-21T02:41:33.045Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/0cic_eh7eq_pug/r","name":"name-canary-list-file","passphrase_set":false,"retrieval_step":true,"url_token":"0cic_eh7eq_pug","views_remaining":5},
          {"created_at":"2026-11-21T02:41:33.030Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/56ewkzcmd2k58mhgdq","name":"name-canary-list","passphrase_set":true,"retrieval_step":false,"url_token":"56ewkzcmd2k58mhgdq","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:31.705Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.719Z","html_url":"http://127.0.0.1:5100/p/vrjqnqufvc1ehcuy5q/r","name":"","retrieval_step":true,"url_token":"vrjqnqufvc1ehcuy5q","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.680Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.692Z","html_url":"http://127.0.0.1:5100/p/f02skdaegc-7t_uwfio/r","name":"","retrieval_step":true,"url_token":"f02skdaegc-7t_uwfio","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.653Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.668Z","html_url":"http://127.0.0.1:5100/p/bog3lcxdom5dlcoo/r","name":"","retrieval_step":true,"url_token":"bog3lcxdom5dlcoo","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.629Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.640Z","html_url":"http://127.0.0.1:5100/p/o2xrl8ggi7vcgi6b/r","name":"","retrieval_step":true,"url_token":"o2xrl8ggi7vcgi6b","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.603Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.617Z","html_url":"http://127.0.0.1:5100/p/uotmgpc9edg/r","name":"","retrieval_step":true,"url_token":"uotmgpc9edg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.573Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.588Z","html_url":"http://127.0.0.1:5100/p/8xdmy2tef9_o6ozr/r","name":"","retrieval_step":true,"url_token":"8xdmy2tef9_o6ozr","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.547Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.562Z","html_url":"http://127.0.0.1:5100/p/_4z9qfc7eauvka/r","name":"","retrieval_step":true,"url_token":"_4z9qfc7eauvka","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.509Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.529Z","html_url":"http://127.0.0.1:5100/p/3hdb3g5clv3kz7xz/r","name":"","retrieval_step":true,"url_token":"3hdb3g5clv3kz7xz","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.475Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.492Z","html_url":"http://127.0.0.1:5100/p/wakmomfgj8s/r","name":"","retrieval_step":true,"url_token":"wakmomfgj8s","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.448Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.461Z","html_url":"http://127.0.0.1:5100/p/dlf8liemudqajsil/r","name":"","retrieval_step":true,"url_token":"dlf8liemudqajsil","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.412Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.431Z","html_url":"http://127.0.0.1:5100/p/qtpxadjqcfd2f-vf3mg/r","name":"","retrieval_step":true,"url_token":"qtpxadjqcfd2f-vf3mg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.375Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.395Z","html_url":"http://127.0.0.1:5100/p/qo8-atoe9eflhl8x0do/r","name":"","retrieval_step":true,"url_token":"qo8-atoe9eflhl8x0do","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.335Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.355Z","html_url":"http://127.0.0.1:5100/p/_9mm30gioxbzvwuysku/r","name":"","retrieval_step":true,"url_token":"_9mm30gioxbzvwuysku","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.296Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.317Z","html_url":"http://127.0.0.1:5100/p/3oev0tokpk_sggm/r","name":"","retrieval_step":true,"url_token":"3oev0tokpk_sggm","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.262Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.279Z","html_url":"http://127.0.0.1:5100/p/0h7z7ic6aphu/r","name":"","retrieval_step":true,"url_token":"0h7z7ic6aphu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.229Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.244Z","html_url":"http://127.0.0.1:5100/p/o3lt4lg1ram/r","name":"","retrieval_step":true,"url_token":"o3lt4lg1ram","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.201Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.215Z","html_url":"http://127.0.0.1:5100/p/xqbfbqj1hm12kw/r","name":"","retrieval_step":true,"url_token":"xqbfbqj1hm12kw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.171Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.186Z","html_url":"http://127.0.0.1:5100/p/mrgzlpebn8y/r","name":"","retrieval_step":true,"url_token":"mrgzlpebn8y","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.144Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.158Z","html_url":"http://127.0.0.1:5100/p/ywxspxggmp5wfq/r","name":"","retrieval_step":true,"url_token":"ywxspxggmp5wfq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.114Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.127Z","html_url":"http://127.0.0.1:5100/p/yi39dl09gqdq5a/r","name":"","retrieval_step":true,"url_token":"yi39dl09gqdq5a","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.081Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.096Z","html_url":"http://127.0.0.1:5100/p/tgscvuep0zsi9q/r","name":"","retrieval_step":true,"url_token":"tgscvuep0zsi9q","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.054Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.068Z","html_url":"http://127.0.0.1:5100/p/zqlixzbeatmeakd8/r","name":"","retrieval_step":true,"url_token":"zqlixzbeatmeakd8","views_remaining":5},
          {"created_at":"2026-11-21T02:41:31.026Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.040Z","html_url":"http://127.0.0.1:5100/p/yz8jmt5g5fq/r","name":"","retrieval_step":true,"url_token":"yz8jmt5g5fq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.988Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:31.008Z","html_url":"http://127.0.0.1:5100/p/jeigwwj9tcmgt-w/r","name":"","retrieval_step":true,"url_token":"jeigwwj9tcmgt-w","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.957Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.974Z","html_url":"http://127.0.0.1:5100/p/sdkbqqddvhjybi7b/r","name":"","retrieval_step":true,"url_token":"sdkbqqddvhjybi7b","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.924Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.941Z","html_url":"http://127.0.0.1:5100/p/8iio1u_z9d0xsdvd/r","name":"","retrieval_step":true,"url_token":"8iio1u_z9d0xsdvd","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.897Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.910Z","html_url":"http://127.0.0.1:5100/p/gjdi004liojgmq/r","name":"","retrieval_step":true,"url_token":"gjdi004liojgmq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.872Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.885Z","html_url":"http://127.0.0.1:5100/p/jkdjqtjrq3pn9xi/r","name":"","retrieval_step":true,"url_token":"jkdjqtjrq3pn9xi","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.849Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.861Z","html_url":"http://127.0.0.1:5100/p/mle8flsofkpzov4q/r","name":"","retrieval_step":true,"url_token":"mle8flsofkpzov4q","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.820Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.836Z","html_url":"http://127.0.0.1:5100/p/jk6tkff7ke4/r","name":"","retrieval_step":true,"url_token":"jk6tkff7ke4","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.794Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.807Z","html_url":"http://127.0.0.1:5100/p/cdzv1beclkplfg/r","name":"","retrieval_step":true,"url_token":"cdzv1beclkplfg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.768Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.782Z","html_url":"http://127.0.0.1:5100/p/nxos2ipupcw/r","name":"","retrieval_step":true,"url_token":"nxos2ipupcw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.740Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.755Z","html_url":"http://127.0.0.1:5100/p/ezzqudjbgqd7mwsdlri/r","name":"","retrieval_step":true,"url_token":"ezzqudjbgqd7mwsdlri","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.714Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.728Z","html_url":"http://127.0.0.1:5100/p/wvfsyjvv10y/r","name":"","retrieval_step":true,"url_token":"wvfsyjvv10y","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.687Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.700Z","html_url":"http://127.0.0.1:5100/p/ir3n6jguzifiegzu3g/r","name":"","retrieval_step":true,"url_token":"ir3n6jguzifiegzu3g","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.659Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.672Z","html_url":"http://127.0.0.1:5100/p/itt75yjow12mb6g/r","name":"","retrieval_step":true,"url_token":"itt75yjow12mb6g","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.631Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.644Z","html_url":"http://127.0.0.1:5100/p/rnyid1kpeqd_/r","name":"","retrieval_step":true,"url_token":"rnyid1kpeqd_","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.606Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.618Z","html_url":"http://127.0.0.1:5100/p/qzre9p996gfv4zsw/r","name":"","retrieval_step":true,"url_token":"qzre9p996gfv4zsw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.582Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.594Z","html_url":"http://127.0.0.1:5100/p/mlsc81o-6w9lxmo/r","name":"","retrieval_step":true,"url_token":"mlsc81o-6w9lxmo","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.556Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.569Z","html_url":"http://127.0.0.1:5100/p/7putmnzifwws/r","name":"","retrieval_step":true,"url_token":"7putmnzifwws","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.530Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.543Z","html_url":"http://127.0.0.1:5100/p/o_b4rhp5qmy5/r","name":"","retrieval_step":true,"url_token":"o_b4rhp5qmy5","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.501Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.516Z","html_url":"http://127.0.0.1:5100/p/dyk6qtb6iq8/r","name":"","retrieval_step":true,"url_token":"dyk6qtb6iq8","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.475Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.489Z","html_url":"http://127.0.0.1:5100/p/uzhppmukzqs/r","name":"","retrieval_step":true,"url_token":"uzhppmukzqs","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.451Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.464Z","html_url":"http://127.0.0.1:5100/p/zwqck-_kcxr1qr41jca/r","name":"","retrieval_step":true,"url_token":"zwqck-_kcxr1qr41jca","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.427Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.439Z","html_url":"http://127.0.0.1:5100/p/nc9c8zlk04gqmbhr/r","name":"","retrieval_step":true,"url_token":"nc9c8zlk04gqmbhr","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.401Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.415Z","html_url":"http://127.0.0.1:5100/p/g_zkhgssrlp9bzu/r","name":"","retrieval_step":true,"url_token":"g_zkhgssrlp9bzu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.373Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.387Z","html_url":"http://127.0.0.1:5100/p/hray0qp3frx6g5iq/r","name":"","retrieval_step":true,"url_token":"hray0qp3frx6g5iq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.346Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.360Z","html_url":"http://127.0.0.1:5100/p/pluhapylqszx-w/r","name":"","retrieval_step":true,"url_token":"pluhapylqszx-w","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.319Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.333Z","html_url":"http://127.0.0.1:5100/p/rz_tnyb4xd0e3hfktw/r","name":"","retrieval_step":true,"url_token":"rz_tnyb4xd0e3hfktw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.291Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.306Z","html_url":"http://127.0.0.1:5100/p/scvl6ipg3dtdx2jh/r","name":"","retrieval_step":true,"url_token":"scvl6ipg3dtdx2jh","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:30.259Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.274Z","html_url":"http://127.0.0.1:5100/p/zr3dmeuxopg7ayt3ya/r","name":"","retrieval_step":true,"url_token":"zr3dmeuxopg7ayt3ya","views_remaining":5},
          {"created_at":"2026-11-21T02:41:30.234Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:30.246Z","html_url":"http://127.0.0.1:5100/p/_zkvlopifjdrcjo7kg/r","name":"","retrieval_step":true,"url_token":"_zkvlopifjdrcjo7kg","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:33.242Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:41:33.257Z","html_url":"http://127.0.0.1:5100/p/lwvywslvhwvgnw","name":"","retrieval_step":false,"url_token":"lwvywslvhwvgnw","views_remaining":0},
          {"created_at":"2026-11-21T02:41:33.205Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:41:33.221Z","html_url":"http://127.0.0.1:5100/p/zivt3u6soffnpa","name":"","retrieval_step":false,"url_token":"zivt3u6soffnpa","views_remaining":0},
          {"created_at":"2026-11-21T02:41:33.138Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:33.192Z","html_url":"http://127.0.0.1:5100/p/90g9qhuxmpm-qg/r","name":"","retrieval_step":true,"url_token":"90g9qhuxmpm-qg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:33.126Z","days_remaining":7,"deletable_by_viewer":null,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:33.179Z","html_url":"http://127.0.0.1:5100/p/kpbuhsztcs34ndag/r","name":"name-canary-list-url","retrieval_step":true,"url_token":"kpbuhsztcs34ndag","views_remaining":5},
          {"created_at":"2026-11-21T02:41:33.104Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:33.167Z","html_url":"http://127.0.0.1:5100/p/ziqq1nfhlihjyw/r","name":"name-canary-list-file","retrieval_step":true,"url_token":"ziqq1nfhlihjyw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:33.089Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:33.151Z","html_url":"http://127.0.0.1:5100/p/uximekprn7zheml8xv4","name":"name-canary-list","retrieval_step":false,"url_token":"uximekprn7zheml8xv4","views_remaining":5}
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
