// Plain JavaScript: Node 20 runs no TypeScript in a worker.
import { createRequire } from 'node:module';
import { serve } from './serve.mjs';

// The parts of openapi-typescript and not its entry, which loads a second Redocly to check what was checked already. And
// `require`: `import` would first search the nine megabytes of TypeScript for names, which takes longer than to run them.
const require = createRequire(import.meta.url);
const transformSchema = require('openapi-typescript/dist/transform/index.cjs');
const { resolveRef, scanDiscriminators } = require('openapi-typescript/dist/lib/utils.cjs');
const { astToString } = require('openapi-typescript/dist/lib/ts.cjs');

const options = { silent: true };

serve({
  /** The types of a document as text: what openapi-typescript gives with `defaultNonNullable: false`. */
  types: ({ document }) =>
    astToString(
      transformSchema(document, {
        ...options,
        discriminators: scanDiscriminators(document, options),
        injectFooter: [],
        resolve: (ref) => resolveRef(document, ref, options),
      }),
    ),
});
