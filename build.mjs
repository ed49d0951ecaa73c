// Bundles what is published: a file for each way of running, so that serving over stdio reads nothing of the others, and the
// entry that chooses among them. `node build.mjs ENTRY OUTFILE` bundles another program; the benchmark compares with one.
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const dist = join(root, 'dist');

/** Imported under its name in dist/, and bundled by itself. */
const apart = (name, filter) => ({
  name: `${name}-apart`,
  setup({ onResolve }) {
    onResolve({ filter }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./${name}.js`, external: true } : undefined,
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

async function bundle(options) {
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
    plugins: [apart('sandbox', /\/sandbox\/index\.ts$/), partsOfUndici],
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
  const program = bundle({
    // Named, because the names in dist/ are what a stack trace shows
    entryPoints: {
      cli: 'src/cli.ts',
      help: 'src/commands/help.ts',
      channels: 'src/commands/pushgo/channels.ts',
      sandboxed: 'src/commands/sandboxed.ts',
      http: 'src/net/http.ts',
    },
    outdir: dist,
    splitting: true,
    chunkNames: 'shared-[hash]',
  });
  const sandbox = bundle({ entryPoints: ['sandbox/index.ts'], outfile: join(dist, 'sandbox.js') });
  const entry = bundle({
    entryPoints: ['src/entry.ts'],
    outfile: join(dist, 'push-mcp.js'),
    target: 'node12.22',
    plugins: [apart('cli', /\/cli\.ts$/)],
    banner: {},
  });
  await writeLicences((await Promise.all([program, sandbox, entry])).flat());
  await chmod(join(dist, 'push-mcp.js'), 0o755);
}

const [entryPoint, outfile] = process.argv.slice(2);
if (entryPoint === undefined) await buildPackage();
else await bundle({ entryPoints: [entryPoint], outfile: resolve(root, outfile) });
