import type { Report } from './diagnostics.ts';
import { compareText } from './json.ts';
import type { SpecFile } from './load.ts';
import type { Api, Model, Operation, Tool } from './model.ts';
import { listOperations, type RawOperation } from './operation/context.ts';
import { type ReadOperation, readOperation } from './operation/read-operation.ts';

type Emitted = Extract<ReadOperation, { kind: 'emitted' }>;

/** All specifications as one model, sorted by API, path and method. */
export function buildModel(specs: readonly SpecFile[], report: Report): Model {
  const raw = specs.map(listOperations);
  checkUniqueIds(raw.flat(), report);
  const emitted: Emitted[] = [];
  const apis = specs.map(({ api, file, sha256 }, i): Api => {
    const read = (raw[i] ?? []).flatMap((operation) => readOperation(operation, report) ?? []);
    const own = read.filter((result) => result.kind === 'emitted');
    emitted.push(...own);
    return {
      name: api,
      file,
      sha256,
      operations: own.map(({ operation }) => operation),
      withheld: read.flatMap((result) => (result.kind === 'withheld' ? result.operation : [])),
    };
  });
  return { apis, tools: buildTools(emitted, report) };
}

function checkUniqueIds(operations: readonly RawOperation[], report: Report): void {
  const first = new Map<unknown, RawOperation>();
  for (const operation of operations) {
    const { operationId } = operation.node;
    const earlier = first.get(operationId);
    if (earlier) {
      const detail = `\`${operationId}\` is also ${earlier.spec.file}${earlier.pointer}`;
      report.add('SPEC_DUPLICATE_OPERATION_ID', operation.spec.file, operation.pointer, detail);
    } else if (operationId !== undefined) first.set(operationId, operation);
  }
}

function buildTools(emitted: readonly Emitted[], report: Report): Tool[] {
  const tools = new Map<string, Tool & { operations: [Operation, ...Operation[]] }>();
  for (const { operation, claim } of emitted) {
    if (claim.kind !== 'owner') continue;
    const { name, title, toolset, description } = claim;
    const other = tools.get(name)?.operations[0];
    if (!other)
      tools.set(name, { name, title, toolset, description, effect: operation.effect, operations: [operation] });
    else {
      const detail = `\`${name}\` is also the tool of ${other.id}.`;
      report.add('SPEC_TOOL_OWNERS', operation.file, operation.pointer, detail);
    }
  }
  for (const { operation, claim } of emitted) {
    if (claim.kind !== 'variant') continue;
    const tool = tools.get(claim.name);
    if (!tool)
      report.add('SPEC_UNKNOWN_VARIANT', operation.file, operation.pointer, `There is no tool \`${claim.name}\`.`);
    else if (tool.effect === operation.effect) tool.operations.push(operation);
    else {
      const detail = `\`${claim.name}\` is \`${tool.effect}\`, ${operation.id} is \`${operation.effect}\`.`;
      report.add('SPEC_VARIANT_EFFECT', operation.file, operation.pointer, detail);
    }
  }
  return [...tools.values()].sort((a, b) => compareText(a.name, b.name));
}
