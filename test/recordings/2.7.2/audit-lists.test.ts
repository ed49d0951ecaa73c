import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('2.7.2');
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
        url_token: "mjj4oahqw5w",
        entries: [
          {"created_at":"2026-11-21T02:41:09.901Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"}
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
        url_token: "hgakxsie0xzbph7v",
        entries: [
          {"created_at":"2026-11-21T02:41:09.931Z","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
          {"created_at":"2026-11-21T02:41:09.944Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:41:09.955Z","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
          {"created_at":"2026-11-21T02:41:09.967Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:09.985Z","ip":"203.0.113.7","kind":"owner_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by the owner"},
          {"created_at":"2026-11-21T02:41:10.002Z","ip":"203.0.113.7","kind":"admin_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by an administrator"},
          {"created_at":"2026-11-21T02:41:10.025Z","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
          {"created_at":"2026-11-21T02:41:10.041Z","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
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
        url_token: "e9gmmjceoca",
        entries: [
          {"created_at":"2026-11-21T02:41:09.885Z","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
          {"created_at":"2026-11-21T02:41:10.069Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.082Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.096Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.109Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.121Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.134Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.144Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.156Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.168Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.180Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.193Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.211Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.225Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.239Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.256Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.272Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.285Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.296Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.306Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.317Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.328Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.340Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.351Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.362Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.375Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.386Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.397Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.406Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.416Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.425Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.434Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.443Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.452Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.462Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.473Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.486Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.501Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.514Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.525Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.539Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.552Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.566Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.579Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.591Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.603Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.615Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.628Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.642Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.654Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
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
        url_token: "e9gmmjceoca",
        entries: [
          {"created_at":"2026-11-21T02:41:10.672Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.688Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.704Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.720Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.735Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.750Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.766Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.781Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.795Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.810Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:41:10.822Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
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
        url_token: "e9gmmjceoca",
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
          {"created_at":"2026-11-21T02:41:06.331Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/b18dk2zv5krabgp_/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"b18dk2zv5krabgp_","views_remaining":5},
          {"created_at":"2026-11-21T02:41:06.304Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/nj79c-kmwrvkvts/r","name":"name-canary-v2-file","passphrase_set":false,"retrieval_step":true,"url_token":"nj79c-kmwrvkvts","views_remaining":5},
          {"created_at":"2026-11-21T02:41:06.276Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/uolmzfjd9y8kcuj-ftw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"uolmzfjd9y8kcuj-ftw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:06.261Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/ts9hpnh7ileydyozpw/r","name":"name-canary-v2-url","passphrase_set":false,"retrieval_step":true,"url_token":"ts9hpnh7ileydyozpw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:06.248Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/oygfpk8zvm_d8dqpxw8/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"oygfpk8zvm_d8dqpxw8","views_remaining":5},
          {"created_at":"2026-11-21T02:41:06.235Z","days_remaining":3,"deletable_by_viewer":false,"deleted":false,"expire_after_days":3,"expire_after_views":10,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/gzrmqqfm5jkusmosqyw/r","name":"name-canary-v2-owner","passphrase_set":true,"retrieval_step":true,"url_token":"gzrmqqfm5jkusmosqyw","views_remaining":10}
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
          {"created_at":"2026-11-21T02:41:14.644Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/apulkvr2tvx8iq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"apulkvr2tvx8iq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.632Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/-psk9npma9gci6j9/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"-psk9npma9gci6j9","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.621Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/eo9fd7i-1ykfkhy8kw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"eo9fd7i-1ykfkhy8kw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.610Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/gidsupzrgsry9vyq/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"gidsupzrgsry9vyq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.595Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/rhwt51jkhac/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"rhwt51jkhac","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.581Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/st33u4dxgac7-4qlsg4/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"st33u4dxgac7-4qlsg4","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.570Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/e2p9whuizmt3mu1hfmc/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"e2p9whuizmt3mu1hfmc","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.559Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/oijmsahmrpcyxro/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"oijmsahmrpcyxro","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.548Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wvhpmhsk7kea-pu/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"wvhpmhsk7kea-pu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.537Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/l6xbkdr2krm/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"l6xbkdr2krm","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.525Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/m7r0-tin8rpi/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"m7r0-tin8rpi","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.514Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/nf8hpnfpuvihyta/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"nf8hpnfpuvihyta","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.503Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/rpa7_essyx_a2xsl7-s/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"rpa7_essyx_a2xsl7-s","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.491Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pbrpbc6y15tvo-i6g10/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"pbrpbc6y15tvo-i6g10","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.479Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/lzfyvhyhgskot9t_lfs/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"lzfyvhyhgskot9t_lfs","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.467Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/sgxpbgwm1tocfyfk5w/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"sgxpbgwm1tocfyfk5w","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.455Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/1vhsrnhtsfgyig/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"1vhsrnhtsfgyig","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.440Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/39ujnpp4bx4xya/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"39ujnpp4bx4xya","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.423Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/qyqnem9blxring/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"qyqnem9blxring","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.406Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/y_bhnqyivyps/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"y_bhnqyivyps","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.387Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/6y-sduug9yu/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"6y-sduug9yu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.369Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/caukonr_b9yzem0kqdi/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"caukonr_b9yzem0kqdi","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.351Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/fmxyngnk0wmqbq/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"fmxyngnk0wmqbq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.330Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/od9vxzxybycrvovf/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"od9vxzxybycrvovf","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.304Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/yoehvfjlkslkdvefxa/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"yoehvfjlkslkdvefxa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.285Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/pslpqgjbwdvh/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"pslpqgjbwdvh","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.264Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/dymb83wqrccgymovtw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"dymb83wqrccgymovtw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.244Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/_idhouhrtwru/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"_idhouhrtwru","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.225Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wxvby19ckxi/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"wxvby19ckxi","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.204Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/wbyu4wv7giw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"wbyu4wv7giw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.188Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/xx1dpad8usdc5bboxg/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"xx1dpad8usdc5bboxg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.172Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/de8jxqlfo1o/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"de8jxqlfo1o","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.157Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/c_1egvvuyp98/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"c_1egvvuyp98","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.140Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/7frjoz8cdnufnc7y1a/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"7frjoz8cdnufnc7y1a","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.124Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/sbq2rbaubfq0/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"sbq2rbaubfq0","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.109Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/i2aol8pfqoi5q0avjw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"i2aol8pfqoi5q0avjw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.094Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/nwpfkxnavkc/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"nwpfkxnavkc","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.079Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/2fujr7zciutv9dw/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"2fujr7zciutv9dw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.062Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/rqumjavqnqerailktw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"rqumjavqnqerailktw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.046Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/glitvcql3lktpfjg3g/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"glitvcql3lktpfjg3g","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.030Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/y30aal9ssamlkg/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"y30aal9ssamlkg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:14.014Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/u0vxfo4fnrk4/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"u0vxfo4fnrk4","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.998Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/oanoy4fy0fwnchnvla/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"oanoy4fy0fwnchnvla","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.979Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/0nal8qu0mmqt0koj/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"0nal8qu0mmqt0koj","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.963Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/xomesgexf85wyw/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"xomesgexf85wyw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.947Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/9cov-cg8j_v5fucbmbs/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"9cov-cg8j_v5fucbmbs","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.930Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/6eatmwo7hwl4giqfyzc/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"6eatmwo7hwl4giqfyzc","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.913Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/tz-orlxksmr2nkceqa/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"tz-orlxksmr2nkceqa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.895Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/l2t_vltkp-m/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"l2t_vltkp-m","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.879Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/jui69fmwupqea7pb8gs/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"jui69fmwupqea7pb8gs","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:13.864Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/9lrshluy_ues40a/r","name":"","passphrase_set":true,"retrieval_step":true,"url_token":"9lrshluy_ues40a","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.847Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/dz76bzco3lmjlekf/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"dz76bzco3lmjlekf","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:15.531Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/gf0j6qy-1uq7yptwdg","name":"name-canary-list-last-view","passphrase_set":false,"retrieval_step":false,"url_token":"gf0j6qy-1uq7yptwdg","views_remaining":0},
          {"created_at":"2026-11-21T02:41:15.361Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/kqauv9sbd8ohol_taow/r","name":"","passphrase_set":false,"retrieval_step":true,"url_token":"kqauv9sbd8ohol_taow","views_remaining":5},
          {"created_at":"2026-11-21T02:41:15.351Z","days_remaining":7,"deletable_by_viewer":null,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/vwtawnwfpmyf/r","name":"name-canary-list-url","passphrase_set":false,"retrieval_step":true,"url_token":"vwtawnwfpmyf","views_remaining":5},
          {"created_at":"2026-11-21T02:41:15.336Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/xccbwi8bsymlly75p90/r","name":"name-canary-list-file","passphrase_set":false,"retrieval_step":true,"url_token":"xccbwi8bsymlly75p90","views_remaining":5},
          {"created_at":"2026-11-21T02:41:15.323Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"html_url":"http://127.0.0.1:5100/p/dn55cgiklsy_","name":"name-canary-list","passphrase_set":true,"retrieval_step":false,"url_token":"dn55cgiklsy_","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:13.817Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.832Z","html_url":"http://127.0.0.1:5100/p/rp2opz67p1i6qizh-ju/r","name":"","retrieval_step":true,"url_token":"rp2opz67p1i6qizh-ju","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.783Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.800Z","html_url":"http://127.0.0.1:5100/p/_z3by-izie2hnfxlbje/r","name":"","retrieval_step":true,"url_token":"_z3by-izie2hnfxlbje","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.749Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.765Z","html_url":"http://127.0.0.1:5100/p/8h6jqvammac1wyko/r","name":"","retrieval_step":true,"url_token":"8h6jqvammac1wyko","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.715Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.734Z","html_url":"http://127.0.0.1:5100/p/o9eukspfvaq/r","name":"","retrieval_step":true,"url_token":"o9eukspfvaq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.679Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.696Z","html_url":"http://127.0.0.1:5100/p/bt8_wfppdiwc/r","name":"","retrieval_step":true,"url_token":"bt8_wfppdiwc","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.649Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.665Z","html_url":"http://127.0.0.1:5100/p/envdd4liqdbuwcsg9q/r","name":"","retrieval_step":true,"url_token":"envdd4liqdbuwcsg9q","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.615Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.632Z","html_url":"http://127.0.0.1:5100/p/7zurplw2ar9o/r","name":"","retrieval_step":true,"url_token":"7zurplw2ar9o","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.584Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.599Z","html_url":"http://127.0.0.1:5100/p/f8y1xcfhrcoocj3bxbu/r","name":"","retrieval_step":true,"url_token":"f8y1xcfhrcoocj3bxbu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.555Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.570Z","html_url":"http://127.0.0.1:5100/p/yemo3qdjb0ye/r","name":"","retrieval_step":true,"url_token":"yemo3qdjb0ye","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.526Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.540Z","html_url":"http://127.0.0.1:5100/p/vr1q1-lrj--67zmfn5m/r","name":"","retrieval_step":true,"url_token":"vr1q1-lrj--67zmfn5m","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.495Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.510Z","html_url":"http://127.0.0.1:5100/p/ygtqz6ms6qjtpa/r","name":"","retrieval_step":true,"url_token":"ygtqz6ms6qjtpa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.465Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.481Z","html_url":"http://127.0.0.1:5100/p/wnmhwohozcbqyuky/r","name":"","retrieval_step":true,"url_token":"wnmhwohozcbqyuky","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.434Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.450Z","html_url":"http://127.0.0.1:5100/p/lijjnysrnwklvoszhg/r","name":"","retrieval_step":true,"url_token":"lijjnysrnwklvoszhg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.403Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.418Z","html_url":"http://127.0.0.1:5100/p/xkendfar8tik0dcsoki/r","name":"","retrieval_step":true,"url_token":"xkendfar8tik0dcsoki","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.371Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.388Z","html_url":"http://127.0.0.1:5100/p/qelrqcld59ot9r_xi3e/r","name":"","retrieval_step":true,"url_token":"qelrqcld59ot9r_xi3e","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.342Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.357Z","html_url":"http://127.0.0.1:5100/p/vjc5qw8w_xpotok9gdw/r","name":"","retrieval_step":true,"url_token":"vjc5qw8w_xpotok9gdw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.309Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.326Z","html_url":"http://127.0.0.1:5100/p/c59ivxvcgi6r/r","name":"","retrieval_step":true,"url_token":"c59ivxvcgi6r","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.276Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.293Z","html_url":"http://127.0.0.1:5100/p/z0bfwxt2_2hna5ma9lo/r","name":"","retrieval_step":true,"url_token":"z0bfwxt2_2hna5ma9lo","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.244Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.261Z","html_url":"http://127.0.0.1:5100/p/s8jet9ufzoypjqi/r","name":"","retrieval_step":true,"url_token":"s8jet9ufzoypjqi","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.210Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.226Z","html_url":"http://127.0.0.1:5100/p/fh_gbfja471-bi-k/r","name":"","retrieval_step":true,"url_token":"fh_gbfja471-bi-k","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.171Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.189Z","html_url":"http://127.0.0.1:5100/p/ghnfknb6dddlzw/r","name":"","retrieval_step":true,"url_token":"ghnfknb6dddlzw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.136Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.151Z","html_url":"http://127.0.0.1:5100/p/znesjeftj5ixacek4q/r","name":"","retrieval_step":true,"url_token":"znesjeftj5ixacek4q","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.105Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.121Z","html_url":"http://127.0.0.1:5100/p/zuyselmebba/r","name":"","retrieval_step":true,"url_token":"zuyselmebba","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.074Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.090Z","html_url":"http://127.0.0.1:5100/p/bmwfqoyfrow/r","name":"","retrieval_step":true,"url_token":"bmwfqoyfrow","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.041Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.057Z","html_url":"http://127.0.0.1:5100/p/zomtibifdab9vhw/r","name":"","retrieval_step":true,"url_token":"zomtibifdab9vhw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:13.017Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.029Z","html_url":"http://127.0.0.1:5100/p/i3moktxtqfpjzt7s/r","name":"","retrieval_step":true,"url_token":"i3moktxtqfpjzt7s","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.992Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:13.005Z","html_url":"http://127.0.0.1:5100/p/mcwabovan-6pvub7qa/r","name":"","retrieval_step":true,"url_token":"mcwabovan-6pvub7qa","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.962Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.980Z","html_url":"http://127.0.0.1:5100/p/lkggpzzoe2c/r","name":"","retrieval_step":true,"url_token":"lkggpzzoe2c","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.933Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.946Z","html_url":"http://127.0.0.1:5100/p/k4ve4qjp5dbjumu8v00/r","name":"","retrieval_step":true,"url_token":"k4ve4qjp5dbjumu8v00","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.907Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.920Z","html_url":"http://127.0.0.1:5100/p/tv4qhoz3adqeb_o2vri/r","name":"","retrieval_step":true,"url_token":"tv4qhoz3adqeb_o2vri","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.873Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.893Z","html_url":"http://127.0.0.1:5100/p/pn7d65vn_og-bw/r","name":"","retrieval_step":true,"url_token":"pn7d65vn_og-bw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.835Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.854Z","html_url":"http://127.0.0.1:5100/p/i3nhe4s4cmo/r","name":"","retrieval_step":true,"url_token":"i3nhe4s4cmo","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.789Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.812Z","html_url":"http://127.0.0.1:5100/p/k7pz-v_egzbmm4q/r","name":"","retrieval_step":true,"url_token":"k7pz-v_egzbmm4q","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.745Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.770Z","html_url":"http://127.0.0.1:5100/p/w8cri8yraewy/r","name":"","retrieval_step":true,"url_token":"w8cri8yraewy","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.706Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.725Z","html_url":"http://127.0.0.1:5100/p/tvez7iderhptjq/r","name":"","retrieval_step":true,"url_token":"tvez7iderhptjq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.665Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.686Z","html_url":"http://127.0.0.1:5100/p/xtyws6au7_5ks-8/r","name":"","retrieval_step":true,"url_token":"xtyws6au7_5ks-8","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.627Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.647Z","html_url":"http://127.0.0.1:5100/p/gggb09sudze5nki/r","name":"","retrieval_step":true,"url_token":"gggb09sudze5nki","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.587Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.605Z","html_url":"http://127.0.0.1:5100/p/hmafd3yrcxtal8o/r","name":"","retrieval_step":true,"url_token":"hmafd3yrcxtal8o","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.558Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.572Z","html_url":"http://127.0.0.1:5100/p/8bxtdzi_j9ecxpg/r","name":"","retrieval_step":true,"url_token":"8bxtdzi_j9ecxpg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.526Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.543Z","html_url":"http://127.0.0.1:5100/p/c3wsldloaw-p/r","name":"","retrieval_step":true,"url_token":"c3wsldloaw-p","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.499Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.512Z","html_url":"http://127.0.0.1:5100/p/lfzmi_lunjxjzyvrisk/r","name":"","retrieval_step":true,"url_token":"lfzmi_lunjxjzyvrisk","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.474Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.487Z","html_url":"http://127.0.0.1:5100/p/6hbgppszxvkhdqs/r","name":"","retrieval_step":true,"url_token":"6hbgppszxvkhdqs","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.446Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.461Z","html_url":"http://127.0.0.1:5100/p/zuhgvde5jjlc/r","name":"","retrieval_step":true,"url_token":"zuhgvde5jjlc","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.414Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.431Z","html_url":"http://127.0.0.1:5100/p/fj1jsnszycqaubs/r","name":"","retrieval_step":true,"url_token":"fj1jsnszycqaubs","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.379Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.398Z","html_url":"http://127.0.0.1:5100/p/w7lmmwoj15jcjf8exai/r","name":"","retrieval_step":true,"url_token":"w7lmmwoj15jcjf8exai","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.355Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.367Z","html_url":"http://127.0.0.1:5100/p/qthrn-tbujipaw/r","name":"","retrieval_step":true,"url_token":"qthrn-tbujipaw","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.332Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.343Z","html_url":"http://127.0.0.1:5100/p/-3k4occx7l8hzuodxui/r","name":"","retrieval_step":true,"url_token":"-3k4occx7l8hzuodxui","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.308Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.321Z","html_url":"http://127.0.0.1:5100/p/jxkrhzmwimi6dq/r","name":"","retrieval_step":true,"url_token":"jxkrhzmwimi6dq","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.283Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.296Z","html_url":"http://127.0.0.1:5100/p/fbfunpyhqfzvj-o/r","name":"","retrieval_step":true,"url_token":"fbfunpyhqfzvj-o","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.257Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.271Z","html_url":"http://127.0.0.1:5100/p/tlvd1mmufaym5xe/r","name":"","retrieval_step":true,"url_token":"tlvd1mmufaym5xe","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:12.233Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.245Z","html_url":"http://127.0.0.1:5100/p/syhcq2clcd2qvtu/r","name":"","retrieval_step":true,"url_token":"syhcq2clcd2qvtu","views_remaining":5},
          {"created_at":"2026-11-21T02:41:12.208Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:12.221Z","html_url":"http://127.0.0.1:5100/p/99ebmd6hvdt14vs/r","name":"","retrieval_step":true,"url_token":"99ebmd6hvdt14vs","views_remaining":5}
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
          {"created_at":"2026-11-21T02:41:15.508Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:41:15.521Z","html_url":"http://127.0.0.1:5100/p/o-kbhnxabgw","name":"","retrieval_step":false,"url_token":"o-kbhnxabgw","views_remaining":0},
          {"created_at":"2026-11-21T02:41:15.476Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:41:15.491Z","html_url":"http://127.0.0.1:5100/p/plbyaohtviimbeqm","name":"","retrieval_step":false,"url_token":"plbyaohtviimbeqm","views_remaining":0},
          {"created_at":"2026-11-21T02:41:15.415Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:15.466Z","html_url":"http://127.0.0.1:5100/p/ouxlbzn2byb61ji/r","name":"","retrieval_step":true,"url_token":"ouxlbzn2byb61ji","views_remaining":5},
          {"created_at":"2026-11-21T02:41:15.404Z","days_remaining":7,"deletable_by_viewer":null,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:15.455Z","html_url":"http://127.0.0.1:5100/p/cvv-qcrtjvyk3cmf/r","name":"name-canary-list-url","retrieval_step":true,"url_token":"cvv-qcrtjvyk3cmf","views_remaining":5},
          {"created_at":"2026-11-21T02:41:15.384Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:15.443Z","html_url":"http://127.0.0.1:5100/p/391hhgfzd3stcg/r","name":"name-canary-list-file","retrieval_step":true,"url_token":"391hhgfzd3stcg","views_remaining":5},
          {"created_at":"2026-11-21T02:41:15.371Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:41:15.426Z","html_url":"http://127.0.0.1:5100/p/__b2vhc_zg2hsa","name":"name-canary-list","retrieval_step":false,"url_token":"__b2vhc_zg2hsa","views_remaining":5}
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
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 40 seconds."
    }
  `);
});
