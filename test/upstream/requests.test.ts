import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import { layOutRequest } from '../../src/upstream/request.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type Arrival, type Double, type Generation, startDouble, TOKEN } from '../support/double.ts';

interface Described {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const API_TOKEN = '87vceEoMea_yQoG53b2U';
let folder: string;
const open: { close(): Promise<void> }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-'));
  writeFileSync(join(folder, 'key.pem'), 'the key\r\n--boundary\r\n');
  writeFileSync(join(folder, 'na"me\r\nx: y.bin'), Buffer.from([0, 255, 1]));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function start(
  generation: Generation,
  env: Record<string, string> = {},
): Promise<{ double: Double; server: Connection }> {
  const double = await startDouble({ generation });
  const server = await connect({
    PWPUSH_BASE_URL: double.origin,
    PWPUSH_API_TOKEN: API_TOKEN,
    PWPUSH_FILE_ROOT: folder,
    ...env,
  });
  open.push(server, double);
  return { double, server };
}

const posted = (double: Double) => double.arrivals.filter(({ method }) => method === 'POST');
const parse = async ({ body, headers }: Arrival) =>
  new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();

test('every request asks for JSON in English at a .json path of the configured host, and carries no cookie', async () => {
  const { double, server } = await start('v2');
  double.behave((_, response) => void response.setHeader('set-cookie', 'session=1; path=/'));
  for (const [tool, args] of [
    ['create_push', { payload: 'the payload' }],
    ['preview_push', { url_token: TOKEN }],
    ['get_push_audit', { url_token: TOKEN }],
    ['list_active_pushes', {}],
    ['expire_push', { url_token: TOKEN }],
  ] as const) {
    await server.call(tool, args);
  }
  for (const { target, headers } of double.arrivals) {
    expect(target.split('?')[0]).toMatch(/\.json$/);
    expect(headers).toMatchObject({
      accept: 'application/json',
      'accept-language': 'en',
      host: `127.0.0.1:${double.port}`,
      'user-agent': expect.stringMatching(/^push-mcp\//),
    });
    expect(headers.cookie).toBeUndefined();
    expect(target).not.toContain(API_TOKEN);
  }
});

test('the token goes to everything but the probes, and the pair with the e-mail to old releases only', async () => {
  for (const generation of ['v2', 'v1', 'v1-tables'] as const) {
    const { double, server } = await start(generation, { PWPUSH_API_EMAIL: 'owner@example.org' });
    await server.call('create_push', { payload: 'the payload' });
    for (const { target, headers } of double.arrivals) {
      const isProbe = /version|push-mcp-probe/.test(target);
      expect(headers.authorization, target).toBe(isProbe ? undefined : `Bearer ${API_TOKEN}`);
      expect(headers['x-user-token'], target).toBe(!isProbe && generation === 'v1-tables' ? API_TOKEN : undefined);
      expect(headers['x-user-email'], target).toBe(
        !isProbe && generation === 'v1-tables' ? 'owner@example.org' : undefined,
      );
    }
  }
});

test.each([
  ['v2', 'push', '/api/v2/pushes.json'],
  ['commercial', 'push', '/api/v2/pushes.json'],
  ['v1', 'password', '/p.json'],
  ['v1-tables', 'file_push', '/f.json'],
] as const)('%s: files go as a form, in parts that the service reads', async (generation, wrapper, path) => {
  const { double, server } = await start(generation);
  const made = await server.call('create_push', {
    payload: 'beside\r\nit',
    file_paths: ['key.pem', 'na"me\r\nx: y.bin'],
    note: 'ä"\r\n',
  });
  expect(made).toHaveProperty('result');
  const [request] = posted(double);
  expect(request?.target).toBe(path);
  expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  const form = await parse(request as Arrival);
  expect(form.get(`${wrapper}[payload]`)).toBe('beside\r\nit');
  expect(form.get(`${wrapper}[note]`)).toBe('ä"\r\n');
  expect(form.get(`${wrapper}[retrieval_step]`)).toBe('true');
  const files = form.getAll(`${wrapper}[files][]`) as File[];
  expect(
    await Promise.all(files.map(async (file) => Buffer.from(await file.arrayBuffer()).toString('latin1'))),
  ).toEqual(['the key\r\n--boundary\r\n', '\0\xff\x01']);
  expect(files[0]?.name).toBe('key.pem');
  // A line break in a file name would begin a header of its own
  expect(request?.body.toString('latin1')).not.toMatch(/\r\nx: y/);
  expect([...form.keys()].every((name) => name.startsWith(`${wrapper}[`))).toBe(true);
});

test.each(['v2', 'commercial', 'v1', 'v1-tables'] as const)(
  '%s: a text push goes as JSON in its wrapper, byte for byte',
  async (generation) => {
    const payload = '\u0000"quoted" \\ \u2028 日本語 🔑 </script> %00';
    const { double, server } = await start(generation);
    await server.call('create_push', { payload });
    const [request] = posted(double);
    expect(request?.headers['content-type']).toMatch(/^application\/json/);
    const [wrapped] = Object.values(JSON.parse(request?.body.toString() ?? '')) as Record<string, unknown>[];
    expect(wrapped).toMatchObject({
      payload,
      expire_after_views: 1,
      retrieval_step: true,
      ...(generation === 'commercial' ? { expire_after_duration: 12 } : { expire_after_days: 7 }),
    });
    expect(wrapped).not.toHaveProperty(generation === 'commercial' ? 'expire_after_days' : 'expire_after_duration');
  },
);

test('names that could change how a form is read never come from a caller', async () => {
  const { double, server } = await start('v2');
  for (const name of [
    '_method',
    'account_id',
    'push_locale',
    'notify_emails_to',
    'push[payload]',
    'files',
    'expire_after_days',
  ]) {
    expect(await server.call('create_push', { payload: 'the payload', [name]: 'DELETE' }), name).toHaveProperty(
      'refused',
    );
  }
  expect(posted(double)).toEqual([]);
});

test('a path value that is no single segment is refused before there is a request', () => {
  for (const value of [
    '..',
    '.',
    '',
    'a/b',
    'a%2fb',
    'a\\b',
    'a.json',
    'a?b',
    'a#b',
    'ä',
    'a b',
    'a\n',
    '\0',
    'a'.repeat(257),
    undefined,
    null,
    1.5,
    2 ** 53,
    ['a'],
    { toString: () => 'a' },
  ]) {
    if (value === undefined) continue;
    expect(() => layOutRequest('pwpushV2PreviewPush', { url_token: value }, []), String(value)).toThrow(ToolError);
  }
  expect(layOutRequest('pwpushV2PreviewPush', { url_token: '-_aZ9' }, [])).toMatchObject({
    params: { path: { url_token: '-_aZ9' } },
  });
});

test('every input has a place that the layout knows', () => {
  for (const { parameters, path } of Object.values(operations) as Described[]) {
    for (const [name, place] of Object.entries(parameters)) {
      expect(place).toMatch(/^(?:path|query|header|body(?::[a-z_]+)?)$/);
      if (place === 'path') expect(path).toContain(`{${name}}`);
    }
  }
});

test('an answer without a link costs one preview of its own token, and nothing for a token that is none', async () => {
  const { double, server } = await start('v2');
  for (const [url_token, previews] of [
    [TOKEN, 1],
    ['../../x', 0],
    ['active', 0],
  ] as const) {
    double.reset();
    double.behave(({ method }) => (method === 'POST' ? { status: 201, body: { url_token } } : undefined));
    const made = await server.call('create_push', { payload: 'the payload' });
    expect(made).toMatchObject(previews === 1 ? { result: { url_token } } : { refused: expect.any(String) });
    expect(double.count('GET', '/preview.json')).toBe(previews);
  }
});
