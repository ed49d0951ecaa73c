import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['2.5.0', '2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('gives the link of a push to anybody [v2-preview-existing]', async () => {
    const outcome = await replay({
      serve: ['v2-preview-existing'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-existing') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('gives the link of a push to its owner [v2-preview-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      serve: ['v2-preview-owner'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-owner') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('gives the link with the retrieval step [v2-preview-retrieval-step]', async () => {
    const outcome = await replay({
      serve: ['v2-preview-retrieval-step'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-retrieval-step') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>/r", warnings: []`,
    );
  });

  test('gives the link of a push with a passphrase [v2-preview-passphrase]', async () => {
    const outcome = await replay({
      serve: ['v2-preview-passphrase'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-passphrase') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('gives the link of an expired push [v2-preview-expired]', async () => {
    const outcome = await replay({
      serve: ['v2-preview-expired'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-expired') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });

  test('says that no such push is known [v2-preview-unknown]', async () => {
    const outcome = await replay({
      serve: ['v2-preview-unknown'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-unknown') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('takes the case of a token as it is [v2-preview-upper-case]', async () => {
    const outcome = await replay({
      serve: ['v2-preview-upper-case'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-upper-case') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 knows no such push. The token may be mistyped, or the push was removed after it expired."`,
    );
  });

  test('says that the token was refused, though a preview needs none [v2-preview-bad-token]', async () => {
    const outcome = await replay({
      as: 'bad',
      serve: ['v2-preview-bad-token'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-bad-token') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 refused PWPUSH_API_TOKEN. Look it up or make a new one at http://127.0.0.1:5100/users/token."`,
    );
  });

  test('takes the share link in place of the token [v2-preview-retrieval-step]', async () => {
    const outcome = await replay({
      serve: ['v2-preview-retrieval-step'],
      call: ['preview_push', { url_token: `http://127.0.0.1:5100/p/${tokenOf('v2-preview-retrieval-step')}/r` }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>/r", warnings: []`,
    );
  });
});

describe.each(['2.11.4'] as const)('%s', (release) => {
  const { replay, tokenOf } = openRecording(release);

  test('sends the bearer token alone, though the e-mail is set as well [v2-preview-owner]', async () => {
    const outcome = await replay({
      as: 'owner',
      email: true,
      serve: ['v2-preview-owner'],
      call: ['preview_push', { url_token: tokenOf('v2-preview-owner') }],
    });
    expect(outcome).toMatchInlineSnapshot(
      `url_token: "<url_token>", url: "http://127.0.0.1:5100/p/<url_token>", warnings: []`,
    );
  });
});
