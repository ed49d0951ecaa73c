import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['1.50.0', '1.54.0', '1.60.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('says when a throttled instance may be asked again [throttled-version-v2]', async () => {
    expect(await replay({ probes: [], serve: ['throttled-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in <retry-after> seconds."`,
    );
  });
});

describe.each(['1.50.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('recognises Password Pusher without a version endpoint, and says so', async () => {
    expect(await replay({ call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v1", kinds: { text: true, qr: false }, files_need_token: true,
      expiry: "days", token_set: false, note: "A release before 1.51.10, which tells no version."
    `);
  });

  test('asks for the version without its token', async () => {
    expect(await replay({ as: 'owner', call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v1", kinds: { text: true, qr: false }, files_need_token: true,
      expiry: "days", token_set: true, note: "A release before 1.51.10, which tells no version."
    `);
  });
});

describe.each(['1.54.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('tells API and release, and of the kinds only what the release decides', async () => {
    expect(await replay({ call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v1", api_version: "1.4", edition: "oss",
      release: "<application_version>", kinds: { text: true, qr: false }, files_need_token: true, expiry: "days",
      token_set: false
    `);
  });

  test('asks for the version without its token', async () => {
    expect(await replay({ as: 'owner', call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v1", api_version: "1.4", edition: "oss",
      release: "<application_version>", kinds: { text: true, qr: false }, files_need_token: true, expiry: "days",
      token_set: true
    `);
  });
});

describe.each(['1.60.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('tells API and release, and of the kinds only what the release decides', async () => {
    expect(await replay({ call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v1", api_version: "1.4", edition: "oss",
      release: "<application_version>", kinds: { text: true }, expiry: "days", token_set: false
    `);
  });

  test('asks for the version without its token', async () => {
    expect(await replay({ as: 'owner', call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v1", api_version: "1.4", edition: "oss",
      release: "<application_version>", kinds: { text: true }, expiry: "days", token_set: true
    `);
  });
});
