import { BaseResolver, createConfig, lintDocument, type Oas3Rule } from '@redocly/openapi-core';
import type { DiagnosticCode, Report } from './diagnostics.ts';
import { extensionRule } from './extensions.ts';
import type { SpecFile } from './load.ts';
import { isComponentRef } from './refs.ts';

/** Where one is reported, nothing can be told of what it stands in. */
export const brokenReference: readonly string[] = ['SPEC_REMOTE_REF', 'SPEC_UNRESOLVED_REF'] satisfies DiagnosticCode[];

/** Each `$ref` names a component of the same document. */
const refRule: Oas3Rule = () => ({
  ref({ $ref }, { report, location }, { node }) {
    const problem = (ruleId: DiagnosticCode) => report({ ruleId, message: `$ref: ${$ref}`, location });
    if (!$ref.startsWith('#')) problem('SPEC_REMOTE_REF');
    else if (node === undefined || !isComponentRef($ref)) problem('SPEC_UNRESOLVED_REF');
  },
  any(node, { report, location, type }) {
    // In a map of free names it is a name
    if (type.extensionsPrefix && node?.$ref !== undefined && typeof node.$ref !== 'string')
      report({ ruleId: 'SPEC_UNRESOLVED_REF', message: '$ref is not a string.', location });
  },
});

// Reported with codes of our own, over all specifications
const ownCodes = ['operation-operationId', 'operation-operationId-unique', 'no-unresolved-refs'];
// How a service is, or how its description is written: neither can be changed by the person who follows it, or has to be
const facts = [
  'info-license',
  'info-license-strict',
  'no-ambiguous-paths',
  'no-empty-servers',
  'no-path-trailing-slash',
  'no-server-example.com',
  'no-server-trailing-slash',
  'operation-2xx-response',
  'operation-4xx-response',
  'operation-summary',
  'security-defined',
  'tag-description',
];
const off = Object.fromEntries([...ownCodes, ...facts].map((rule) => [rule, 'off' as const]));

const config = createConfig({
  extends: ['recommended'],
  plugins: [{ id: 'own', rules: { oas3: { refs: refRule, extensions: extensionRule } } }],
  rules: { ...off, 'own/refs': 'error', 'own/extensions': 'error' },
});

/** References that leave the file are refused; this makes sure that none is ever fetched. */
class OfflineResolver extends BaseResolver {
  override loadExternalRef(ref: string): Promise<never> {
    return Promise.reject(new Error(`refused to load ${ref}`));
  }
}

/** Redocly's recommended rules, and our own. A warning counts: a rule that may be broken is no rule. */
export async function lintSpec({ file, source, document }: SpecFile, report: Report): Promise<void> {
  const externalRefResolver = new OfflineResolver();
  const problems = await lintDocument({
    document: { source, parsed: document },
    config: await config,
    externalRefResolver,
  }).catch((error: Error) => report.add('SPEC_UNRESOLVED_REF', file, '', error.message));
  const isOwn = (ruleId: string): ruleId is DiagnosticCode => ruleId.startsWith('SPEC_');
  const isBroken = problems?.some(({ ruleId }) => brokenReference.includes(ruleId));
  for (const { ruleId, message, location } of problems ?? []) {
    const pointer = location[0]?.pointer ?? '';
    if (isOwn(ruleId)) report.add(ruleId, file, pointer, message);
    // What a broken reference led to is not said beside it
    else if (!isBroken) report.add('SPEC_LINT', file, pointer, `${ruleId}: ${message}`);
  }
}
