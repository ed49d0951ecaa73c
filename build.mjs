// Bundles what is published: the program, and the emulators of the services, which it imports only for `--sandbox`.
// undici stays outside: it is loaded only for proxy or TLS options.
// `node build.mjs ENTRY OUTFILE` bundles another program the same way; the benchmark compares with one.
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

const [entry = 'src/cli.ts', target = 'dist/push-mcp.js'] = process.argv.slice(2);
const folder = dirname(resolve(import.meta.dirname, target));

/** The emulators share no module with the program, so each is bundled by itself, under a name that never changes. */
const sandboxApart = {
  name: 'sandbox-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/sandbox\/index\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './sandbox.js', external: true } : undefined,
    );
  },
};

async function bundle(entryPoint, outfile) {
  const { metafile } = await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: [resolve(import.meta.dirname, entryPoint)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    // No minifyIdentifiers: names stay, so that a stack trace in a bug report can be read
    legalComments: 'none',
    metafile: true,
    external: ['undici'],
    plugins: [sandboxApart],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
}

const outfile = resolve(import.meta.dirname, target);
const inputs = await bundle(entry, outfile);
if (entry === 'src/cli.ts') inputs.push(...(await bundle('sandbox/index.ts', join(folder, 'sandbox.js'))));
await chmod(outfile, 0o755);

// What is bundled keeps its licence: the texts travel beside the program
const packages = [...new Set(inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]))];
const notices = packages
  .filter((path) => path !== undefined)
  .sort()
  .map(async (path) => {
    const { name, version, license } = JSON.parse(
      await readFile(join(import.meta.dirname, path, 'package.json'), 'utf8'),
    );
    const file = (await readdir(join(import.meta.dirname, path))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : `\n${await readFile(join(import.meta.dirname, path, file), 'utf8')}`;
    return `${name} ${version} (${license})\n${text}`;
  });
await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`));
