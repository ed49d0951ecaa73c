// The first file that runs: which Node it takes, and where what Node compiled is kept.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as zlib from 'node:zlib';
import { transform } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { makeCacheFolder } from '../../src/compile-cache.ts';
import { built } from '../support/built.ts';
import { start } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-entry-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function printed(env: Record<string, string>, node: readonly string[] = [], program = built): Promise<string[]> {
  const { child, ended } = start(['--version'], env, node, program);
  child.stdin.end();
  const { code, stdout, stderr } = await ended;
  return [String(code), stdout, stderr];
}

describe('an old Node', () => {
  /** What the program does on a Node that says it is that version. */
  const on = (version: string) => {
    const versions = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
    return printed({}, ['--import', `data:text/javascript,${encodeURIComponent(versions)}`]);
  };

  test.each(['12.22.12', '18.20.8', '20.18.3'])('%s is told in one sentence', async (version) => {
    const sentence = `push-mcp needs Node 20.19 or newer, and this is Node ${version}.\n`;
    expect(await on(version)).toEqual(['1', '', sentence]);
  });

  test.each(['20.19.0', '20.20.0', '22.0.0', '100.1.0'])('%s is none', async (version) => {
    expect(await on(version)).toEqual(['0', `${manifest.version}\n`, '']);
  });

  test('is the one that package.json says', () => expect(manifest.engines.node).toBe('>=20.19'));

  test('can read the entry: there is no newer syntax in it', async () => {
    const text = readFileSync(built, 'utf8');
    const options = { format: 'esm', minifySyntax: false, minifyWhitespace: true } as const;
    const { code } = await transform(text, { ...options, target: 'node12.22' });
    expect(code).toBe((await transform(text, { ...options, target: 'esnext' })).code);
  });
});

describe('the folder for compiled code', () => {
  const make = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
    makeCacheFolder({ HOME: folder, ...env }, platform);

  test.each([
    ['linux', {}, '.cache/push-mcp'],
    ['linux', { XDG_CACHE_HOME: 'relative' }, '.cache/push-mcp'],
    ['darwin', { XDG_CACHE_HOME: '/elsewhere' }, 'Library/Caches/push-mcp'],
  ] as const)('on %s with %j is %s of the home, and nobody else can look into it', (platform, env, path) => {
    expect(make(env, platform)).toBe(join(folder, path));
    expect(statSync(join(folder, path)).mode & 0o777).toBe(0o700);
    expect(make(env, platform)).toBe(join(folder, path));
  });

  test('is below XDG_CACHE_HOME where that is absolute', () => {
    expect(make({ XDG_CACHE_HOME: join(folder, 'caches') })).toBe(join(folder, 'caches/push-mcp'));
    expect(existsSync(join(folder, '.cache'))).toBe(false);
  });

  const own = () => join(folder, '.cache/push-mcp');
  const spoilt: Record<string, () => void> = {
    'others can read': () => mkdirSync(own(), { recursive: true, mode: 0o755 }),
    'others can write': () => {
      mkdirSync(own(), { recursive: true });
      chmodSync(own(), 0o777);
    },
    'is a link': () => {
      mkdirSync(join(folder, 'target'), { mode: 0o700 });
      mkdirSync(dirname(own()));
      symlinkSync(join(folder, 'target'), own());
    },
    'is a file': () => {
      mkdirSync(dirname(own()));
      writeFileSync(own(), '');
    },
    'lies in a folder that others can write': () => {
      mkdirSync(own(), { recursive: true, mode: 0o700 });
      chmodSync(dirname(own()), 0o777);
    },
    'lies in a folder that others can write and only the owner clears': () => {
      mkdirSync(own(), { recursive: true, mode: 0o700 });
      chmodSync(dirname(own()), 0o1777);
    },
    'cannot be made': () => writeFileSync(dirname(own()), ''),
  };
  test.each(Object.keys(spoilt))('is not used where it %s', (how) => {
    spoilt[how]?.();
    expect(make({})).toBeUndefined();
  });

  test.skipIf(process.getuid?.() !== 0)('is not used where it is of somebody else (needs root)', async () => {
    const { chownSync } = await import('node:fs');
    mkdirSync(own(), { recursive: true, mode: 0o700 });
    chownSync(own(), 65_534, 65_534);
    expect(make({})).toBeUndefined();
    chownSync(own(), 0, 0);
    chownSync(dirname(own()), 65_534, 65_534);
    expect(make({})).toBeUndefined();
  });

  test('is done without where there is no home', async () => {
    expect(await printed({ HOME: '/nonexistent' })).toEqual(['0', `${manifest.version}\n`, '']);
  });
});

/** A CRC as Node has it since 22.2. */
const { crc32 } = zlib as { crc32?: (text: string | Buffer) => number };

describe.skipIf(!('enableCompileCache' in module) || !crc32)('compiled code (needs Node 22.8)', () => {
  const OTHER = '6.6.6';

  /** A copy of the program, and a folder with compiled code that passes for its own and prints another version. */
  async function plant(cache: string): Promise<string> {
    const dist = join(folder, 'dist');
    await cp(dirname(built), dist, { recursive: true });
    writeFileSync(join(dist, 'package.json'), '{"type":"module"}');
    const program = join(dist, 'push-mcp.js');
    const holds = readdirSync(dist).filter(
      (name) => name.endsWith('.js') && versionOf(readFileSync(join(dist, name), 'utf8')),
    );
    const sources = holds.map((name) => ({ path: join(dist, name), text: readFileSync(join(dist, name), 'utf8') }));
    const forged = sources.map(({ path, text }) => ({
      path,
      text: text.replaceAll(`"${manifest.version}"`, `"${OTHER}"`),
    }));
    for (const { path, text } of forged) writeFileSync(path, text);
    expect(await printed({ XDG_CACHE_HOME: cache }, [], program)).toEqual(['0', `${OTHER}\n`, '']);
    for (const { path, text } of sources) writeFileSync(path, text);
    // The head of each file holds a checksum of the source that it was made of
    for (const path of filesBelow(join(cache, 'push-mcp'))) {
      const content = readFileSync(path);
      for (const [index, { text }] of forged.entries())
        for (let at = 0; at < 32; at += 4)
          if (content.readUInt32LE(at) === crc32?.(text))
            content.writeUInt32LE(crc32?.(sources[index]?.text ?? '') ?? 0, at);
      writeFileSync(path, content);
    }
    return program;
  }

  const versionOf = (text: string) => text.includes(`"${manifest.version}"`);
  const filesBelow = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
    );

  test('is run as it is found, which is why the folder has to be the own one', async () => {
    const cache = join(folder, 'cache');
    const program = await plant(cache);
    expect(await printed({ XDG_CACHE_HOME: cache }, [], program)).toEqual(['0', `${OTHER}\n`, '']);
  });

  test.each([
    ['a folder that anybody can write', (cache: string) => chmodSync(join(cache, 'push-mcp'), 0o777)],
    ['a folder in one that anybody can write', (cache: string) => chmodSync(cache, 0o777)],
    ['a folder in one like the one for temporary files', (cache: string) => chmodSync(cache, 0o1777)],
  ])('of %s is not run', async (_, open) => {
    const cache = join(folder, 'cache');
    const program = await plant(cache);
    open(cache);
    expect(await printed({ XDG_CACHE_HOME: cache }, [], program)).toEqual(['0', `${manifest.version}\n`, '']);
  });

  test('is never looked for in the folder for temporary files, where Node itself would keep it', async () => {
    const cache = join(folder, 'cache');
    const program = await plant(cache);
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    await cp(join(cache, 'push-mcp'), join(temporary, 'node-compile-cache'), { recursive: true });
    // Control: there is the place
    const bySelf = "require('node:module').enableCompileCache()";
    const preload = join(folder, 'preload.cjs');
    writeFileSync(preload, bySelf);
    expect(await printed({ TMPDIR: temporary }, ['--require', preload], program)).toEqual(['0', `${OTHER}\n`, '']);
    expect(await printed({ TMPDIR: temporary }, [], program)).toEqual(['0', `${manifest.version}\n`, '']);
  });

  test('is kept where NODE_COMPILE_CACHE says, which a person chose, and not in the own folder as well', async () => {
    const chosen = join(folder, 'chosen');
    await printed({ HOME: folder, XDG_CACHE_HOME: join(folder, 'caches'), NODE_COMPILE_CACHE: chosen });
    expect(readdirSync(chosen)).not.toEqual([]);
    expect(existsSync(join(folder, 'caches'))).toBe(false);
  });
});
