// Bundles the program into the one file that is published. undici stays outside: it is loaded only for proxy or TLS options.
import { chmod } from 'node:fs/promises';
import { build } from 'esbuild';

const outfile = new URL('./dist/push-mcp.js', import.meta.url).pathname;

await build({
  entryPoints: [new URL('./src/cli.ts', import.meta.url).pathname],
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
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
});
await chmod(outfile, 0o755);
