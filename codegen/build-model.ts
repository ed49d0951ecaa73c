import type { Report } from './diagnostics.ts';
import { compareText } from './json.ts';
import type { SpecFile } from './load.ts';
import type { Api, Model, Operation, Tool } from './model.ts';
import { listOperations, type RawOperation } from './operation/context.ts';
import { type ExposedOperation, readOperation } from './operation/read-operation.ts';

/** All specifications as one model, sorted by API, path and method. */
export function buildModel(specs: readonly SpecFile[], report: Report): Model {
  const raw = specs.map(listOperations);
  checkUniqueIds(raw.flat(), report);
  const exposed: ExposedOperation[] = [];
  const apis = specs.map(({ api, file, sha256 }, i): Api => {
    const read = (raw[i] ?? []).flatMap((operation) => readOperation(operation, report) ?? []);
    const own = read.filter((operation) => 'claim' in operation);
    exposed.push(...own);
    const withheld = read.flatMap((operation) => ('claim' in operation ? [] : operation));
    return { name: api, file, sha256, operations: own.map(({ operation }) => operation), withheld };
  });
  return { apis, tools: buildTools(exposed, report) };
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

function buildTools(exposed: readonly ExposedOperation[], report: Report): Tool[] {
  const tools = new Map<string, Tool & { operations: [Operation, ...Operation[]] }>();
  for (const { operation, claim } of exposed) {
    if (claim.kind !== 'owner') continue;
    const { name, title, toolset, description } = claim;
    const { effect, file, pointer } = operation;
    const owner = tools.get(name)?.operations[0];
    if (owner) report.add('SPEC_TOOL_OWNERS', file, pointer, `\`${name}\` is also the tool of ${owner.id}.`);
    else tools.set(name, { name, title, toolset, description, effect, operations: [operation] });
  }
  for (const { operation, claim } of exposed) {
    if (claim.kind !== 'variant') continue;
    const { id, effect, file, pointer } = operation;
    const tool = tools.get(claim.name);
    const effects = `\`${claim.name}\` is \`${tool?.effect}\`, ${id} is \`${effect}\`.`;
    if (!tool) report.add('SPEC_UNKNOWN_VARIANT', file, pointer, `There is no tool \`${claim.name}\`.`);
    else if (tool.effect !== effect) report.add('SPEC_VARIANT_EFFECT', file, pointer, effects);
    else tool.operations.push(operation);
  }
  return [...tools.values()].sort((a, b) => compareText(a.name, b.name));
}
