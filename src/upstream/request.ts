import { type OperationId, operations } from '../../generated/operations.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { ReadFile } from '../../overrides/rule/tool-rule.ts';
import { checkSegment } from './segment.ts';

/** The field of an operation that holds the service's own idempotency key. */
export function keyFieldOf(operation: OperationId): string | undefined {
  const described: object & { readonly idempotencyKey?: string } = operations[operation];
  return described.idempotencyKey;
}

/** That key, where the input has one. */
export function keyOf(operation: OperationId, input: Readonly<Record<string, unknown>>): string | undefined {
  const field = keyFieldOf(operation);
  const key = field === undefined ? undefined : input[field];
  return typeof key === 'string' ? key : undefined;
}

/** The parts of a request that come from a tool's input. Names of headers are in lower case. */
export interface RequestInit {
  readonly headers: Readonly<Record<string, string>>;
  readonly params: { readonly path: Record<string, unknown>; readonly query: Record<string, unknown> };
  readonly body?: Record<string, unknown> | FormData;
}

/**
 * Sorts flat input into path, query, headers and body by the operation's own description; `body:push` is a field inside the
 * wrapper `push`. With files the body becomes a form whose parts are named `push[field]` and `push[files][]`.
 */
export function layOutRequest(
  operation: OperationId,
  input: Readonly<Record<string, unknown>>,
  files: readonly ReadFile[],
): RequestInit {
  const places: Readonly<Record<string, string>> = operations[operation].parameters;
  const params = { path: {} as Record<string, unknown>, query: {} as Record<string, unknown> };
  const headers: Record<string, string> = {};
  const body: Record<string, Record<string, unknown> | unknown> = {};
  let wrapper: string | undefined;
  for (const [name, place] of Object.entries(places)) {
    if (place.startsWith('body:')) wrapper = place.slice('body:'.length);
    const value = input[name];
    if (value === undefined) continue;
    if (place === 'path') {
      checkSegment(name, value);
      params.path[name] = value;
    } else if (place === 'query') params.query[name] = value;
    else if (place === 'header') headers[name.toLowerCase()] = toHeader(name, value);
    else if (wrapper !== undefined && place === `body:${wrapper}`) {
      const wrapped = (body[wrapper] ?? {}) as Record<string, unknown>;
      body[wrapper] = { ...wrapped, [name]: value };
    } else if (place === 'body') body[name] = value;
    else throw new TypeError(`${operation} has no place ${place}.`);
  }
  if (Object.values(places).every((place) => !place.startsWith('body'))) return { headers, params };
  return { headers, params, body: files.length > 0 ? toForm(body, wrapper, files) : body };
}

/** Refuses a value that would end the header, or that is sent in another spelling than it was given. */
function toHeader(name: string, value: unknown): string {
  const text = String(value);
  if (/^[!-~](?:[ -~]{0,8190}[!-~])?$/.test(text)) return text;
  throw new ToolError(
    'BAD_HEADER',
    `${name} goes into a header. It takes letters without accents, digits, punctuation and single lines, without spaces at its ends.`,
  );
}

function toForm(
  body: Readonly<Record<string, unknown>>,
  wrapper: string | undefined,
  files: readonly ReadFile[],
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (name !== wrapper) form.append(name, String(value));
    else
      for (const [field, inner] of Object.entries(value as object)) form.append(`${wrapper}[${field}]`, String(inner));
  }
  for (const { name, data } of files)
    form.append(wrapper === undefined ? 'files[]' : `${wrapper}[files][]`, data, name);
  return form;
}
