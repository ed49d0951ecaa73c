// Bundles what is published: a file for each way of running, so that serving over stdio reads nothing of the others, and the
// entry that chooses among them. `node build.mjs ENTRY OUTFILE` bundles another program; the benchmark compares with one.
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const dist = join(root, 'dist');

/**
 * What is bundled by itself: it shares no state with what imports it. Code that two of these need is in both, because each
 * further file that is read at start costs a millisecond.
 */
const apart = {
  cli: 'src/cli.ts',
  channels: 'src/commands/pushgo/channels.ts',
  help: 'src/commands/help.ts',
  http: 'src/net/http.ts',
  sandbox: 'sandbox/index.ts',
};

const importedApart = ([name, path]) => ({
  name: `${name}-apart`,
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, (found) =>
      found.kind === 'dynamic-import' && resolve(found.resolveDir, found.path) === join(root, path)
        ? { path: `./${name}.js`, external: true }
        : undefined,
    );
  },
});

/** The entry of undici takes along its fetch, caches and mocks, which double the time that the first call takes to load it. */
const partsOfUndici = {
  name: 'parts-of-undici',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'parts' }));
    onLoad({ filter: /^/, namespace: 'parts' }, () => ({
      resolveDir: root,
      contents: `
        export { default as Agent } from 'undici/lib/dispatcher/agent.js';
        export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';`,
    }));
  },
};

/**
 * The SDK makes a validator of JSON Schema, a fifth of the program, for each server. It asks it in `Server.elicitInput` and for
 * schemas given to `fromJsonSchema`, neither of which we call: mcp/ask.ts sends its question with `Server.request`, and zod
 * checks the arguments.
 */
const withoutValidator = {
  name: 'without-validator',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({ path: 'shims', namespace: 'shims' }));
    onLoad({ filter: /^/, namespace: 'shims' }, () => ({
      contents: `
        export { default as process } from 'node:process';
        export class DefaultJsonSchemaValidator {
          getValidator() {
            throw new Error('push-mcp is bundled without a validator of JSON Schema (build.mjs).');
          }
        }`,
    }));
  },
};

async function bundle({ plugins = [], ...options }) {
  const { metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    // No minifyIdentifiers: names stay, so that a stack trace in a bug report can be read
    legalComments: 'none',
    metafile: true,
    plugins: [...Object.entries(apart).map(importedApart), partsOfUndici, ...plugins],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
    ...options,
  });
  return Object.keys(metafile.inputs);
}

/** What is bundled keeps its licence: the texts travel beside the program. */
async function writeLicences(inputs) {
  const packages = new Set(inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]));
  const notices = [...packages]
    .filter((path) => path !== undefined)
    .sort()
    .map(async (path) => {
      const { name, version, license } = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8'));
      const file = (await readdir(join(root, path))).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? '' : `\n${await readFile(join(root, path, file), 'utf8')}`;
      return `${name} ${version} (${license})\n${text}`;
    });
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`));
}

async function buildPackage() {
  await rm(dist, { recursive: true, force: true });
  const { cli, ...others } = apart;
  // The sandbox hands the server what it keeps, so these two share their classes
  const program = bundle({
    entryPoints: { cli, sandboxed: 'src/commands/sandboxed.ts' },
    outdir: dist,
    splitting: true,
    chunkNames: 'shared-[hash]',
    plugins: [withoutValidator],
  });
  const loaded = bundle({ entryPoints: others, outdir: dist });
  const entry = bundle({ entryPoints: { 'push-mcp': 'src/entry.ts' }, outdir: dist, target: 'node12.22', banner: {} });
  await writeLicences((await Promise.all([program, loaded, entry])).flat());
  await chmod(join(dist, 'push-mcp.js'), 0o755);
}

const [entryPoint, outfile] = process.argv.slice(2);
if (entryPoint === undefined) await buildPackage();
else await bundle({ entryPoints: [entryPoint], outfile: resolve(root, outfile) });
