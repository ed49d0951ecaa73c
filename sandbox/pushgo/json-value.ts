// JSON as the gateway's parser holds it: numbers know whether they were integers, members of objects are sorted.

/** A number of a request: `integer` where it fits 64 bits, else the nearest double, as the service keeps it. */
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

const smallest = -(2n ** 63n);
const beyondLargest = 2n ** 64n;

function readInteger(text: string): bigint | null {
  if (!/^-?\d+$/.test(text) || text === '-0') return null;
  const integer = BigInt(text);
  return integer >= smallest && integer < beyondLargest ? integer : null;
}

/** The shortest digits, written out between 1e-5 and 1e16, and always with a sign of being no integer. */
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
