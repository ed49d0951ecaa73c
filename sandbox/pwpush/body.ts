// Request bodies: JSON, forms and multipart forms become one nested object, as the application sees them.
import type { PushFile } from './push.ts';

export type Params = Record<string, unknown>;

/** A file part, read whole so that handlers need not wait. */
export class Upload implements PushFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
  constructor(name: string, type: string, content: Uint8Array) {
    this.name = name;
    this.type = type;
    this.content = content;
  }
}

const maxParts = 1000;

type Parse = (body: Buffer, contentType: string) => Params | Promise<Params>;

const parsers: Record<string, Parse> = {
  'application/json': (body) => {
    if (body.length === 0) return {};
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : {};
  },
  'application/x-www-form-urlencoded': (body) => nest(new URLSearchParams(body.toString('utf8'))),
  'multipart/form-data': async (body, contentType) => {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return nest(await Promise.all(Array.from(form, readPart)));
  },
};

/** Throws what the parser throws on a malformed body. A body of an unknown type is not looked at. */
export async function parseBody(body: Buffer, contentType: string): Promise<Params> {
  const parse = parsers[mediaType(contentType)];
  return parse === undefined ? {} : parse(body, contentType);
}

export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

export function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Upload);
}

async function readPart([name, value]: [string, File | string]): Promise<[string, unknown]> {
  if (typeof value === 'string') return [name, value];
  return [name, new Upload(value.name, value.type, new Uint8Array(await value.arrayBuffer()))];
}

/** `push[files][]` is an entry of the list `files` in the object `push`. */
function nest(fields: Iterable<[string, unknown]>): Params {
  const params: Params = Object.create(null);
  let parts = 0;
  for (const [name, value] of fields) {
    if (++parts > maxParts) throw new SyntaxError('too many fields');
    const [, first = name, rest = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name) ?? [];
    const path = [first, ...Array.from(rest.matchAll(/\[([^\]]*)\]/g), (match) => match[1] ?? '')];
    place(params, path, value);
  }
  return params;
}

function place(params: Params, path: string[], value: unknown): void {
  const [key = '', next, ...deeper] = path;
  if (next === undefined) {
    params[key] = value;
  } else if (next === '') {
    const list = Array.isArray(params[key]) ? (params[key] as unknown[]) : [];
    params[key] = [...list, value];
  } else {
    const inner: Params = isObject(params[key]) ? params[key] : Object.create(null);
    params[key] = inner;
    place(inner, [next, ...deeper], value);
  }
}
