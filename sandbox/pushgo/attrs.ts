// Extension objects: scalars, or one more level of scalars (docs/services/pushgo.md#attributes).
import { refuse } from './answers.ts';
import { isArray, isObject, type JsonObject, type JsonValue, sortedEntries } from './json.ts';
import { trim } from './trim.ts';

const longestManufacturerKey = 64;

export function checkAttrs(attrs: JsonObject): void {
  for (const [key, value] of sortedEntries(attrs)) {
    if (trim(key) === '') refuse('attrs contains empty key', 'extension_object_key_required');
    if (isArray(value)) refuse('attrs does not support arrays', 'extension_object_arrays_unsupported');
    if (isObject(value)) checkInner(value);
  }
}

function checkInner(inner: JsonObject): void {
  for (const value of inner.values()) {
    if (isArray(value) || isObject(value)) {
      refuse('attrs only supports one-level objects', 'extension_object_nested_object_unsupported');
    }
  }
}

export function checkManufacturer(attrs: JsonObject): void {
  const manufacturer: JsonValue = attrs.get('manufacturer') ?? null;
  if (manufacturer === null) return;
  if (!isObject(manufacturer)) refuse('attrs.manufacturer must be object or null', 'manufacturer_attr_invalid');
  for (const [key] of sortedEntries(manufacturer)) {
    if (trim(key) === '') refuse('attrs.manufacturer contains empty key', 'manufacturer_attr_key_required');
    if (Buffer.byteLength(trim(key)) > longestManufacturerKey) {
      refuse('attrs.manufacturer contains oversized key', 'manufacturer_attr_key_too_long');
    }
  }
}

/** A copy without the members that are null. */
export function dropNulls(object: JsonObject): JsonObject {
  return new Map([...object].filter(([, value]) => value !== null));
}
