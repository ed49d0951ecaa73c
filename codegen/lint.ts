import type { Report } from './diagnostics.ts';
import type { SpecFile } from './load.ts';
import type { Workers } from './workers/index.ts';

// Reported with codes of our own, over all specifications
const ownRules = new Set(['operation-operationId', 'operation-operationId-unique', 'no-unresolved-refs']);

/** Redocly's recommended rules. A warning counts: a rule that may be broken is no rule. */
export async function lintSpec({ file, handle }: SpecFile, { redocly }: Workers, report: Report): Promise<void> {
  for (const { ruleId, message, pointer } of await redocly.call('lint', { handle })) {
    if (!ownRules.has(ruleId)) report.add('SPEC_LINT', file, pointer, `${ruleId}: ${message}`);
  }
}
