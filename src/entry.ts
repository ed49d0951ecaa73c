#!/usr/bin/env node
// Where the program begins, in syntax that Node 12 reads: an old Node gets one sentence and not the rest of the program.
// Everything else is in files beside this one, which are compiled once where that can be kept.
import module from 'node:module';
import { makeCacheFolder } from './compile-cache.ts';

/** As `engines` in package.json says. */
const OLDEST = '20.19';

function isOlder(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = oldest.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** Node has them from 22.8 on. Where `NODE_COMPILE_CACHE` names a folder, Node uses that one already, and it stays. */
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
