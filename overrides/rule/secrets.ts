import { type OperationId, operations } from '../../generated/operations.ts';
import { isCredential, type Switch, switchOf } from './operation-rule.ts';
import type { Service } from './service.ts';
import type { AnyTool } from './tool-rule.ts';

type Rules = Service['rules'];

/**
 * Names of a tool's arguments that never reach an audit line or a log: what the rules of its operations say is secret or a
 * credential, what the specification marks, and what the tool adds. A tool cannot take one away.
 */
export function secretArguments(name: string, tool: AnyTool, rules: Rules): readonly string[] {
  const specified = operationsOf(name, rules).flatMap((id) => operations[id].secret);
  const decided = decisionsOf(name, rules).flatMap(([field, decision]) =>
    decision === 'secret' || isCredential(decision) ? field : [],
  );
  return [...new Set([...specified, ...decided, ...(tool.secrets ?? [])])];
}

/** Arguments of a tool that are listed and taken only while a setting is on, with that setting. */
export function switchedArguments(tool: string, rules: Rules): Readonly<Record<string, Switch>> {
  const switches = decisionsOf(tool, rules).flatMap(([field, decision]) => {
    const setting = switchOf(decision);
    return setting === undefined ? [] : [[field, setting] as const];
  });
  return Object.fromEntries(switches);
}

/** What the rules decide about the input fields of the operations that a tool stands on. */
function decisionsOf(tool: string, rules: Rules): [field: string, decision: unknown][] {
  return operationsOf(tool, rules).flatMap((id) => Object.entries(rules[id]?.input ?? {}));
}

/** The exposed operations that a tool stands on, by its name. */
function operationsOf(tool: string, rules: Rules): OperationId[] {
  return (Object.keys(rules) as OperationId[]).filter((id) => operations[id]?.tool === tool);
}
