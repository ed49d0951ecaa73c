#!/usr/bin/env node
// The first file that runs, in syntax that Node 12 reads: on an old Node it prints one sentence and loads nothing else. The rest
// of the program is in other files, so that Node's compile cache applies to them.
import module from 'node:module';
import { makeCacheFolder } from './compile-cache.ts';

/** As `engines` in package.json says. */
const OLDEST = '20.19';

function isOlder(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = oldest.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** Node has these functions from 22.8 on. Where `NODE_COMPILE_CACHE` names a folder, Node uses that one already. */
const { enableCompileCache, getCompileCacheDir } = module as {
  enableCompileCache?: (folder: string) => unknown;
  getCompileCacheDir?: () => string | undefined;
};

const { node } = process.versions;
if (isOlder(node, OLDEST)) {
  process.stderr.write(`push-mcp needs Node ${OLDEST} or newer, and this is Node ${node}.\n`);
  process.exitCode = 1;
} else {
  if (enableCompileCache && getCompileCacheDir && !getCompileCacheDir()) {
    const folder = makeCacheFolder(process.env, process.platform);
    if (folder) enableCompileCache(folder);
  }
  void import('./cli.ts');
}
