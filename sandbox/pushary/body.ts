// A request body: a JSON object or nothing.
import { refuse } from './answers.ts';
import { isObject } from './checks.ts';
import type { Fields } from './model.ts';

/** Calls that are only an action have the JSON content type and no body (docs/services/pushary.md#requests). */
export function parseBody(body: string): Fields {
  if (body === '') return {};
  const value = parseJson(body);
  if (!isObject(value)) throw refuse(400, 'The body must be a JSON object');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'The body is not valid JSON');
  }
}
