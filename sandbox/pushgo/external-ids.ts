// The ids of a thing in other systems (docs/services/pushgo.md#external-ids-and-places).
import { refuse } from './answers.ts';
import { type JsonObject, type JsonValue, sortedEntries } from './json.ts';
import { trim } from './trim.ts';

const longestKey = 64;
const longestValue = 256;

/** Without nulls. Of keys that differ in case only, the last in their order stays. */
export function readExternalIds(ids: JsonObject): JsonObject {
  const read = new Map<string, JsonValue>();
  for (const [name, value] of sortedEntries(ids)) {
    const key = readKey(name);
    const text = readValue(value);
    if (text === null) read.delete(key);
    else read.set(key, text);
  }
  return read;
}

function readKey(name: string): string {
  const key = trim(name);
  if (key === '') refuse('external_ids contains empty key');
  if (Buffer.byteLength(key) > longestKey) refuse('external_ids contains oversized key');
  if (!/^[A-Za-z0-9_:.-]+$/.test(key)) refuse('external_ids key format is invalid');
  return key.toLowerCase();
}

function readValue(value: JsonValue): string | null {
  if (value === null) return null;
  if (typeof value !== 'string') {
    return refuse('external_ids only supports string or null values', 'external_ids_value_invalid');
  }
  const text = trim(value);
  if (text === '') refuse('external_ids contains empty value', 'external_ids_value_required');
  if (Buffer.byteLength(text) > longestValue) {
    refuse('external_ids contains oversized value', 'external_ids_value_too_long');
  }
  return text;
}
