import type { Report } from './diagnostics.ts';
import { compareText } from './json.ts';
import type { SpecFile } from './load.ts';
import type { Api, Model, Operation, Tool } from './model.ts';
import type { RawOperation } from './operation/context.ts';
import { listOperations } from './operation/list-operations.ts';
import { type ReadOperation, readOperation } from './operation/read-operation.ts';
import type { ExposedClaim } from './operation/read-tool.ts';

type Emitted = Extract<ReadOperation, { kind: 'emitted' }>;

/** All specifications as one model, sorted by API, path and method. */
export function buildModel(specs: readonly SpecFile[], report: Report): Model {
  const raw = specs.map(listOperations);
  checkUniqueIds(raw.flat(), report);
  const read = raw.map((operations) =>
    operations.map((operation) => readOperation(operation, report)).filter((found) => found !== undefined),
  );
  const apis = specs.map(
    ({ api, file, sha256 }, i): Api => ({
      name: api,
      file,
      sha256,
      operations: (read[i] ?? []).flatMap((found) => (found.kind === 'emitted' ? [found.operation] : [])),
      withheld: (read[i] ?? []).flatMap((found) => (found.kind === 'withheld' ? [found.operation] : [])),
    }),
  );
  return {
    apis,
    tools: buildTools(
      read.flat().filter((found) => found.kind === 'emitted'),
      report,
    ),
  };
}

function checkUniqueIds(operations: readonly RawOperation[], report: Report): void {
  const first = new Map<unknown, RawOperation>();
  for (const operation of operations) {
    const { operationId } = operation.node;
    if (operationId === undefined) continue;
    const earlier = first.get(operationId);
    if (!earlier) first.set(operationId, operation);
    else {
      const where = `${earlier.spec.file}${earlier.pointer}`;
      report.add(
        'SPEC_DUPLICATE_OPERATION_ID',
        operation.spec.file,
        operation.pointer,
        `\`${operationId}\` is also ${where}`,
      );
    }
  }
}

function buildTools(found: readonly Emitted[], report: Report): Tool[] {
  const tools = new Map<string, Tool & { operations: [Operation, ...Operation[]] }>();
  for (const { operation, claim } of found) {
    if (claim.kind !== 'owner') continue;
    const other = tools.get(claim.name)?.operations[0];
    if (!other) tools.set(claim.name, startTool(claim, operation));
    else
      report.add(
        'SPEC_TOOL_OWNERS',
        operation.file,
        operation.pointer,
        `\`${claim.name}\` is also the tool of ${other.id}.`,
      );
  }
  for (const { operation, claim } of found) {
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

function startTool(
  { name, title, toolset, description }: Extract<ExposedClaim, { kind: 'owner' }>,
  operation: Operation,
) {
  const operations: [Operation] = [operation];
  return { name, title, toolset, description, effect: operation.effect, operations };
}
