// Lays out the input of a tool as a request. What cannot stand in a path or a header is refused here, before anything is sent.
import { type OperationId, operations } from '../../generated/operations.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { ReadFile } from '../../overrides/rule/tool-rule.ts';

/** The field of an operation that holds the service's own idempotency key. */
export function keyFieldOf(operation: OperationId): string | undefined {
  const described = operations[operation];
  return 'idempotencyKey' in described ? described.idempotencyKey : undefined;
}

/** The idempotency key in the input of an operation. */
export function keyOf(operation: OperationId, input: Readonly<Record<string, unknown>>): string | undefined {
  const field = keyFieldOf(operation);
  const key = field === undefined ? undefined : input[field];
  return typeof key === 'string' ? key : undefined;
}

/** The parts of a request that come from a tool's input. Names of headers are in lower case. */
export interface RequestParts {
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
): RequestParts {
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

/**
 * Refuses a path value that would not stay one segment. `.` and `..` survive percent-encoding and still climb, and an
 * encoded `/` or `%` is decoded by some servers in between, so they are refused and not encoded.
 */
function checkSegment(name: string, value: unknown): void {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === 'string' && /^[A-Za-z0-9_-]{1,256}$/.test(text)) return;
  throw new ToolError(
    'BAD_SEGMENT',
    `${name} holds characters that cannot stand in an address. It takes letters, digits, - and _.`,
  );
}

/** Refuses a value that would end the header, or that would arrive in another spelling. */
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

/** The address of an operation, with the values filled in. A list in a query is one value with commas. */
export function toUrl(origin: string, operation: OperationId, { path, query }: RequestParts['params']): string {
  // A parameter without a value stays as it is, and the gate refuses it
  const pathname = operations[operation].path.replace(/\{([^}]+)\}/g, (parameter, name) =>
    path[name] === undefined ? parameter : encodeURIComponent(String(path[name])),
  );
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const items = [value ?? []].flat().map((item) => encodeURIComponent(String(item)));
    return items.length === 0 ? [] : [`${encodeURIComponent(name)}=${items.join(',')}`];
  });
  return `${origin}${pathname}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}
