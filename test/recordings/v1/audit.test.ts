import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['1.50.0', '1.54.0', '1.60.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('asks for a token before anything is sent', async () => {
    const outcome = await replay({
      probes: [],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-anonymous') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This needs an API token. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN; it does not belong into the conversation."`,
    );
  });
});

describe.each(['1.50.0', '1.54.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('is empty for a push that nobody opened [v1-audit-owner-unviewed]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-unviewed'), despite: ['credentials'] },
        'v1-audit-owner-unviewed',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-unviewed') }],
    });
    expect(outcome).toMatchInlineSnapshot(`url_token: "<url_token>", entries: [], page: 1`);
  });

  test('puts the numbered kinds into words [v1-audit-owner-life]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-life'), despite: ['credentials'] },
        'v1-audit-owner-life',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-life') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0-2: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
        3: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
        4: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
      ],
      page: 1
    `);
  });

  test('cuts the first page out of the whole, which this release gives at once [v1-audit-owner-page-1]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-page-1'), despite: ['credentials'] },
        'v1-audit-owner-page-1',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-1') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0-49: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
      ],
      page: 1, next_page: 2
    `);
  });

  test('cuts the second page [v1-audit-owner-page-2]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-page-2'), despite: ['credentials'] },
        'v1-audit-owner-page-2',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-2'), page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        50-59: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
      ],
      page: 2
    `);
  });

  test('has nothing past the end [v1-audit-owner-page-3]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-owner-page-3'), despite: ['credentials'] },
        'v1-audit-owner-page-3',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-3'), page: 3 }],
    });
    expect(outcome).toMatchInlineSnapshot(`url_token: "<url_token>", entries: [], page: 3`);
  });

  test('refuses somebody else, though the status says 200 [v1-audit-other]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-other'), despite: ['credentials'] },
        'v1-audit-other',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-other') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, so its audit is not to be had."`,
    );
  });

  test('refuses an account a push that nobody owns [v1-audit-anonymous-push]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-anonymous-push'), despite: ['credentials'] },
        'v1-audit-anonymous-push',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-anonymous-push') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, so its audit is not to be had."`,
    );
  });

  test('finds a file push in its own table [v1-f-audit-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-f-preview-through-p', token: tokenOf('v1-f-audit-owner'), despite: ['credentials'] },
        { id: 'v1-f-preview-existing', token: tokenOf('v1-f-audit-owner'), despite: ['credentials'] },
        'v1-f-audit-owner',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-f-audit-owner') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0-1: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
      ],
      page: 1
    `);
  });

  test('finds a URL push in its own table [v1-r-audit-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-audit-owner'), despite: ['credentials'] },
        { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-audit-owner'), despite: ['credentials'] },
        { id: 'v1-r-preview-existing', token: tokenOf('v1-r-audit-owner'), despite: ['credentials'] },
        'v1-r-audit-owner',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-r-audit-owner') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0-1: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
      ],
      page: 1
    `);
  });

  test('refuses somebody else a URL push [v1-r-audit-other]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: [
        { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-audit-other'), despite: ['credentials'] },
        { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-audit-other'), despite: ['credentials'] },
        { id: 'v1-r-preview-existing', token: tokenOf('v1-r-audit-other'), despite: ['credentials'] },
        'v1-r-audit-other',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-r-audit-other') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, so its audit is not to be had."`,
    );
  });

  test('says that no table knows the push [v1-r-preview-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v1-preview-unknown', despite: ['credentials'] }, 'v1-f-preview-unknown', 'v1-r-preview-unknown'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });
});

describe.each(['1.50.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('says that the token was refused [v1-audit-bad-x-user]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: [{ id: 'v1-preview-bad-x-user', token: tokenOf('v1-audit-bad-x-user') }, 'v1-audit-bad-x-user'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-bad-x-user') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN with PWPUSH_API_EMAIL (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('says that this release wants the e-mail beside the token [v1-audit-bearer]', async () => {
    const outcome = await replay({
      as: 'owner',
      email: false,
      serve: [
        { id: 'v1-preview-existing', token: tokenOf('v1-audit-bearer'), despite: ['credentials'] },
        'v1-audit-bearer',
      ],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-bearer') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN (or its account is not confirmed, locked, or logins are off). Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });
});

describe.each(['1.54.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('says that the token was refused [v1-preview-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: [{ id: 'v1-preview-bad-token', token: tokenOf('v1-audit-bad-token') }],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-bad-token') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });
});

describe.each(['1.60.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('tells of the creation of a push that nobody opened [v1-audit-owner-unviewed]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-audit-owner-unviewed'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-unviewed') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"","user_agent":"","meaning":"created"}
      ],
      page: 1
    `);
  });

  test('tells the life of a push in words [v1-audit-owner-life]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-audit-owner-life'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-life') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        0: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"creation","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"created"},
        1-2: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"failed_passphrase","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"wrong passphrase"},
        3-5: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"},
        6: {"created_at":"<[i].created_at>","ip":"127.0.0.1","kind":"expire","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"expired by hand"},
        7: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"failed_view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened after expiry; counts as a view"}
      ],
      page: 1
    `);
  });

  test('cuts the first page out of the whole, which this release gives at once [v1-audit-owner-page-1]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-audit-owner-page-1'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-1') }],
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

  test('cuts the second page [v1-audit-owner-page-2]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-audit-owner-page-2'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-2'), page: 2 }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      url_token: "<url_token>",
      entries: [
        50-60: {"created_at":"<[i].created_at>","ip":"203.0.113.7","kind":"view","referrer":"https://mail.example.com/","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0","meaning":"opened; counts as a view"}
      ],
      page: 2
    `);
  });

  test('has nothing past the end [v1-audit-owner-page-3]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-audit-owner-page-3'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-owner-page-3'), page: 3 }],
    });
    expect(outcome).toMatchInlineSnapshot(`url_token: "<url_token>", entries: [], page: 3`);
  });

  test('refuses somebody else [v1-audit-other]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v1-audit-other'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-other') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."`,
    );
  });

  test('refuses an account a push that nobody owns [v1-audit-anonymous-push]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-audit-anonymous-push'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-anonymous-push') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up."`,
    );
  });

  test('says that no such push is known [v1-audit-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-audit-unknown'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('says that the token was refused [v1-audit-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v1-audit-bad-token'],
      call: ['get_push_audit', { url_token: tokenOf('v1-audit-bad-token') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });
});
