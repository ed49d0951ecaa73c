import { beforeEach, describe, expect, test } from 'vitest';
import { getVersion } from '../../overrides/pwpush/get-version.ts';
import { detectInstance, type Instance, isKnownOlder, refreshInstance } from '../../overrides/pwpush/instance.ts';
import { pushApiOf } from '../../overrides/pwpush/push-api.ts';
import { pwpushSettings } from '../../overrides/pwpush/settings.ts';
import type { ToolContext } from '../../overrides/rule/tool-rule.ts';
import { createCache } from '../../src/callers/memory.ts';
import { createInfo } from '../../src/config/info.ts';
import { Secret } from '../../src/policy/secret.ts';

const MINUTE = 60_000;

/** Contexts of calls, which share a cache and ask an instance that answers with its version. */
function instanceThat(answer: object, over: { readonly API_VERSION?: string } = {}) {
  const asked: string[] = [];
  const cache = createCache(() => now);
  let now = Date.parse('2026-08-20T10:00:00.000Z');
  const version: { answer: object } = { answer };
  const send = async (operation: string) => {
    asked.push(operation);
    const { answer } = version;
    const isV2 = 'api_version' in answer && String(answer.api_version).startsWith('2');
    if (operation === 'pwpushV2GetVersion' ? isV2 : operation === 'pwpushV1GetVersion' && 'api_version' in answer)
      return { ok: true, data: answer };
    const body = { shape: 'error', notFound: operation === 'pwpushV1PreviewPush' };
    return { ok: false, failure: { kind: 'status', operation, status: 404, body } };
  };
  const info = { origin: 'https://p.example', own: { API_VERSION: 'auto', ...over }, configured: [] };
  const secret = new Secret('made up');
  const service = createInfo(pwpushSettings, info, { token: secret, email: secret });
  return {
    asked,
    version,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    call: () => ({ service, cache, send, now: () => new Date(now) }) as unknown as ToolContext,
  };
}

const release = (application_version: string, features?: object) => ({
  application_version,
  api_version: '2.1',
  edition: 'oss',
  ...(features && { features }),
});
const NO_VERSIONS = {};

describe('what is known of an instance', () => {
  let host: ReturnType<typeof instanceThat>;
  beforeEach(() => {
    host = instanceThat(release('2.11.4'));
  });

  test('is kept for ten minutes and asked for anew after that', async () => {
    await detectInstance(host.call());
    host.version.answer = release('2.12.0');
    host.pass(10 * MINUTE - 1);
    expect(await detectInstance(host.call())).toMatchObject({ release: '2.11.4' });
    host.pass(1);
    expect(await detectInstance(host.call())).toMatchObject({ release: '2.12.0' });
    host.pass(9 * MINUTE);
    await detectInstance(host.call());
    expect(host.asked).toHaveLength(2);
  });

  test('is asked for anew by a call that would refuse on what another one was told', async () => {
    await detectInstance(host.call());
    const call = host.call();
    await detectInstance(call);
    host.version.answer = release('2.12.0');
    expect(await refreshInstance(call)).toMatchObject({ release: '2.12.0' });
    expect(await detectInstance(host.call())).toMatchObject({ release: '2.12.0' });
    expect(host.asked).toHaveLength(2);
  });

  test('is not asked for twice by the call that asked just now', async () => {
    const call = host.call();
    await detectInstance(call);
    await refreshInstance(call);
    expect(host.asked).toHaveLength(1);
  });
});

describe('v1 without a release', () => {
  const tables = ['text', 'file', 'url'];

  test.each([
    ['that answers as 1.5', { api_version: '1.5', edition: 'commercial' }, undefined, 50, 'bearer'],
    ['that answers as 1.4', { api_version: '1.4' }, undefined, 25, 'bearer'],
    ['that has no version endpoint', NO_VERSIONS, tables, 25, 'legacy'],
  ] as const)('%s', async (_case, answer, expected, pageSize, credentials) => {
    const call = instanceThat(answer).call();
    const api = pushApiOf(await detectInstance(call), call);
    expect({ tables: api.tables, pageSize: api.pageSize, credentials: api.credentials }).toEqual({
      tables: expected,
      pageSize,
      credentials,
    });
  });

  test('is called old only where there is no version endpoint', async () => {
    const version = async (answer: object) => getVersion.run({}, instanceThat(answer).call());
    const modern = await version({ api_version: '1.5', edition: 'commercial' });
    expect(modern).toMatchObject({
      note: undefined,
      files_need_token: undefined,
      kinds: { text: true, qr: undefined },
    });
    expect(await version(NO_VERSIONS)).toMatchObject({
      note: 'A release before 1.51.10, which tells no version.',
      files_need_token: true,
      kinds: { text: true, qr: false },
    });
  });

  test.each<[Partial<Instance>, boolean]>([
    [{ release: '1.55.9' }, true],
    [{ release: '1.56.0' }, false],
    [{ beforeVersions: true }, true],
    [{ apiVersion: '1.4' }, false],
    [{ assumed: true }, false],
  ])('%o is known to be older than 1.56: %s', (known, older) => {
    expect(isKnownOlder({ api: 'v1', assumed: false, ...known }, '1.56.0')).toBe(older);
  });
});

describe('get_version', () => {
  const features = (pushes: object) => release('2.11.4', { pushes });

  test('tells whether files need a token', async () => {
    for (const requires_authentication of [true, false]) {
      const host = instanceThat(features({ file_attachments: { enabled: true, requires_authentication } }));
      expect(await getVersion.run({}, host.call())).toMatchObject({ files_need_token: requires_authentication });
    }
  });

  test('says that no kind is on where pushes are off', async () => {
    const host = instanceThat(features({ enabled: false, url_pushes: { enabled: true } }));
    expect(await getVersion.run({}, host.call())).toMatchObject({
      kinds: { text: false, file: false, url: false, qr: false },
    });
  });

  test('names PWPUSH_API_VERSION where it is set and no Password Pusher answers', async () => {
    const stranger = instanceThat({ api_version: '3.0' }, { API_VERSION: 'v1' });
    await expect(getVersion.run({}, stranger.call())).rejects.toThrow(
      /Check PWPUSH_BASE_URL, and PWPUSH_API_VERSION, which is v1\.$/,
    );
  });

  test('does not name it where it is auto', async () => {
    const stranger = instanceThat({ api_version: '3.0' });
    await expect(getVersion.run({}, stranger.call())).rejects.toThrow(/Check PWPUSH_BASE_URL\.$/);
  });
});
