// A registry of npm on this machine, which has one package: ours, as it is published.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Registry {
  readonly origin: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Packs what is built, and serves it. Every other package is unknown there: ours needs none. */
export async function startRegistry(folder: string): Promise<Registry> {
  const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const told = JSON.parse(packed.stdout) as Record<string, { filename: string }> | { filename: string }[];
  const [{ filename } = { filename: '' }] = Object.values(told);
  const tarball = await readFile(join(folder, filename));
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { name: string; version: string };
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    if (path.endsWith('.tgz')) return response.end(tarball);
    if (path !== `/${manifest.name}`) return response.writeHead(404).end('{}');
    const dist = { tarball: `${origin}/${filename}`, integrity };
    const { devDependencies: _none, ...published } = manifest as typeof manifest & { devDependencies: object };
    const packument = {
      name: manifest.name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: { ...published, dist } },
    };
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(packument));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
