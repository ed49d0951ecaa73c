import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['2.5.0', '2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('tells of the creation of a push that nobody opened [v2-audit-owner-unviewed]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-audit-owner-unviewed'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-unviewed') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"}
      ],
      page: 1
    `);
  });

  test('tells the life of a push in words [v2-audit-owner-life]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-audit-owner-life'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-life') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
        1-2: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
        3: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
        4: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"owner_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by the owner"},
        5: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"admin_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened by an administrator"},
        6: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
        7: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
      ],
      page: 1
    `);
  });

  test('gives a full page and the number of the next [v2-audit-owner-page-1]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-audit-owner-page-1'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-page-1') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"},
        1-49: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
      ],
      page: 1, next_page: 2
    `);
  });

  test('gives the rest on the second page [v2-audit-owner-page-2]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-audit-owner-page-2'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-page-2'), page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0-10: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
      ],
      page: 2
    `);
  });

  test('gives nothing past the end [v2-audit-owner-page-3]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-audit-owner-page-3'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-owner-page-3'), page: 3 }],
    });
    expect(outcome).toMatchInlineSnapshot(`url_token: "<url_token>", entries: [], page: 3`);
  });

  test('refuses somebody else [v2-audit-other]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v2-audit-other'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-other') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."`,
    );
  });

  test('refuses even an administrator [v2-audit-admin]', async () => {
    const outcome = await replay({
      as: 'admin',
      serve: ['v2-audit-admin'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-admin') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."`,
    );
  });

  test('refuses an account a push that nobody owns [v2-audit-anonymous-push]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-audit-anonymous-push'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-anonymous-push') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."`,
    );
  });

  test('says that no such push is known [v2-audit-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-audit-unknown'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('says that the token was refused [v2-audit-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v2-audit-bad-token'],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-bad-token') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('asks for a token before anything is sent', async () => {
    const outcome = await replay({
      probes: [],
      call: ['get_push_audit', { url_token: tokenOf('v2-audit-anonymous') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."`,
    );
  });
});
