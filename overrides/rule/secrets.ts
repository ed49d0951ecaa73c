import { type OperationId, operations } from '../../generated/operations.ts';
import { isCredential, type Switch, switchOf } from './operation-rule.ts';
import type { Service } from './service.ts';
import type { AnyTool } from './tool-rule.ts';

/** The exposed operations that a tool stands on, by its name. */
export function operationsOf(tool: string, { rules }: Pick<Service, 'rules'>): OperationId[] {
  return (Object.keys(rules) as OperationId[]).filter((id) => operations[id]?.tool === tool);
}

const known = new WeakMap<AnyTool, readonly string[]>();

/**
 * Names of a tool's arguments that never reach an audit line or a log: what the rules of its operations say is secret or a
 * credential, what the specification marks, and what the tool adds. A tool cannot take one away.
 */
export function secretArguments(name: string, tool: AnyTool, service: Pick<Service, 'rules'>): readonly string[] {
  const found = known.get(tool);
  if (found) return found;
  const ofOperations = operationsOf(name, service).flatMap((id) => [
    ...operations[id].secret,
    ...inputsOf(id, service).flatMap(([field, decision]) =>
      decision === 'secret' || isCredential(decision) ? field : [],
    ),
  ]);
  const names = [...new Set([...ofOperations, ...(tool.secrets ?? [])])];
  known.set(tool, names);
  return names;
}

/** Arguments of a tool that are listed and taken only while a setting is on, with that setting. */
export function switchedArguments(tool: string, service: Pick<Service, 'rules'>): Readonly<Record<string, Switch>> {
  const fields = operationsOf(tool, service).flatMap((id) => inputsOf(id, service));
  return Object.fromEntries(
    fields.flatMap(([field, decision]) => {
      const setting = switchOf(decision);
      return setting === undefined ? [] : [[field, setting]];
    }),
  );
}

function inputsOf(id: OperationId, { rules }: Pick<Service, 'rules'>): [string, unknown][] {
  return Object.entries(rules[id]?.input ?? {});
}
