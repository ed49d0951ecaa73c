import { expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

const { replay, tokenOf } = openRecording('1.54.0');
const probes = ['version-v2-anonymous', 'version-v1-anonymous'];

test('audit: is empty for a push that nobody opened', async () => {
  const outcome = await replay({
    as: 'owner',
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
        url_token: "wyrw60c0q44tce6xyg",
        entries: [],
        page: 1
      }
    }
  `);
});

test('audit: puts the numbered kinds into words', async () => {
  const outcome = await replay({
    as: 'owner',
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
        url_token: "jpubgp2dbocgw2i",
        entries: [
          {"created_at":"2026-11-21T02:42:22.372Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.381Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.389Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.397Z","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
          {"created_at":"2026-11-21T02:42:22.405Z","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: cuts the first page out of the whole, which this release gives at once', async () => {
  const outcome = await replay({
    as: 'owner',
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
        url_token: "bo91o1tgbexelw",
        entries: [
          {"created_at":"2026-11-21T02:42:22.418Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.424Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.431Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.437Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.447Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.454Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.461Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.468Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.477Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.484Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.491Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.498Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.504Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.511Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.518Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.526Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.533Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.540Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.549Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.555Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.562Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.569Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.576Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.582Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.588Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.595Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.602Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.609Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.615Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.622Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.628Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.635Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.642Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.653Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.659Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.666Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.672Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.679Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.684Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.692Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.698Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.710Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.718Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.724Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.731Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.739Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.746Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.754Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.761Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.768Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
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
        url_token: "bo91o1tgbexelw",
        entries: [
          {"created_at":"2026-11-21T02:42:22.776Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.785Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.798Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.807Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.815Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.822Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.829Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.837Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.844Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.851Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 2
      }
    }
  `);
});

test('audit: has nothing past the end', async () => {
  const outcome = await replay({
    as: 'owner',
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
        url_token: "bo91o1tgbexelw",
        entries: [],
        page: 3
      }
    }
  `);
});

test('audit: refuses somebody else, though the status says 200', async () => {
  const outcome = await replay({
    as: 'other',
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
        url_token: "ukg6ubkxrtm-r0a",
        entries: [
          {"created_at":"2026-11-21T02:42:22.989Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:22.997Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: finds a URL push in its own table', async () => {
  const outcome = await replay({
    as: 'owner',
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
        url_token: "ucatqw0s6a2msuc01a0",
        entries: [
          {"created_at":"2026-11-21T02:42:23.027Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
          {"created_at":"2026-11-21T02:42:23.038Z","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
        ],
        page: 1
      }
    }
  `);
});

test('audit: refuses somebody else a URL push', async () => {
  const outcome = await replay({
    as: 'other',
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
    serve: [...probes, { id: 'v1-preview-bad-token', token: tokenOf('v1-audit-bad-token') }],
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

test('active: joins the three tables, newest first, and tells the kinds and which no longer open', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [...probes, 'v1-active-kinds', 'v1-f-active', 'v1-r-active'],
    call: ['list_active_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:24.566Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":false,"expired_on":null,"name":"name-canary-list-last-view","retrieval_step":false,"url_token":"vznhegxbfgm","views_remaining":0,"kind":"file"},
          {"created_at":"2026-11-21T02:42:24.438Z","days_remaining":7,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"name":"name-canary-list-url","retrieval_step":false,"url_token":"axre-ia0wly","views_remaining":5,"kind":"url"},
          {"created_at":"2026-11-21T02:42:24.420Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"name":"name-canary-list-file","retrieval_step":false,"url_token":"ln_w2gkfozxvnow","views_remaining":5,"kind":"file"},
          {"created_at":"2026-11-21T02:42:24.408Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"name":"name-canary-list","retrieval_step":false,"url_token":"-xz0iwwlfcodprcr","views_remaining":5,"kind":"text"}
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
          {"created_at":"2026-11-21T02:42:24.130Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ei-tfoo_4zptu2m","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.123Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"zn0tuvacvw5nwq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.115Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"xotmy7samlz90a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.108Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"7dk9m5x-gte","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.101Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"bb68kzzvqzgpt90nagq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.093Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"k2ah6k4aaxwbt1qbuws","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.087Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"pdf1bqu7r5r5qnwu","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.080Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"4ov1gx58cmyyoa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.072Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"0ggrb1y__ahrvw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.066Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"i--qvkjugyu","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.061Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"n5cvhrl6dywl4dk","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.054Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"br2pedsq_jfm_3q60g","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.048Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"_ygtbersbxw_2awosw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.042Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"vbm6nsqqgr_5nfqbod0","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.036Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"mkm7np0z-ku3","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.029Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"vbpmfwp-vkk","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.022Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"dyfqkecsyouf0q","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.016Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"zvmjcyrlrxdpiml7","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.009Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"6-c9__mtvj-8ykq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.003Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"uuu4hefsgz4sfa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.996Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"wsvrdpkwbufln2ps2w","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.989Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"beokyqvv3zym","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.982Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"dafb-0ofg_uebfg5zg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.976Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"i0aocn59xx84xa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.965Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"gzuxfw5qhjg","views_remaining":5,"kind":"text"}
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
          {"created_at":"2026-11-21T02:42:23.958Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ikkcrgd8gp4dxxck","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.950Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"3qwr7m6fkmucxa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.943Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"o8u6y2zxnag","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.936Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"m_5pswsc04bho9k","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.928Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"v2fhi8fa2iam","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.921Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"pq_d8xcbmjhp","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.915Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"kzpcxzbxhqv2h66aha","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.907Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"dtlv7vygnsjh0w","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.901Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ktyvcd9z9hk","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.894Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"vagjkt_7x3vr","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.887Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"tyvvswsux3ttm7z1","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.880Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"p6smrkinlvy","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.873Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"yz_pat2sg_sc","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.867Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"p2sfjiv2fvxyvznr","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.860Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"hbmdlj-anl0uadfilg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.854Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ftxrkxsfl1xb","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.848Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"owcka2x5l_oihpe","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.842Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"o-6reymd4g_9","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.837Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"upyqnuzzzgq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.832Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"ca1rszfzynddfu0","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.827Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"9dvnmtrrr49nea","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.823Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"zxanyxiz3qa_","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.818Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"gn5f_mbysrg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.813Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"vecz2kiv-gueog","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.808Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"jbi5yzldwdmlxzeeww","views_remaining":5,"kind":"text"}
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
          {"created_at":"2026-11-21T02:42:23.803Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"n_enrybmfdec","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.797Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":5,"expired":false,"expired_on":null,"retrieval_step":false,"url_token":"yd9bovo_e24","views_remaining":5,"kind":"text"}
        ],
        page: 3
      }
    }
  `);
});

test('active: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
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

test('expired: joins the three tables, newest first, and tells the kinds', async () => {
  const outcome = await replay({
    as: 'other',
    serve: [...probes, 'v1-expired-kinds', 'v1-f-expired', 'v1-r-expired'],
    call: ['list_expired_pushes'],
  });
  expect(outcome).toMatchInlineSnapshot(`
    {
      result: {
        pushes: [
          {"created_at":"2026-11-21T02:42:24.547Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:42:24.556Z","retrieval_step":false,"url_token":"xmleq3t1miopfkw","views_remaining":0,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.520Z","days_remaining":7,"deletable_by_viewer":true,"deleted":false,"expire_after_days":7,"expire_after_views":1,"expired":true,"expired_on":"2026-11-21T02:42:24.534Z","retrieval_step":false,"url_token":"pljs7_ohpkz8nyun","views_remaining":0,"kind":"text"},
          {"created_at":"2026-11-21T02:42:24.478Z","days_remaining":7,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:24.511Z","name":"name-canary-list-url","retrieval_step":false,"url_token":"f4hr9_ji_uq0oe9mur4","views_remaining":5,"kind":"url"},
          {"created_at":"2026-11-21T02:42:24.458Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:24.501Z","name":"name-canary-list-file","retrieval_step":false,"url_token":"bpdrxr1gpdmb","views_remaining":5,"kind":"file"},
          {"created_at":"2026-11-21T02:42:24.445Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:24.488Z","name":"name-canary-list","retrieval_step":false,"url_token":"6mtwym5drcitxd8","views_remaining":5,"kind":"text"}
        ],
        page: 1
      }
    }
  `);
});

test('expired: gives a full page of 25 and the number of the next', async () => {
  const outcome = await replay({
    as: 'bulk',
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
          {"created_at":"2026-11-21T02:42:23.783Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.791Z","retrieval_step":false,"url_token":"swejkxxis9dbbzlw3ng","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.769Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.776Z","retrieval_step":false,"url_token":"9x4a9uztaill","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.757Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.764Z","retrieval_step":false,"url_token":"09qxh7hf3d2qaf8","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.745Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.752Z","retrieval_step":false,"url_token":"gq-5w7_ennun","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.732Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.739Z","retrieval_step":false,"url_token":"yvos_ckvta7ltq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.720Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.727Z","retrieval_step":false,"url_token":"4dovtrhkqtwapnnm","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.707Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.714Z","retrieval_step":false,"url_token":"t5grkdovxo-wqhulawa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.695Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.702Z","retrieval_step":false,"url_token":"q6j_xvgzgzdf4q","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.683Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.689Z","retrieval_step":false,"url_token":"3ghahhaao0hjrq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.670Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.677Z","retrieval_step":false,"url_token":"3ftjolzdnhkf","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.656Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.663Z","retrieval_step":false,"url_token":"q37tfsuovwmhrami","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.644Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.651Z","retrieval_step":false,"url_token":"bphali1vbunfhgvdsg","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.631Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.639Z","retrieval_step":false,"url_token":"tyzvcii2wc2geafzaw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.618Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.625Z","retrieval_step":false,"url_token":"elvwa7lmunpebw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.604Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.611Z","retrieval_step":false,"url_token":"_fvlujkp3pgzihtfxq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.589Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.597Z","retrieval_step":false,"url_token":"vqxmuakphu_pghhdwq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.574Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.582Z","retrieval_step":false,"url_token":"qhhwfs0ubalgga","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.560Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.568Z","retrieval_step":false,"url_token":"qoglbsrzb76h0qix_6i","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.544Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.553Z","retrieval_step":false,"url_token":"gewehobdgggmbzrwxxw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.530Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.538Z","retrieval_step":false,"url_token":"tl14gjllyqqy","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.518Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.525Z","retrieval_step":false,"url_token":"z4g7im2eu28","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.505Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.512Z","retrieval_step":false,"url_token":"w4e661nr4ugn3q","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.490Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.498Z","retrieval_step":false,"url_token":"kgccfqxzzyw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.476Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.484Z","retrieval_step":false,"url_token":"o98p7vlczdui","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.459Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.469Z","retrieval_step":false,"url_token":"gmezjlpu9u-dmdjwxg","views_remaining":5,"kind":"text"}
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
          {"created_at":"2026-11-21T02:42:23.446Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.453Z","retrieval_step":false,"url_token":"-bbsr41jju4isbilj8m","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.433Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.440Z","retrieval_step":false,"url_token":"ggxd9rumyi2bb7socw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.420Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.427Z","retrieval_step":false,"url_token":"hcsmwdqksbdxbzayja","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.404Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.412Z","retrieval_step":false,"url_token":"ualwje4uh71tkgynra","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.391Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.399Z","retrieval_step":false,"url_token":"dpalaecxblcny_cuwum","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.378Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.385Z","retrieval_step":false,"url_token":"pswv9wg-req","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.365Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.372Z","retrieval_step":false,"url_token":"5jgfgpkphi8nluooxw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.349Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.358Z","retrieval_step":false,"url_token":"akmfczijrclwwujc","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.334Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.342Z","retrieval_step":false,"url_token":"4u4kvejl_vh9uew2ew","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.320Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.327Z","retrieval_step":false,"url_token":"yp14ioonblnl-n6r9a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.305Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.312Z","retrieval_step":false,"url_token":"buk0it4vgw4r3bkqwju","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.290Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.298Z","retrieval_step":false,"url_token":"1emdjgedrnseqa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.267Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.281Z","retrieval_step":false,"url_token":"qyexdrdtw5pxoa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.253Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.261Z","retrieval_step":false,"url_token":"du48gwhulfeh6kogta","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.238Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.246Z","retrieval_step":false,"url_token":"nmc-7yqd0oe","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.223Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.232Z","retrieval_step":false,"url_token":"-oaz_8dodeq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.210Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.218Z","retrieval_step":false,"url_token":"ctu0cofgjqsqf4a","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.197Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.205Z","retrieval_step":false,"url_token":"ycir4ncmdiicwa","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.183Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.191Z","retrieval_step":false,"url_token":"ofa4homwp4cxj_8k","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.168Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.177Z","retrieval_step":false,"url_token":"ig_5ml39iis4o7qgpq","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.153Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.162Z","retrieval_step":false,"url_token":"xuflx1h8mfee","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.138Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.146Z","retrieval_step":false,"url_token":"3tjdsrfnsiy","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.121Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.131Z","retrieval_step":false,"url_token":"-ghot2_1xnp0g1d6","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.101Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.112Z","retrieval_step":false,"url_token":"wlutok7g0lcu20dxo5s","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.088Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.096Z","retrieval_step":false,"url_token":"yw-fnxzhv0m","views_remaining":5,"kind":"text"}
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
          {"created_at":"2026-11-21T02:42:23.074Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.082Z","retrieval_step":false,"url_token":"hnga1l-f9yvkaw","views_remaining":5,"kind":"text"},
          {"created_at":"2026-11-21T02:42:23.060Z","days_remaining":7,"deletable_by_viewer":true,"deleted":true,"expire_after_days":7,"expire_after_views":5,"expired":true,"expired_on":"2026-11-21T02:42:23.068Z","retrieval_step":false,"url_token":"_mmouxnlqrqjjfy","views_remaining":5,"kind":"text"}
        ],
        page: 3
      }
    }
  `);
});

test('expired: gives nothing past the end', async () => {
  const outcome = await replay({
    as: 'bulk',
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
      refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in 31 seconds."
    }
  `);
});
