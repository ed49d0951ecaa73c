// A place in a JSON text: reading its scalars, and failing where and how the gateway's parser fails.
import { JsonNumber } from './json-value.ts';

/** What a value is by its first byte. */
export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** `syntax`: not JSON, `data`: JSON of another shape. The gateway answers them with different codes. */
export class JsonFailure extends Error {
  override name = 'JsonFailure' as const;
  readonly kind: 'syntax' | 'data';
  constructor(kind: 'syntax' | 'data', text: string) {
    super(text);
    this.kind = kind;
  }
}

const kindsByByte: Record<string, Kind> = {
  n: 'null',
  t: 'boolean',
  f: 'boolean',
  '"': 'string',
  '[': 'array',
  '{': 'object',
};
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringPattern = /"(?:[ !#-[\]-\xff]|\\[ -\xff])*"/y;

export class JsonScanner {
  private readonly bytes: Buffer;
  /** A character a byte, for patterns. */
  private readonly ascii: string;
  private readonly path: string[] = [];
  protected index = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.ascii = bytes.toString('latin1');
  }

  /** Fails at what was read last. */
  fail(kind: 'syntax' | 'data', text: string, index = this.index): never {
    const before = this.ascii.slice(0, index);
    const line = before.split('\n').length;
    const column = index - (before.lastIndexOf('\n') + 1);
    const path = this.path.join('').replace(/^\./, '');
    throw new JsonFailure(kind, `${path === '' ? '' : `${path}: `}${text} at line ${line} column ${column}`);
  }

  /** Fails about the object around: the parser has looked for its end by then. */
  failAround(text: string): never {
    if (this.peek() === '}') this.index += 1;
    return this.fail('data', text);
  }

  protected failAhead(text: string): never {
    return this.fail('syntax', text, Math.min(this.index + 1, this.bytes.length));
  }

  /** Runs with one more step in the path that a failure names. */
  within<Result>(step: string, read: () => Result): Result {
    this.path.push(step);
    const result = read();
    this.path.pop();
    return result;
  }

  protected peek(): string {
    while (' \n\t\r'.includes(this.ascii[this.index] ?? 'x')) this.index += 1;
    return this.ascii[this.index] ?? '';
  }

  /** The kind of the value ahead; fails where there is none. */
  kind(): Kind {
    const first = this.peek();
    if (first === '') this.failAhead('EOF while parsing a value');
    const kind = /[-\d]/.test(first) ? 'number' : kindsByByte[first];
    return kind ?? this.failAhead('expected value');
  }

  protected word<Value>(word: string, value: Value): Value {
    for (const letter of word) {
      if (this.index >= this.bytes.length) this.fail('syntax', 'EOF while parsing a value');
      if (this.ascii[this.index] !== letter) this.failAhead('expected ident');
      this.index += 1;
    }
    return value;
  }

  protected number(): JsonNumber {
    numberPattern.lastIndex = this.index;
    const text = numberPattern.exec(this.ascii)?.[0];
    if (text === undefined) {
      this.index += 1;
      return this.failAhead(this.index < this.bytes.length ? 'invalid number' : 'EOF while parsing a value');
    }
    this.index += text.length;
    if (/[\d.eE]/.test(this.ascii[this.index] ?? '')) this.failAhead('invalid number');
    const number = new JsonNumber(text);
    return Number.isFinite(number.value) ? number : this.fail('syntax', 'number out of range');
  }

  protected string(): string {
    stringPattern.lastIndex = this.index;
    const raw = stringPattern.exec(this.ascii)?.[0];
    if (raw === undefined) {
      const control = /[^ -\xff]/.exec(this.ascii.slice(this.index))?.index;
      if (control === undefined) return this.fail('syntax', 'EOF while parsing a string', this.bytes.length);
      const text = 'control character (\\u0000-\\u001F) found while parsing a string';
      return this.fail('syntax', text, this.index + control + 1);
    }
    const start = this.index;
    this.index += raw.length;
    return this.decode(this.bytes.subarray(start, this.index));
  }

  private decode(raw: Buffer): string {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      return this.fail('syntax', 'invalid unicode code point');
    }
    try {
      text = JSON.parse(text);
    } catch {
      return this.fail('syntax', 'invalid escape');
    }
    return text.isWellFormed() ? text : this.fail('syntax', 'lone leading surrogate in hex escape');
  }
}
