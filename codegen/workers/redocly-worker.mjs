// Plain JavaScript: Node 20 runs no TypeScript in a worker.
import { BaseResolver, createConfig, lintDocument, parseYaml, Source } from '@redocly/openapi-core';
import { serve } from './serve.mjs';

const documents = [];
const config = createConfig({ extends: ['recommended'] });

/** References out of the file are refused before; this makes sure that none is ever fetched. */
class OfflineResolver extends BaseResolver {
  async loadExternalRef(absoluteRef) {
    throw new Error(`refused to load ${absoluteRef}`);
  }
}

serve({
  /** Parses YAML. The handle stands for the document when it is linted. */
  parse: ({ file, text }) => {
    const parsed = parseYaml(text, { filename: file });
    const handle = documents.push({ source: new Source(file, text), parsed }) - 1;
    return { handle, parsed };
  },

  lint: async ({ handle }) => {
    const problems = await lintDocument({
      document: documents[handle],
      config: await config,
      externalRefResolver: new OfflineResolver(),
    });
    return problems
      .filter((problem) => !problem.ignored)
      .map(({ ruleId, message, location }) => ({ ruleId, message, pointer: location[0]?.pointer ?? '' }));
  },
});
