// Bundles the program into the one file that is published. undici stays outside: it is loaded only for proxy or TLS options.
// `node build.mjs ENTRY OUTFILE` bundles another program the same way; the benchmark compares with one.
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

const [entry = 'src/cli.ts', target = 'dist/push-mcp.js'] = process.argv.slice(2);
const outfile = resolve(import.meta.dirname, target);

// Imports of Node's own modules end up at the top of a bundle, even those of parts that are loaded on demand, and
// node:crypto alone takes as long to load as all our code. As CommonJS they load where they are used.
const onDemand = {
  name: 'on-demand',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, importer, kind }) =>
      kind === 'import-statement' && importer.includes('/src/sandbox/') ? { path, namespace: 'on-demand' } : undefined,
    );
    onLoad({ filter: /^/, namespace: 'on-demand' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};

const { metafile } = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: [resolve(import.meta.dirname, entry)],
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
  plugins: [onDemand],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await chmod(outfile, 0o755);

// What is bundled keeps its licence: the texts travel beside the program
const packages = [
  ...new Set(Object.keys(metafile.inputs).map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])),
];
const notices = packages
  .filter((folder) => folder !== undefined)
  .sort()
  .map(async (folder) => {
    const { name, version, license } = JSON.parse(
      await readFile(join(import.meta.dirname, folder, 'package.json'), 'utf8'),
    );
    const file = (await readdir(join(import.meta.dirname, folder))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : `\n${await readFile(join(import.meta.dirname, folder, file), 'utf8')}`;
    return `${name} ${version} (${license})\n${text}`;
  });
await writeFile(
  join(dirname(outfile), 'THIRD-PARTY-LICENSES.txt'),
  (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`),
);
