import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['1.50.0', '1.54.0', '1.60.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('gives the link of a push to anybody [v1-preview-existing]', async () => {
    const outcome = await replay({
      serve: ['v1-preview-existing'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-existing') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('gives the link of a push to its owner [v1-preview-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-preview-owner'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-owner') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('gives the link with the retrieval step [v1-preview-retrieval-step]', async () => {
    const outcome = await replay({
      serve: ['v1-preview-retrieval-step'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-retrieval-step') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>/r", warnings: []`,
    );
  });

  test('gives the link of a push with a passphrase [v1-preview-passphrase]', async () => {
    const outcome = await replay({
      serve: ['v1-preview-passphrase'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-passphrase') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('gives the link of an expired push [v1-preview-expired]', async () => {
    const outcome = await replay({
      serve: ['v1-preview-expired'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-expired') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });
});

describe.each(['1.50.0', '1.54.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('finds a file push in its own table [v1-f-preview-existing]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-f-preview-through-p', 'v1-f-preview-existing'],
      call: ['preview_push', { url_token: tokenOf('v1-f-preview-existing') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/f/<url_token>", warnings: []`,
    );
  });

  test('finds a URL push in its own table [v1-r-preview-existing]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [
        'v1-r-preview-through-p',
        { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-preview-existing') },
        'v1-r-preview-existing',
      ],
      call: ['preview_push', { url_token: tokenOf('v1-r-preview-existing') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/r/<url_token>", warnings: []`,
    );
  });

  test('says that no table knows the push [v1-r-preview-unknown]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: [{ id: 'v1-preview-unknown', despite: ['credentials'] }, 'v1-f-preview-unknown', 'v1-r-preview-unknown'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });
});

describe.each(['1.54.0', '1.60.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('says that the token was refused, though a preview needs none [v1-preview-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v1-preview-bad-token'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-bad-token') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token; releases before 1.51 want PWPUSH_API_EMAIL too."`,
    );
  });

  test('sends the bearer token alone, though the e-mail is set as well [v1-preview-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      email: true,
      serve: ['v1-preview-owner'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-owner') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });
});

describe.each(['1.50.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('gives the link although nobody has that token [v1-preview-bad-x-user]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v1-preview-bad-x-user'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-bad-x-user') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('says that files and URLs are looked up with a token only [v1-f-preview-anonymous]', async () => {
    const outcome = await replay({
      serve: ['v1-preview-unknown', { id: 'v1-f-preview-anonymous', token: tokenOf('v1-preview-unknown') }],
      call: ['preview_push', { url_token: tokenOf('v1-preview-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 wants an API token for this. Make one at http://127.0.0.1:5100/users/token and set it as PWPUSH_API_TOKEN."`,
    );
  });
});

describe.each(['1.54.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('finds a file push without a token, too [v1-f-preview-anonymous]', async () => {
    const outcome = await replay({
      serve: [{ id: 'v1-preview-unknown', token: tokenOf('v1-f-preview-anonymous') }, 'v1-f-preview-anonymous'],
      call: ['preview_push', { url_token: tokenOf('v1-f-preview-anonymous') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/f/<url_token>", warnings: []`,
    );
  });

  test('finds a URL push without a token, too [v1-r-preview-anonymous]', async () => {
    const outcome = await replay({
      serve: [
        { id: 'v1-preview-unknown', token: tokenOf('v1-r-preview-anonymous') },
        { id: 'v1-f-preview-unknown', token: tokenOf('v1-r-preview-anonymous'), despite: ['credentials'] },
        'v1-r-preview-anonymous',
      ],
      call: ['preview_push', { url_token: tokenOf('v1-r-preview-anonymous') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/r/<url_token>", warnings: []`,
    );
  });
});

describe.each(['1.60.0'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('says that no such push is known [v1-preview-unknown]', async () => {
    const outcome = await replay({
      serve: ['v1-preview-unknown'],
      call: ['preview_push', { url_token: tokenOf('v1-preview-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('gives the link of a file push through the one path for all kinds [v1-f-preview-through-p]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-f-preview-through-p'],
      call: ['preview_push', { url_token: tokenOf('v1-f-preview-through-p') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('takes an old link to a URL push [v1-r-preview-through-p]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v1-r-preview-through-p'],
      call: ['preview_push', { url_token: `http://127.0.0.1:5100/r/${tokenOf('v1-r-preview-through-p')}` }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });
});
