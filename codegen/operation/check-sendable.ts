import { isObject, type JsonObject } from '../json.ts';
import type { Input, Schema } from '../model.ts';
import { unsupported } from '../schema/read-schema.ts';
import type { OperationContext } from './context.ts';

/** Refuses parameters that the sender in `src/` cannot send. */
export function checkSendable(parameter: JsonObject, input: Input, pointer: string, context: OperationContext): void {
  const { place, schema } = input;
  const refuse = (detail: string) => unsupported(context, pointer, detail);
  if (place === 'header' && isReserved(input.name, context))
    context.report.add('SPEC_RESERVED_HEADER', context.spec.file, pointer, `The header is called ${input.name}.`);
  if (place === 'query' && schema.kind === 'array') {
    if (parameter.explode !== false || (parameter.style ?? 'form') !== 'form')
      refuse('A list in a query is sent as one value with commas: `style: form`, `explode: false`.');
    if (!isPlain(schema.items)) refuse('A list in a query holds texts, numbers or booleans.');
  } else if (place === 'path' ? !isSegment(schema) : !isPlain(schema)) {
    const kinds = place === 'path' ? 'a text or a whole number' : 'a text, a number or a boolean';
    refuse(`A parameter in \`${place}\` is ${kinds}.`);
  }
}

/** `any` was reported when it was read. */
function isPlain(schema: Schema): boolean {
  if (schema.kind === 'union') return schema.options.every(isPlain);
  return ['string', 'integer', 'number', 'boolean', 'enum', 'any'].includes(schema.kind);
}

/** Each value of an enumeration has to be one segment of a path. Other text is checked when it is sent. */
function isSegment(schema: Schema): boolean {
  if (schema.kind === 'union') return schema.options.every(isSegment);
  if (schema.kind === 'enum') return schema.values.every((value) => /^[A-Za-z0-9_-]{1,256}$/.test(String(value)));
  return schema.kind === 'string' || schema.kind === 'integer' || schema.kind === 'any';
}

/** Headers that the server or the HTTP client sets, or that turn the request into another one. */
const reserved =
  /^(?:accept(?:-.*)?|authorization|connection|content-.*|cookie2?|date|expect|forwarded|host|keep-alive|origin|proxy-.*|referer|sec-.*|set-cookie2?|te|trailer|transfer-encoding|upgrade|user-agent|via|x-forwarded-.*|x-http-method.*|x-method-override)$/i;

function isReserved(name: string, { spec: { document } }: OperationContext): boolean {
  const { securitySchemes = {} } = isObject(document.components) ? document.components : {};
  const schemes = isObject(securitySchemes) ? Object.values(securitySchemes).filter(isObject) : [];
  const carriesSecret = (scheme: JsonObject) =>
    scheme.in === 'header' && String(scheme.name).toLowerCase() === name.toLowerCase();
  return reserved.test(name) || schemes.some(carriesSecret);
}
