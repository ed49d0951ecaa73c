import { describe, expect, test } from 'vitest';
import { openRecording, type Release, type Replay } from '../replay.ts';

/** The previews that find out in which table a push stands. */
const inFiles = ['v1-f-preview-through-p', 'v1-f-preview-existing'];
const inUrls = ['v1-r-preview-through-p', 'v1-f-preview-unknown', 'v1-r-preview-existing'];

/** A release, and the call that expires the push of a recorded exchange after its previews. */
function openExpiry(release: Release) {
  const opened = openRecording(release);
  const expire = (id: string, as?: NonNullable<Replay['as']>, previews = ['v1-preview-existing']) => {
    const token = opened.tokenOf(id);
    const served = previews.map((preview) => ({ id: preview, token, ...(as && { despite: ['credentials'] }) }));
    return opened.replay({ ...(as && { as }), serve: [...served, id], call: ['expire_push', { url_token: token }] });
  };
  return { ...opened, expire };
}

describe.each(['1.50.0', '1.54.0'] as const)('%s', (release) => {
  const { replay, expire, tokenOf } = openExpiry(release);

  test('lets the owner expire a push [v1-expire-owner]', async () => {
    expect(await expire('v1-expire-owner', 'owner')).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>", retrieval_step: true,
      url_token: "<url_token>", views_remaining: 5
    `);
  });

  test('says that a push may have expired already [v1-expire-owner-twice]', async () => {
    expect(await expire('v1-expire-owner-twice', 'owner')).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });

  test('lets anybody expire a push that viewers may delete [v1-expire-anonymous-deletable]', async () => {
    expect(await expire('v1-expire-anonymous-deletable')).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>", retrieval_step: false,
      url_token: "<url_token>", views_remaining: 5
    `);
  });

  test('says so to anybody, too [v1-expire-anonymous-deletable-twice]', async () => {
    expect(await expire('v1-expire-anonymous-deletable-twice')).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and its owner needs a token for that."`,
    );
  });

  test('lets another account expire a push that viewers may delete [v1-expire-other-deletable]', async () => {
    expect(await expire('v1-expire-other-deletable', 'other')).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>", retrieval_step: false,
      url_token: "<url_token>", views_remaining: 5
    `);
  });

  test('does not let anybody expire a push that viewers may not delete [v1-expire-anonymous-refused]', async () => {
    expect(await expire('v1-expire-anonymous-refused')).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and its owner needs a token for that."`,
    );
  });

  test('does not let another account expire a push [v1-expire-other-refused]', async () => {
    expect(await expire('v1-expire-other-refused', 'other')).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });

  test('does not let an account expire a push that nobody owns [v1-expire-owner-ownerless-refused]', async () => {
    expect(await expire('v1-expire-owner-ownerless-refused', 'owner')).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });

  test('lets anybody expire a push that nobody owns [v1-expire-anonymous-not-deletable]', async () => {
    expect(await expire('v1-expire-anonymous-not-deletable')).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>", retrieval_step: false,
      url_token: "<url_token>", views_remaining: 5
    `);
  });

  test('says that a push may have run out of views already [v1-expire-naturally-expired]', async () => {
    expect(await expire('v1-expire-naturally-expired', 'owner')).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });

  test('says that no table knows the push to be expired [v1-r-preview-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v1-preview-unknown', despite: ['credentials'] }, 'v1-f-preview-unknown', 'v1-r-preview-unknown'],
      call: ['expire_push', { url_token: tokenOf('v1-expire-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('lets the owner expire a file push [v1-f-expire-owner]', async () => {
    expect(await expire('v1-f-expire-owner', 'owner', inFiles)).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>", retrieval_step: false,
      url_token: "<url_token>", views_remaining: 5
    `);
  });

  test('says that a file push may have expired already [v1-f-expire-owner-twice]', async () => {
    expect(await expire('v1-f-expire-owner-twice', 'owner', inFiles)).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });

  test('does not let another account expire a file push [v1-f-expire-other-refused]', async () => {
    expect(await expire('v1-f-expire-other-refused', 'other', inFiles)).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });

  test('lets the owner expire a URL push [v1-r-expire-owner]', async () => {
    expect(await expire('v1-r-expire-owner', 'owner', inUrls)).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deleted: true, expire_after_days: 7, expire_after_views: 5,
      expired: true, expired_on: "<expired_on>", retrieval_step: false, url_token: "<url_token>", views_remaining: 5
    `);
  });
});

describe.each(['1.50.0'] as const)('%s', (release) => {
  const { expire } = openExpiry(release);

  test('does not let somebody with a token that nobody has expire a push [v1-expire-bad-x-user]', async () => {
    expect(await expire('v1-expire-bad-x-user', 'bad')).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });

  test('does not let another account expire a URL push [v1-r-expire-other]', async () => {
    expect(await expire('v1-r-expire-other', 'other', inUrls)).toMatchInlineSnapshot(
      `refused: "This push was not expired: either it had expired already, or viewers may not delete it, and it does not belong to the account of this token. Releases before 1.51 ignore a wrong token and then answer the same."`,
    );
  });
});

describe.each(['1.54.0'] as const)('%s', (release) => {
  const { replay, expire, tokenOf } = openExpiry(release);

  test('says that the token was refused, not that the push is not deletable [v1-preview-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: [{ id: 'v1-preview-bad-token', token: tokenOf('v1-expire-bad-token') }],
      call: ['expire_push', { url_token: tokenOf('v1-expire-bad-token') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });

  test('does not let another account expire a URL push, though the status says 200 [v1-r-expire-other]', async () => {
    expect(await expire('v1-r-expire-other', 'other', inUrls)).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token."`,
    );
  });

  test('does not let anybody expire a URL push, though the status says 200 [v1-r-expire-anonymous]', async () => {
    const outcome = await replay({
      serve: [
        { id: 'v1-r-preview-through-p', token: tokenOf('v1-r-expire-anonymous'), despite: ['credentials'] },
        { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-expire-anonymous'), despite: ['credentials'] },
        { id: 'v1-r-preview-existing', token: tokenOf('v1-r-expire-anonymous'), despite: ['credentials'] },
        'v1-r-expire-anonymous',
      ],
      call: ['expire_push', { url_token: tokenOf('v1-r-expire-anonymous') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."`,
    );
  });
});

describe.each(['1.60.0'] as const)('%s', (release) => {
  const { expire } = openExpiry(release);

  test('lets the owner expire a push [v1-expire-owner]', async () => {
    expect(await expire('v1-expire-owner', 'owner', [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('finds a push expired that was expired before [v1-expire-owner-twice]', async () => {
    expect(await expire('v1-expire-owner-twice', 'owner', [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>/r", retrieval_step: true, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('lets anybody expire a push that viewers may delete [v1-expire-anonymous-deletable]', async () => {
    expect(await expire('v1-expire-anonymous-deletable', undefined, [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>", retrieval_step: false, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('lets another account expire a push that viewers may delete [v1-expire-other-deletable]', async () => {
    expect(await expire('v1-expire-other-deletable', 'other', [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>", retrieval_step: false, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('does not let anybody expire a push that viewers may not delete [v1-expire-anonymous-refused]', async () => {
    expect(await expire('v1-expire-anonymous-refused', undefined, [])).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."`,
    );
  });

  test('does not let another account expire a push [v1-expire-other-refused]', async () => {
    expect(await expire('v1-expire-other-refused', 'other', [])).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."`,
    );
  });

  test('does not let an account expire a push that nobody owns [v1-expire-owner-ownerless-refused]', async () => {
    expect(await expire('v1-expire-owner-ownerless-refused', 'owner', [])).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and it does not belong to the account of this token, or that account is locked or not confirmed."`,
    );
  });

  test('lets anybody expire a push that nobody owns [v1-expire-anonymous-not-deletable]', async () => {
    expect(await expire('v1-expire-anonymous-not-deletable', undefined, [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: false, deleted: true,
      expire_after_days: 7, expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>", retrieval_step: false, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('says that no such push is to be expired [v1-expire-unknown]', async () => {
    expect(await expire('v1-expire-unknown', 'owner', [])).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('says so without a token, too [v1-expire-unknown-anonymous]', async () => {
    expect(await expire('v1-expire-unknown-anonymous', undefined, [])).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('says that the token was refused, not that the push is not deletable [v1-expire-bad-token]', async () => {
    expect(await expire('v1-expire-bad-token', 'bad', [])).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });

  test('finds a push expired that ran out of views [v1-expire-naturally-expired]', async () => {
    expect(await expire('v1-expire-naturally-expired', 'owner', [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: false,
      expire_after_days: 7, expire_after_views: 1, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>", retrieval_step: false, url_token: "<url_token>",
      views_remaining: 0
    `);
  });

  test('lets the owner expire a file push [v1-expire-file]', async () => {
    expect(await expire('v1-expire-file', 'owner', [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: true, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>", retrieval_step: false, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('lets the owner expire a URL push [v1-expire-url]', async () => {
    expect(await expire('v1-expire-url', 'owner', [])).toMatchInlineSnapshot(`
      created_at: "<created_at>", days_remaining: 7, deletable_by_viewer: null, deleted: true, expire_after_days: 7,
      expire_after_views: 5, expired: true, expired_on: "<expired_on>",
      html_url: "http://127.0.0.1:5100/p/<url_token>", retrieval_step: false, url_token: "<url_token>",
      views_remaining: 5
    `);
  });

  test('does not let anybody expire a URL push [v1-expire-url-anonymous]', async () => {
    expect(await expire('v1-expire-url-anonymous', undefined, [])).toMatchInlineSnapshot(
      `refused: "This push was not expired: viewers may not delete it, and its owner needs a token for that."`,
    );
  });
});
