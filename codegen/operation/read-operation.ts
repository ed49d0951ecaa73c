import { Report } from '../diagnostics.ts';
import { compareText, textOf } from '../json.ts';
import { type Effect, effects, type Input, type Operation, type WithheldOperation } from '../model.ts';
import { inputNamePattern, isReserved, operationIdPattern, pathPattern } from '../names.ts';
import { createOperationContext, type OperationContext, type RawOperation } from './context.ts';
import { readBody } from './read-body.ts';
import { readOutput } from './read-output.ts';
import { readParameters } from './read-parameters.ts';
import { type ExposedClaim, readTool } from './read-tool.ts';

/** An operation that is generated, with what its `x-tool` says. */
export interface ExposedOperation {
  readonly operation: Operation;
  readonly claim: ExposedClaim;
}

/** Reads one operation and checks it on its own. `buildModel` checks rules that concern several operations. */
export function readOperation(raw: RawOperation, report: Report): ExposedOperation | WithheldOperation | undefined {
  const context = createOperationContext(raw, report);
  const id = readId(context);
  if (!pathPattern.test(raw.path)) context.add('SPEC_BAD_PATH', [], `The path is ${JSON.stringify(raw.path)}.`);
  const effect = readEffect(context);
  const claim = readTool(effect, context);
  // Further checks depend on whether the operation has a tool
  if (id === undefined || effect === undefined || claim === undefined) return undefined;
  const { spec, method, path, pointer } = raw;
  const place = { api: spec.api, id, method: method.toUpperCase(), path, file: spec.file, pointer };
  if (claim.kind === 'hidden') {
    checkWithheldKey(raw, context);
    return { ...place, effect, reason: claim.reason };
  }
  const { body, inputs: fields } = readBody(context);
  const inputs = [...readParameters(context), ...fields].sort((a, b) => compareText(a.name, b.name));
  checkInputNames(inputs, context);
  const operation: Operation = {
    ...place,
    effect: effect as Effect,
    tool: 'name' in claim ? claim.name : '',
    inputs,
    body,
    ...readOutput(context),
    since: textOf(raw.node['x-since']),
    until: textOf(raw.node['x-until']),
    idempotencyKey: readIdempotencyKey(inputs, context),
  };
  return { operation, claim };
}

function readId(context: OperationContext): string | undefined {
  const { operationId } = context.operation.node;
  if (operationId === undefined) return void context.add('SPEC_MISSING_OPERATION_ID', [], 'There is no operationId.');
  if (typeof operationId === 'string' && operationIdPattern.test(operationId) && !isReserved(operationId))
    return operationId;
  return void context.add('SPEC_BAD_IDENTIFIER', ['operationId'], `The operationId is ${JSON.stringify(operationId)}.`);
}

function readEffect(context: OperationContext): WithheldOperation['effect'] | undefined {
  const effect = context.operation.node['x-effect'];
  if (effect === undefined) return void context.add('SPEC_MISSING_EFFECT', [], 'There is no x-effect.');
  if (typeof effect === 'string' && (effect === 'consume' || effects.includes(effect)))
    return effect as Effect | 'consume';
  return void context.add('SPEC_UNKNOWN_EFFECT', ['x-effect'], `x-effect is ${JSON.stringify(effect)}.`);
}

function checkInputNames(inputs: readonly Input[], context: OperationContext): void {
  for (const [i, { name, place }] of inputs.entries()) {
    if (!inputNamePattern.test(name)) context.add('SPEC_INPUT_NAME', [], `An input is called ${JSON.stringify(name)}.`);
    const earlier = inputs[i - 1];
    if (earlier?.name !== name) continue;
    const detail = `The input \`${name}\` stands in \`${earlier.place}\` and in \`${place}\`.`;
    context.add('SPEC_INPUT_COLLISION', [], detail);
  }
}

/** Any key is accepted if the generator cannot read the body of the withheld operation. */
function checkWithheldKey(raw: RawOperation, context: OperationContext): void {
  if (raw.node['x-idempotency-key'] === undefined) return;
  const ignored = new Report();
  const { inputs } = readBody(createOperationContext(raw, ignored));
  readIdempotencyKey(ignored.failed ? undefined : inputs, context);
}

function readIdempotencyKey(inputs: readonly Input[] | undefined, context: OperationContext): string | undefined {
  const key = context.operation.node['x-idempotency-key'];
  if (key === undefined) return undefined;
  const isThere = inputs?.some((input) => input.name === key && input.place.startsWith('body')) ?? true;
  if (typeof key === 'string' && isThere) return key;
  return void context.add('SPEC_IDEMPOTENCY_KEY', ['x-idempotency-key'], `It names ${JSON.stringify(key)}.`);
}
