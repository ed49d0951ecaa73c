import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.50.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous', { id: 'v1-preview-unknown', token: 'push-mcp-probe' }];

test('audit: is empty for a push that nobody opened', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-unviewed'), despite: ['credentials'] },
      'v1-audit-owner-unviewed',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-unviewed') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "hxs22dihurrhrac",
        entries: [],
        page: 1
      }
    }
  `);
});

test('audit: puts the numbered kinds into words', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-life'), despite: ['credentials'] },
      'v1-audit-owner-life',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-life') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "jkwhxzrm603o",
        entries: [
          {"created_at":"2026-11-21T02:42:37.678Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.690Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.701Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.712Z","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
          {"created_at":"2026-11-21T02:42:37.723Z","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: cuts the first page out of the whole, which this release gives at once', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-page-1'), despite: ['credentials'] },
      'v1-audit-owner-page-1',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-1') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "h0oumv6oz0rnyoncg1w",
        entries: [
          {"created_at":"2026-11-21T02:42:37.742Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.753Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.765Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.778Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.788Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.800Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.811Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.822Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.834Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.846Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.859Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.871Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.882Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.895Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.906Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.917Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.929Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.941Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.953Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:37.964Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.050Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.061Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.072Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.083Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.094Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.105Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.117Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.129Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.140Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.151Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.162Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.174Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.185Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.198Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.211Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.224Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.237Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.250Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.261Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.274Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.287Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.301Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.316Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.329Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.343Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.379Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.391Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.403Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.415Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.426Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
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
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-page-2'), despite: ['credentials'] },
      'v1-audit-owner-page-2',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-2'), page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "h0oumv6oz0rnyoncg1w",
        entries: [
          {"created_at":"2026-11-21T02:42:38.438Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.449Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.460Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.472Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.485Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.499Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.510Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.521Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.534Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.549Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 2
      }
    }
  `);
});

test('audit: has nothing past the end', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-page-3'), despite: ['credentials'] },
      'v1-audit-owner-page-3',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-3'), page: 3 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "h0oumv6oz0rnyoncg1w",
        entries: [],
        page: 3
      }
    }
  `);
});

test('audit: refuses somebody else, though the status says 200', async () => {
  const outcome = await replay({
    as: 'other',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-other'), despite: ['credentials'] },
      'v1-audit-other',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-other') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push does not belong to the account of the token, so its audit is not to be had."
    }
  `);
});

test('audit: refuses an account a push that nobody owns', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-anonymous-push'), despite: ['credentials'] },
      'v1-audit-anonymous-push',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-anonymous-push') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push does not belong to the account of the token, so its audit is not to be had."
    }
  `);
});

test('audit: finds a file push in its own table', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-f-preview-through-p', token: tokenOf('v1-f-audit-owner'), despite: ['credentials'] },
      { id: 'v1-f-preview-existing', token: tokenOf('v1-f-audit-owner'), despite: ['credentials'] },
      'v1-f-audit-owner',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-f-audit-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "ara13ips5fyklg",
        entries: [
          {"created_at":"2026-11-21T02:42:38.771Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.783Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: finds a URL push in its own table', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-audit-owner'), despite: ['credentials'] },
      { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-audit-owner'), despite: ['credentials'] },
      { id: 'v1-r-preview-existing', token: tokenOf('v1-r-audit-owner'), despite: ['credentials'] },
      'v1-r-audit-owner',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-r-audit-owner') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        url_token: "iajdtgvec_zbybg",
        entries: [
          {"created_at":"2026-11-21T02:42:38.815Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:38.825Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: refuses somebody else a URL push', async () => {
  const outcome = await replay({
    as: 'other',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-audit-other'), despite: ['credentials'] },
      { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-audit-other'), despite: ['credentials'] },
      { id: 'v1-r-preview-existing', token: tokenOf('v1-r-audit-other'), despite: ['credentials'] },
      'v1-r-audit-other',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-r-audit-other') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "This push does not belong to the account of the token, so its audit is not to be had."
    }
  `);
});

test('audit: says that no table knows the push', async () => {
  const outcome = await replay({
    as: 'owner',
    email: true,
    serve: [
      ...probes,
      { id: 'v1-preview-unknown', despite: ['credentials'] },
      'v1-f-preview-unknown',
      'v1-r-preview-unknown',
    ],
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
    email: true,
    serve: [...probes, { id: 'v1-preview-bad-x-user', token: tokenOf('v1-audit-bad-x-user') }, 'v1-audit-bad-x-user'],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-bad-x-user') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN with PWPUSH_API_EMAIL (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token."
    }
  `);
});

test('audit: says that this release wants the e-mail beside the token', async () => {
  const outcome = await replay({
    as: 'owner',
    serve: [
      ...probes,
      { id: 'v1-preview-existing', token: tokenOf('v1-audit-bearer'), despite: ['credentials'] },
      'v1-audit-bearer',
    ],
    call: ['get_push_audit', { url_token: tokenOf('v1-audit-bearer') }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
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

test('active: joins the three tables, newest first, and tells the kinds and which no longer open', async () => {
  const outcome = await replay({
    as: 'other',
    email: true,
    serve: [...probes, 'v1-active-kinds', 'v1-f-active', 'v1-r-active'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:41.466Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"7znw89h2rh-hymjlla","views_remaining":0,"kind":"file"},
          {"created_at":"2026-11-21T02:42:41.284Z","days_remaining":7,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"imf5cjbt8fw","views_remaining":5,"kind":"url"},
          {"created_at":"2026-11-21T02:42:41.263Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"n5xqsey3dfopjg","views_remaining":5,"kind":"file"},
          {"created_at":"2026-11-21T02:42:41.249Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"6fi_bdu62uvzzwzy4q","views_remaining":5,"kind":"text"}
        ],
        page: 1,
        note: "Pushes with no days or no views left no longer open, though the service still lists them as active."
      }
    }
  `);
});

test('active: gives a full page of 25 and the number of the next', async () => {
  const outcome = await replay({
    as: 'bulk',
    email: true,
    serve: [
      ...probes,
      'v1-active-bulk-page-1',
      { id: 'v1-active-other', path: '/f/active.json', despite: ['credentials'] },
      { id: 'v1-active-other', path: '/r/active.json', despite: ['credentials'] },
    ],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:40.859Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"xkta7egia1mo","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.849Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"fa-pexvs76rz","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.839Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"cljtb4camral","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.818Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"txfxekq6kj3s","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.806Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"6c9djlbhau6qojo","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.797Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"7hzy4mv5mg3ena","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.785Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"qdwgyirkmdm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.774Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"xwdpch9ivholchhj","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.764Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"mgzl8qltuom","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.754Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"y2d-kfutmqcl7vm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.744Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"t23u-mwko4cm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.736Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"bsaplbfecyak8icntig","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.726Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"kypwzwdemau2bwvr","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.708Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"_25iqzwpzmdg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.694Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"adnl3uf4gmn-abee","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.663Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"d4fzrwacjsfr","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.651Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"omuk8yrvxjlc8num5w","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.640Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ese0he_yusyk6zposw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.628Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"j2u4z9dsw1t50tk","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.616Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"nxmgjvzuezs-y9a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.603Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"uirghtcxvfi","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.591Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"dgiauotom8zpcw0mwya","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.580Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"7d-17qey0v5f26gberi","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.567Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"7yu_15wbz1ophvh5_w","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.556Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"riimkg7nvwh5tbvvoq","views_remaining":5,"kind":"text"}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('active: leaves out tables that the instance has switched off', async () => {
  const outcome = await replay({
    as: 'bulk',
    email: true,
    serve: [
      ...probes,
      'v1-active-bulk-page-2',
      { id: 'unrouted-v1-index', path: '/f/active.json?page=2', despite: ['credentials'] },
      { id: 'unrouted-v1-index', path: '/r/active.json?page=2', despite: ['credentials'] },
    ],
    call: ['list_active_pushes', { page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:40.545Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"u-shmcmsuq8","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.533Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"b5rblg2ejntayoc","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.521Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"pp0fno62l6pv6nq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.510Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"dvx3v7k21myt","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.499Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"arxpl326iv5n","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.488Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"xi_zw7ds85lckpitsgg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.476Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"kjvq-rsfeuvteq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.464Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"h6sopuq_eba","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.452Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"al_x7zwk2xkovg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.440Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"90jdgyr3pmh7hpogkg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.427Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"n1jwregnvnfq18y","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.415Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"r0xxhwobggl05a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.402Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"lqzihvdwdey8una","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.281Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"pf5gnnhfxvadiq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.269Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"hbn9p3t0ydpocria8q","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.258Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"d0hhaxrzf74k","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.249Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ns-ihj-pn-17ra","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.239Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"jbl9nxw7onl0gz5a4a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.229Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"qvzzoq07r8mgua","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.219Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"hnmyoei5a7i","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.209Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ocblzkr-tokr83kvgw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.198Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"nfxooc24weuyqje","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.181Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"gsvgoimi5qtorbu","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.171Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ki44qoaixtl7u89csa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.160Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"kjgm-8jxccp79q","views_remaining":5,"kind":"text"}
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
    email: true,
    serve: [
      ...probes,
      'v1-active-bulk-page-3',
      { id: 'v1-active-other', path: '/f/active.json?page=3', despite: ['credentials'] },
      { id: 'v1-active-other', path: '/r/active.json?page=3', despite: ['credentials'] },
    ],
    call: ['list_active_pushes', { page: 3 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:40.150Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"cda2wxyop_a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.139Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"s_lt4o-0ib0m","views_remaining":5,"kind":"text"}
        ],
        page: 3
      }
    }
  `);
});

test('active: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
    email: true,
    serve: [
      ...probes,
      'v1-active-page-past-end',
      { id: 'v1-active-other', path: '/f/active.json?page=9', despite: ['credentials'] },
      { id: 'v1-active-other', path: '/r/active.json?page=9', despite: ['credentials'] },
    ],
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

test('active: says that the token was refused', async () => {
  const outcome = await replay({
    as: 'bad',
    email: true,
    serve: [...probes, 'v1-active-bad-x-user'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN with PWPUSH_API_EMAIL (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token."
    }
  `);
});

test('active: says that this release wants the e-mail beside the token', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-active-bearer'],
    call: ['list_active_pushes', { page: 9 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
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

test('expired: joins the three tables, newest first, and tells the kinds', async () => {
  const outcome = await replay({
    as: 'other',
    email: true,
    serve: [...probes, 'v1-expired-kinds', 'v1-f-expired', 'v1-r-expired'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:41.429Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:42:41.443Z","retrieval_step":false,"url_token":"v5v1vv6jhstggcc","views_remaining":0,"kind":"text"},
          {"created_at":"2026-11-21T02:42:41.391Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:42:41.409Z","retrieval_step":false,"url_token":"pqdnynpvpfeddfc","views_remaining":0,"kind":"text"},
          {"created_at":"2026-11-21T02:42:41.326Z","days_remaining":7,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:41.377Z","retrieval_step":false,"url_token":"jxq7zrwzqscnfcnubw","views_remaining":5,"kind":"url"},
          {"created_at":"2026-11-21T02:42:41.307Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:41.363Z","retrieval_step":false,"url_token":"d_c4ystmrf85qu01","views_remaining":5,"kind":"file"},
          {"created_at":"2026-11-21T02:42:41.293Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:41.339Z","retrieval_step":false,"url_token":"klhw3b8tyovm","views_remaining":5,"kind":"text"}
        ],
        page: 1
      }
    }
  `);
});

test('expired: gives a full page of 25 and the number of the next', async () => {
  const outcome = await replay({
    as: 'bulk',
    email: true,
    serve: [
      ...probes,
      'v1-expired-bulk-page-1',
      { id: 'v1-expired-other', path: '/f/expired.json', despite: ['credentials'] },
      { id: 'v1-expired-other', path: '/r/expired.json', despite: ['credentials'] },
    ],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:40.117Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:40.129Z","retrieval_step":false,"url_token":"wazyca3u1mm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.093Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:40.106Z","retrieval_step":false,"url_token":"-f722aluqfwrbtqjea","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.068Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:40.081Z","retrieval_step":false,"url_token":"vhhvsfrki3wz","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.041Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:40.057Z","retrieval_step":false,"url_token":"o7jqsyn6ttf3oe0","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:40.015Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:40.030Z","retrieval_step":false,"url_token":"lp_cv2mmjazub2g","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.987Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:40.002Z","retrieval_step":false,"url_token":"ssm8ntqx9de","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.961Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.976Z","retrieval_step":false,"url_token":"rdkkadd11nrnrq6v","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.915Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.938Z","retrieval_step":false,"url_token":"vihhvmggd4q","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.884Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.904Z","retrieval_step":false,"url_token":"jijsn-0e995rdg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.861Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.873Z","retrieval_step":false,"url_token":"fymlo4l1tpxiea","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.839Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.852Z","retrieval_step":false,"url_token":"ibpcgktbhxpdoflaiq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.815Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.829Z","retrieval_step":false,"url_token":"7_78rmc7fyssukngvhq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.791Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.805Z","retrieval_step":false,"url_token":"hxrfgryncxbfky7sp5u","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.766Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.780Z","retrieval_step":false,"url_token":"wxpguivp2x0","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.742Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.756Z","retrieval_step":false,"url_token":"vto2fs2y_2ct","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.715Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.731Z","retrieval_step":false,"url_token":"brsjkehrlztf1whx","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.691Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.704Z","retrieval_step":false,"url_token":"aero9spyfwnm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.666Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.680Z","retrieval_step":false,"url_token":"wlehinw-xyrtxnx_3q","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.640Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.655Z","retrieval_step":false,"url_token":"as0vyquvyhx5bx8","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.616Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.630Z","retrieval_step":false,"url_token":"7s1g39iw3ztwilcn","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.596Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.606Z","retrieval_step":false,"url_token":"hhr3qyvhch_i-m4so-s","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.577Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.588Z","retrieval_step":false,"url_token":"ii9forhxl39axrch","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.556Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.568Z","retrieval_step":false,"url_token":"kynapoxmge7k3g","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.533Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.546Z","retrieval_step":false,"url_token":"qd_htg7v-mo","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.510Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.523Z","retrieval_step":false,"url_token":"1txvipfjrpe_","views_remaining":5,"kind":"text"}
        ],
        page: 1,
        next_page: 2
      }
    }
  `);
});

test('expired: leaves out tables that the instance has switched off', async () => {
  const outcome = await replay({
    as: 'bulk',
    email: true,
    serve: [
      ...probes,
      'v1-expired-bulk-page-2',
      { id: 'unrouted-v1-index', path: '/f/expired.json?page=2', despite: ['credentials'] },
      { id: 'unrouted-v1-index', path: '/r/expired.json?page=2', despite: ['credentials'] },
    ],
    call: ['list_expired_pushes', { page: 2 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:39.484Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.498Z","retrieval_step":false,"url_token":"ejqosw2y8r_jouaq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.461Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.474Z","retrieval_step":false,"url_token":"t7fb57bm6pgvn40","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.440Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.451Z","retrieval_step":false,"url_token":"qsoewzqchzw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.420Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.430Z","retrieval_step":false,"url_token":"nxsdd_mr4fzd-y-6pg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.402Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.412Z","retrieval_step":false,"url_token":"tcu-uzhfr8uzgq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.383Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.393Z","retrieval_step":false,"url_token":"fxukpg4-up0","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.361Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.374Z","retrieval_step":false,"url_token":"1bxa-_ejfb9f-g","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.338Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.351Z","retrieval_step":false,"url_token":"9wwfytdmqcxndhlimma","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.315Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.327Z","retrieval_step":false,"url_token":"_hooom4wtm_9g_ppwfy","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.291Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.304Z","retrieval_step":false,"url_token":"k6n00lzz8bzpfxcycta","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.272Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.282Z","retrieval_step":false,"url_token":"bebkoo60afcrgsg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.253Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.263Z","retrieval_step":false,"url_token":"btp2sojnka4","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.234Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.244Z","retrieval_step":false,"url_token":"rnrf8nxtmnm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.214Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.225Z","retrieval_step":false,"url_token":"y1pkxwzbzsyacq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.125Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.206Z","retrieval_step":false,"url_token":"tztxrs-zg44ys1co4g","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.100Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.114Z","retrieval_step":false,"url_token":"qvtyu15xz5prporw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.076Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.089Z","retrieval_step":false,"url_token":"dj9uzpbjy9smxyq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.052Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.065Z","retrieval_step":false,"url_token":"yrylvermg_4v6g","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.027Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.040Z","retrieval_step":false,"url_token":"753onyaq5zj8eryt2cq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:39.003Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:39.016Z","retrieval_step":false,"url_token":"epxwraqovu4hr12fmvm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:38.979Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:38.993Z","retrieval_step":false,"url_token":"jkth3ppm5d9g8a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:38.954Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:38.969Z","retrieval_step":false,"url_token":"h5ann6lkzhc6ew","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:38.931Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:38.944Z","retrieval_step":false,"url_token":"zceisu4a3sfm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:38.913Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:38.921Z","retrieval_step":false,"url_token":"qd9jhbe-cns","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:38.894Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:38.905Z","retrieval_step":false,"url_token":"nse7tzmmpaac","views_remaining":5,"kind":"text"}
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
    email: true,
    serve: [
      ...probes,
      'v1-expired-bulk-page-3',
      { id: 'v1-expired-other', path: '/f/expired.json?page=3', despite: ['credentials'] },
      { id: 'v1-expired-other', path: '/r/expired.json?page=3', despite: ['credentials'] },
    ],
    call: ['list_expired_pushes', { page: 3 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:38.875Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:38.886Z","retrieval_step":false,"url_token":"ub2wlqx7_1je","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:38.849Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:38.867Z","retrieval_step":false,"url_token":"fc2sstefn9anphe","views_remaining":5,"kind":"text"}
        ],
        page: 3
      }
    }
  `);
});

test('expired: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
    email: true,
    serve: [
      ...probes,
      'v1-expired-page-past-end',
      { id: 'v1-expired-other', path: '/f/expired.json?page=9', despite: ['credentials'] },
      { id: 'v1-expired-other', path: '/r/expired.json?page=9', despite: ['credentials'] },
    ],
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

test('expired: says that the token was refused', async () => {
  const outcome = await replay({
    as: 'bad',
    email: true,
    serve: [...probes, 'v1-expired-bad-x-user'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN with PWPUSH_API_EMAIL (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token."
    }
  `);
});

test('expired: says that this release wants the e-mail beside the token', async () => {
  const outcome = await replay({
    as: 'bulk',
    serve: [...probes, 'v1-expired-bearer'],
    call: ['list_expired_pushes', { page: 9 }],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."
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
    email: true,
    serve: [...probes, 'throttled-v1-active'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 52 seconds."
    }
  `);
});
