// Metadata: a flat object of scalars, docs/services/pushgo.md#metadata.
import { refuse } from './answers.ts';
import { isObject, JsonNumber, type JsonObject, type JsonValue, parseJson, sortedEntries } from './json.ts';
import { trim } from './trim.ts';

const longestKey = 64;
const longestValue = 512;

type ReadMetadata = { metadata: JsonObject | null } | { fault: string; code: string };

const notAnObject = { fault: 'metadata must be a JSON object', code: 'metadata_object_required' };

/** The rules that the gateway applies while it parses a request. */
export function readMetadata(value: JsonValue): ReadMetadata {
  if (value === null) return { metadata: null };
  if (!isObject(value)) return notAnObject;
  const metadata = new Map<string, JsonValue>();
  for (const [name, member] of sortedEntries(value)) {
    const key = trim(name);
    if (key === '') return { fault: 'metadata key must not be empty', code: 'metadata_key_required' };
    if (metadata.has(key)) return { fault: 'metadata key must be unique', code: 'metadata_key_duplicate' };
    if (!isScalar(member)) return { fault: `metadata.${key} must be a scalar`, code: 'metadata_value_scalar_required' };
    metadata.set(key, member);
  }
  return { metadata };
}

function isScalar(value: JsonValue): boolean {
  if (typeof value === 'string') return trim(value) !== '';
  return typeof value === 'boolean' || value instanceof JsonNumber;
}

/** Reads metadata that a query holds as JSON text. */
export function parseMetadata(text: string | null): JsonObject | null {
  if (text === null || trim(text) === '') return null;
  const read = readMetadata(parseText(text));
  return 'fault' in read ? refuse(read.fault, read.code) : read.metadata;
}

function parseText(text: string): JsonValue {
  try {
    return parseJson(Buffer.from(text)).value;
  } catch {
    return refuse(notAnObject.fault, notAnObject.code);
  }
}

/** The rules that the gateway applies after parsing. Each has a code of its own. */
export function checkMetadata(metadata: JsonObject | null): void {
  for (const [key, value] of metadata ?? []) {
    if (Buffer.byteLength(key) > longestKey) refuse('metadata key is too long', 'metadata_key_too_long');
    const text = value instanceof JsonNumber ? value.text : trim(String(value));
    if (Buffer.byteLength(text) > longestValue) refuse('metadata value is too long', 'metadata_value_too_long');
  }
}
