import { BaseResolver, createConfig, lintDocument, type Oas3Rule } from '@redocly/openapi-core';
import type { DiagnosticCode, Report } from './diagnostics.ts';
import { extensionRule } from './extensions.ts';
import { words } from './json.ts';
import type { SpecFile } from './load.ts';
import { isComponentRef } from './refs.ts';

/** Codes after which the rest of a document cannot be checked. */
export const brokenReference: readonly string[] = ['SPEC_REMOTE_REF', 'SPEC_UNRESOLVED_REF'] satisfies DiagnosticCode[];

/** Each `$ref` names a component of the same document. */
const refRule: Oas3Rule = () => ({
  ref({ $ref }, { report, location }, { node }) {
    const problem = (ruleId: DiagnosticCode) => report({ ruleId, message: `$ref: ${$ref}`, location });
    if (!$ref.startsWith('#')) problem('SPEC_REMOTE_REF');
    else if (node === undefined || !isComponentRef($ref)) problem('SPEC_UNRESOLVED_REF');
  },
  any(node, { report, location, type }) {
    // Where keys are free names, `$ref` is one of them
    if (type.extensionsPrefix && node?.$ref !== undefined && typeof node.$ref !== 'string')
      report({ ruleId: 'SPEC_UNRESOLVED_REF', message: '$ref is not a string.', location });
  },
});

const off = words(
  // Reported with codes of our own, over all specifications
  'operation-operationId operation-operationId-unique no-unresolved-refs ' +
    // About how a service is or how a description is written: a truthful description of a foreign service must pass
    'info-license info-license-strict no-ambiguous-paths no-empty-servers no-path-trailing-slash no-server-example.com ' +
    'no-server-trailing-slash operation-2xx-response operation-4xx-response operation-summary security-defined tag-description',
);

const config = createConfig({
  extends: ['recommended'],
  plugins: [{ id: 'own', rules: { oas3: { refs: refRule, extensions: extensionRule } } }],
  rules: {
    ...Object.fromEntries([...off].map((rule) => [rule, 'off' as const])),
    'own/refs': 'error',
    'own/extensions': 'error',
  },
});

/** Makes sure that a reference to another file, which is refused, is never fetched. */
class OfflineResolver extends BaseResolver {
  override loadExternalRef(ref: string): Promise<never> {
    return Promise.reject(new Error(`refused to load ${ref}`));
  }
}

/** Redocly's recommended rules, and our own. A warning counts as an error. */
export async function lintSpec({ file, source, document }: SpecFile, report: Report): Promise<void> {
  const problems = await lintDocument({
    document: { source, parsed: document },
    config: await config,
    externalRefResolver: new OfflineResolver(),
  }).catch((error: Error) => report.add('SPEC_UNRESOLVED_REF', file, '', error.message));
  const isOwn = (ruleId: string): ruleId is DiagnosticCode => ruleId.startsWith('SPEC_');
  const isBroken = problems?.some(({ ruleId }) => brokenReference.includes(ruleId));
  for (const { ruleId, message, location } of problems ?? []) {
    const pointer = location[0]?.pointer ?? '';
    if (isOwn(ruleId)) report.add(ruleId, file, pointer, message);
    // Other findings may only be consequences of a broken reference
    else if (!isBroken) report.add('SPEC_LINT', file, pointer, `${ruleId}: ${message}`);
  }
}
