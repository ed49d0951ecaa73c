import { describe, expect, test } from 'vitest';
import { openRecording } from '../replay.ts';

describe.each(['2.5.0', '2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('says when a throttled instance may be asked again [throttled-version-v2]', async () => {
    expect(await replay({ probes: [], serve: ['throttled-version-v2'], call: ['get_version'] })).toMatchInlineSnapshot(
      `refused: "http://127.0.0.1:5100 allows no more requests just now. Try again in <retry-after> seconds."`,
    );
  });
});

describe.each(['2.7.2', '2.11.4'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('tells API, edition, release and kinds', async () => {
    expect(await replay({ call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
      release: "<application_version>", kinds: { text: true, file: true, url: true, qr: true },
      files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: false
    `);
  });

  test('asks for the version without its token', async () => {
    expect(await replay({ as: 'owner', call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.1", edition: "oss",
      release: "<application_version>", kinds: { text: true, file: true, url: true, qr: true },
      files_need_token: true, anonymous_access: true, email_auto_dispatch: false, expiry: "days", token_set: true
    `);
  });
});

describe.each(['2.5.0'] as const)('%s', (release) => {
  const { replay } = openRecording(release);

  test('tells API, edition, release and kinds', async () => {
    expect(await replay({ call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.0", edition: "oss",
      release: "<application_version>", kinds: { text: true }, expiry: "days", token_set: false
    `);
  });

  test('asks for the version without its token', async () => {
    expect(await replay({ as: 'owner', call: ['get_version'] })).toMatchInlineSnapshot(`
      instance: "http://127.0.0.1:5100", api: "v2", api_version: "2.0", edition: "oss",
      release: "<application_version>", kinds: { text: true }, expiry: "days", token_set: true
    `);
  });
});
