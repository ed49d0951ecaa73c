// Bundles the program into the one file that is published. undici stays outside: it is loaded only for proxy or TLS options.
// `node build.mjs ENTRY OUTFILE` bundles another program the same way; the benchmark compares with one.
import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
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

await build({
  entryPoints: [resolve(import.meta.dirname, entry)],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minifySyntax: true,
  minifyWhitespace: true,
  // Names stay, so that a stack trace in a bug report can be read
  keepNames: false,
  legalComments: 'eof',
  external: ['undici'],
  plugins: [onDemand],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await chmod(outfile, 0o755);
