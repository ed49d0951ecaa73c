// JSON as the gateway holds it: it tells integers of 64 bits from other numbers, and writes the members of an object
// in the order of their names.
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';

/** A number of a request: `integer` where it fits 64 bits, else the nearest 64-bit float, as the service keeps it. */
export class JsonNumber {
  readonly integer: bigint | null;
  readonly value: number;
  constructor(text: string) {
    this.value = Number(text);
    this.integer = readInteger(text);
  }

  get text(): string {
    return this.integer === null ? formatDouble(this.value) : String(this.integer);
  }
}

export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject;
export type JsonObject = ReadonlyMap<string, JsonValue>;

const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*|[[\]{}]/g;
/**
 * The name of the only member of an object that stands for a number. It is random, so that no request can contain it.
 */
const mark = `number ${randomUUID()}`;

/**
 * `twice`: a name that the outermost object has twice (`value` holds the last). Throws where the bytes are not JSON.
 */
export function parseJson(bytes: Buffer): { value: JsonValue; twice: string | undefined } {
  if (!isUtf8(bytes)) throw new SyntaxError('The bytes are not UTF-8.');
  const text = bytes.toString('utf8');
  JSON.parse(text);
  const names = new Set<string>();
  let depth = 0;
  let twice: string | undefined;
  // JSON.parse would round integers beyond 2^53, so numbers pass through it as text
  const marked = text.replace(tokens, (token: string, quoted?: string, colon?: string) => {
    if (quoted !== undefined) {
      if (colon === undefined || depth !== 1) return token;
      const name = String(JSON.parse(quoted));
      if (names.has(name)) twice = name;
      names.add(name);
      return token;
    }
    if ('[{'.includes(token)) depth += 1;
    else if (']}'.includes(token)) depth -= 1;
    else return `{"${mark}":"${token}"}`;
    return token;
  });
  return { value: JSON.parse(marked, hold) as JsonValue, twice };
}

function hold(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (Object.hasOwn(value, mark)) return new JsonNumber(String((value as Record<string, unknown>)[mark]));
  return value instanceof JsonNumber ? value : new Map(Object.entries(value));
}

const smallest = -(2n ** 63n);
const beyondLargest = 2n ** 64n;

function readInteger(text: string): bigint | null {
  if (!/^-?\d+$/.test(text) || text === '-0') return null;
  const integer = BigInt(text);
  return integer >= smallest && integer < beyondLargest ? integer : null;
}

/** The shortest digits that give the number back, with a point or an exponent; no exponent between 1e-5 and 1e16. */
export function formatDouble(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [, sign = '', digits = '', exponent = ''] = /^(-?)([\d.]+)e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const shortest = digits.replace('.', '');
  const point = Number(exponent) + 1;
  if (point > 16 || point <= -5) {
    const fraction = shortest.length > 1 ? `.${shortest.slice(1)}` : '';
    return `${sign}${shortest.slice(0, 1)}${fraction}e${Number(exponent)}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${shortest}`;
  const whole = shortest.slice(0, point).padEnd(point, '0');
  return `${sign}${whole}.${shortest.slice(point) || '0'}`;
}

/** Keys in the order of their bytes. */
export function sortedEntries<Value>(object: ReadonlyMap<string, Value>): [string, Value][] {
  return [...object].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

export function writeJson(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text;
  if (isObject(value)) {
    return `{${sortedEntries(value)
      .map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`)
      .join(',')}}`;
  }
  if (isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  return JSON.stringify(value);
}

export function isObject(value: JsonValue): value is JsonObject {
  return value instanceof Map;
}

export function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
