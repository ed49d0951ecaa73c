import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { variables } from '../../src/config/variables.ts';
import { Secret } from '../../src/policy/secret.ts';
import { book } from '../support/book.ts';
import { built } from '../support/built.ts';
import { callTool, handshake, listTools, start } from './run.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = dirname(built);
const npm = (args: readonly string[], cwd = root) =>
  run('npm', [...args], { cwd, env: { ...process.env, npm_config_loglevel: 'error' } });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'push-mcp-package-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package', () => {
  let files: string[];
  let tarball: string;

  beforeAll(async () => {
    const { stdout } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
    const told = JSON.parse(stdout) as Record<string, unknown> | unknown[];
    const [packed] = (Array.isArray(told) ? told : Object.values(told)) as [
      { filename: string; files: { path: string }[] },
    ];
    files = packed.files.map(({ path }) => path);
    tarball = join(folder, packed.filename);
  }, 60_000);

  test('holds a file for each way of running, what they share, and nothing of the workshop', () => {
    const programs = files.filter((path) => /\.[cm]?[jt]s$/.test(path)).map((path) => path.replace(/-[A-Z0-9]{8}/, ''));
    expect([...new Set(programs)].sort()).toEqual(
      ['channels', 'cli', 'help', 'http', 'push-mcp', 'sandbox', 'sandboxed', 'shared'].map(
        (name) => `dist/${name}.js`,
      ),
    );
    const others = files.filter((path) => !/^dist\/[\w-]+\.js$/.test(path));
    expect(others.sort()).toEqual(
      [
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'dist/THIRD-PARTY-LICENSES.txt', 'package.json'],
        ...['docs/clients.md', 'docs/settings.md', 'docs/tools.md'],
      ].sort(),
    );
  });

  test('depends on nothing: what it uses is in it, with its licence', async () => {
    const manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as Record<string, unknown>;
    expect([manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const licences = await readFile(`${dist}/THIRD-PARTY-LICENSES.txt`, 'utf8');
    for (const name of ['@modelcontextprotocol/server', 'undici', 'zod'])
      expect(licences).toMatch(new RegExp(`^${name} `, 'm'));
  });

  test('is described by what it serves', async () => {
    const { description } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { description: string };
    const readme = await readFile(`${root}README.md`, 'utf8');
    expect(description).toContain('Password Pusher');
    expect(description).toContain('PushGo');
    expect(description).toContain('Pushary');
    const settings = await readFile(`${root}docs/settings.md`, 'utf8');
    for (const { name } of variables)
      expect(settings.includes(`\`${name}`) || settings.includes(`\`…${name.replace(/^[A-Z]+/, '')}`), name).toBe(true);
    const oldest = (text: string) => /every release from (\S+) on/.exec(text)?.[1];
    expect(oldest(readme)).toBe(oldest(await readFile(`${root}CHANGELOG.md`, 'utf8')));
    expect(oldest(readme)).toBe('1.40');
  });

  test('installs from the tarball without what it was made with, and runs', { timeout: 120_000 }, async () => {
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    await npm(['install', tarball, '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], folder);
    const modules = join(folder, 'node_modules');
    expect(existsSync(join(modules, '@modelcontextprotocol'))).toBe(false);
    const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { version: string };
    expect((await run(join(modules, '.bin/push-mcp'), ['--version'])).stdout.trim()).toBe(version);
    const server = start(['--sandbox'], {}, [], join(modules, 'push-mcp/dist/push-mcp.js'));
    server.send(
      ...handshake,
      callTool(3, 'get_version', {}),
      callTool(4, 'pushgo_message_send', { title: 'From the package' }),
    );
    expect((await server.answer(3)).result).toMatchObject({ structuredContent: { release: '2.11.4' } });
    expect((await server.answer(4)).result).toMatchObject({ structuredContent: { accepted: true } });
    server.child.stdin.end();
    expect((await server.ended).code).toBe(0);
  });
});

describe('what is loaded', () => {
  /** What Node has loaded of its own modules by the end. */
  async function loadedBy(
    requests: readonly object[],
    last: number,
    flags: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<string[]> {
    const hook = join(folder, 'loaded.mjs');
    const list = join(folder, `loaded-${Math.random()}.json`);
    await writeFile(
      hook,
      `import { writeFileSync } from 'node:fs';
      process.on('exit', () => writeFileSync(process.env.LIST, JSON.stringify(process.moduleLoadList)));`,
    );
    const settings = { LIST: list, PWPUSH_BASE_URL: 'http://127.0.0.1:9', ...env };
    const server = start(flags, settings, ['--import', hook]);
    server.send(...handshake, ...requests);
    await server.answer(last);
    server.child.stdin.end();
    await server.ended;
    const loaded = JSON.parse(await readFile(list, 'utf8')) as string[];
    return loaded.map((name) => name.replace('NativeModule ', ''));
  }

  const servers =
    /^(?:http|https|http2|_http_server|_http_common|sqlite|tls|_tls_wrap|cluster|inspector)$|^internal\/http2/;

  /** Settings of somebody who has added a channel, of a gateway that is not there. */
  async function withChannel(): Promise<Record<string, string>> {
    const path = join(folder, `channels-${Math.random()}.json`);
    await openChannelsFile(path, book).add({
      channelId: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8',
      gateway: 'http://127.0.0.1:9',
      password: new Secret('a password of nobody'),
      addedAt: '2026-01-02T03:04:05.000Z',
    });
    return { PUSHGO_CHANNELS_FILE: path };
  }

  test.each(['Password Pusher', 'both services, with a channel'])(
    'until the list of tools there is no HTTP at all, and no cryptography: %s',
    async (which) => {
      const loaded = await loadedBy([listTools], 2, [], which === 'Password Pusher' ? {} : await withChannel());
      expect(loaded.length).toBeGreaterThan(50);
      expect(
        loaded.filter((name) => servers.test(name) || /undici|^(?:crypto|child_process|dns|readline)$/.test(name)),
      ).toEqual([]);
    },
  );

  test.each([
    ['get_version', {}],
    ['pushgo_message_send', { title: 'A title' }],
  ])('a call of %s loads no second HTTP client and nothing that keeps data', async (name, args) => {
    const loaded = await loadedBy([callTool(3, name, args)], 3, [], await withChannel());
    expect(loaded).toContain('tls');
    expect(loaded.filter((name) => /^internal\/deps\/undici/.test(name))).toEqual([]);
    expect(loaded.filter((name) => /^(?:sqlite|cluster|inspector|child_process)$/.test(name))).toEqual([]);
  });

  test('the sandbox does load an HTTP server, so that the above can be seen to fail', async () => {
    expect(await loadedBy([listTools], 2, ['--sandbox'])).toContain('_http_server');
  });

  test('serving over stdio reads no file of another way of running', async () => {
    const part = join(folder, 'part');
    await cp(dist, part, { recursive: true });
    for (const name of ['channels', 'help', 'sandboxed', 'sandbox', 'http']) await rm(join(part, `${name}.js`));
    await writeFile(join(part, 'package.json'), '{"type":"module"}');
    const server = start([], {}, [], join(part, 'push-mcp.js'));
    server.send(...handshake, listTools, callTool(3, 'get_version', {}));
    expect((await server.answer(2)).result).toHaveProperty('tools');
    // The HTTP client is read with the first request
    expect((await server.answer(3)).result).toHaveProperty('isError', true);
    server.child.stdin.end();
    await server.ended;
  });

  test('nothing of OAuth, databases or HTTP frameworks is in the bundle', async () => {
    const onDemand = new Set<string | undefined>();
    for (const file of (await readdir(dist)).filter((name) => name.endsWith('.js'))) {
      const text = await readFile(join(dist, file), 'utf8');
      for (const name of ['oidc-provider', 'kysely', '@hono/', '@photostructure/'])
        expect(text.includes(name), `${name} in ${file}`).toBe(false);
      // undici mentions both, for what is not asked of it
      if (file !== 'http.js') expect(text, file).not.toMatch(/node:(?:sqlite|http2)/);
      for (const [, name] of text.matchAll(/\bimport\("([^"]+)"\)/g)) onDemand.add(name);
    }
    expect([...onDemand].sort()).toEqual([
      './channels.js',
      './cli.js',
      './help.js',
      './http.js',
      './sandbox.js',
      './sandboxed.js',
      'node:readline',
    ]);
  });
});
