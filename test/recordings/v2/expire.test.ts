import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['2.5.0', '2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('lets the owner expire a push [v2-expire-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-expire-owner'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-owner') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('finds a push expired that was expired before [v2-expire-owner-twice]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-expire-owner-twice'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-owner-twice') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('lets anybody expire a push that viewers may delete [v2-expire-anonymous-deletable]', async () => {
    const outcome = await replay({
      serve: ['v2-expire-anonymous-deletable'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-deletable') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('lets another account expire a push that viewers may delete [v2-expire-other-deletable]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v2-expire-other-deletable'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-other-deletable') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('does not let anybody expire a push that viewers may not delete [v2-expire-anonymous-refused]', async () => {
    const outcome = await replay({
      serve: ['v2-expire-anonymous-refused'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-refused') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."`,
    );
  });

  test('does not let another account expire a push [v2-expire-other-refused]', async () => {
    const outcome = await replay({
      as: 'other',
      serve: ['v2-expire-other-refused'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-other-refused') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."`,
    );
  });

  test('does not let an account expire a push that nobody owns [v2-expire-owner-ownerless-refused]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-expire-owner-ownerless-refused'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-owner-ownerless-refused') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."`,
    );
  });

  test('lets anybody expire a push that nobody owns and viewers may delete [v2-expire-anonymous-own-deletable]', async () => {
    const outcome = await replay({
      serve: ['v2-expire-anonymous-own-deletable'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-own-deletable') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('says that no such push is to be expired [v2-expire-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-expire-unknown'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('says so without a token, too [v2-expire-unknown-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v2-expire-unknown-anonymous'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-unknown-anonymous') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('says that the token was refused, not that the push is not deletable [v2-expire-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v2-expire-bad-token'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-bad-token') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('finds a push expired that ran out of views [v2-expire-naturally-expired]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-expire-naturally-expired'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-naturally-expired') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: false,
      expire_after_days: 7, expire_after_views: 1, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>", retrieval_step: false, url_token: "<url_token>",
      views_remaining: 0
    `);
  });

  test('lets the owner expire a file push [v2-expire-file]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-expire-file'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-file') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('lets the owner expire a URL push [v2-expire-url]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-expire-url'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-url') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: null, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('does not let anybody expire a URL push [v2-expire-url-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v2-expire-url-anonymous'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-url-anonymous') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."`,
    );
  });
});

describe.each(['2.5.0', '2.7.2'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('lets anybody expire a push that nobody owns [v2-expire-anonymous-not-deletable]', async () => {
    const outcome = await replay({
      serve: ['v2-expire-anonymous-not-deletable'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-not-deletable') }],
    });
    expect(outcome).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });
});

describe.each(['2.11.4'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('does not let anybody expire a push that nobody owns [v2-expire-anonymous-not-deletable]', async () => {
    const outcome = await replay({
      serve: ['v2-expire-anonymous-not-deletable'],
      call: ['expire_push', { url_token: tokenOf('v2-expire-anonymous-not-deletable') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."`,
    );
  });
});
