// Plain JavaScript: Node 20 runs no TypeScript in a worker.
import { createRequire } from 'node:module';
import { serve } from './serve.mjs';

// `import` would first search the nine megabytes of TypeScript for names, which takes longer than to run them
const { default: openapiTS, astToString } = createRequire(import.meta.url)('openapi-typescript');

serve({
  /** The types of a document as text. */
  types: async ({ document }) => astToString(await openapiTS(document, { silent: true, defaultNonNullable: false })),
});
