// Plain JavaScript: Node 20 runs no TypeScript in a worker.
import { BaseResolver, createConfig, lintDocument, parseYaml, Source } from '@redocly/openapi-core';
import { serve } from './serve.mjs';

const parsed = new Map();
const config = createConfig({ extends: ['recommended'] });

/** References out of the file are refused before; this makes sure that none is ever fetched. */
class OfflineResolver extends BaseResolver {
  async loadExternalRef(absoluteRef) {
    throw new Error(`refused to load ${absoluteRef}`);
  }
}

serve({
  parse: ({ file, text }) => {
    const document = parseYaml(text, { filename: file });
    parsed.set(file, { source: new Source(file, text), parsed: document });
    return document;
  },

  /** Lints a file that was parsed before. */
  lint: async ({ file }) => {
    const problems = await lintDocument({ document: parsed.get(file), config: await config, externalRefResolver: new OfflineResolver() });
    return problems
      .filter((problem) => !problem.ignored)
      .map(({ ruleId, message, location }) => ({ ruleId, message, pointer: location[0]?.pointer ?? '' }));
  },
});
