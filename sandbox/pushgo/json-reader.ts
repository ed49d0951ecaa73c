// A JSON parser that goes through a body as the gateway's does, so that it stops at the same place.
import { JsonScanner, type Kind } from './json-scanner.ts';
import type { JsonValue } from './json-value.ts';

const deepest = 127;

export class JsonReader extends JsonScanner {
  private depth = 0;

  /** Past the opening sign only: what is inside was not asked for. */
  enter(): void {
    this.index += 1;
  }

  array(item: (index: number) => void): void {
    this.nested(']', 'list', (index) => {
      this.within(`[${index}]`, () => item(index));
    });
  }

  /** `member` reads colon and value. A key it does not want it refuses before either is looked at. */
  object(member: (key: string) => void): void {
    this.nested('}', 'object', () => {
      if (this.peek() !== '"') this.failAhead('key must be a string');
      member(this.string());
    });
  }

  /** Past the colon between a key and its value. */
  colon(): void {
    const next = this.peek();
    if (next === '') this.failAhead('EOF while parsing an object');
    if (next !== ':') this.failAhead('expected `:`');
    this.index += 1;
  }

  private nested(end: ']' | '}', name: 'list' | 'object', each: (index: number) => void): void {
    this.index += 1;
    this.depth += 1;
    if (this.depth > deepest) this.failAhead('recursion limit exceeded');
    const article = name === 'list' ? 'a' : 'an';
    for (let count = 0; ; count += 1) {
      let next = this.peek();
      if (next === '') this.failAhead(`EOF while parsing ${article} ${name}`);
      if (next === end) break;
      if (count > 0) {
        if (next !== ',') this.failAhead(`expected \`,\` or \`${end}\``);
        this.index += 1;
        next = this.peek();
        if (next === '') this.failAhead('EOF while parsing a value');
        if (next === end) this.failAhead('trailing comma');
      }
      each(count);
    }
    this.index += 1;
    this.depth -= 1;
  }

  /** Any value. Of members with one name the last stays. */
  value(): JsonValue {
    const readers: Record<Kind, () => JsonValue> = {
      null: () => this.word('null', null),
      boolean: () => (this.peek() === 't' ? this.word('true', true) : this.word('false', false)),
      number: () => this.number(),
      string: () => this.string(),
      array: () => {
        const items: JsonValue[] = [];
        this.array(() => items.push(this.value()));
        return items;
      },
      object: () => {
        const members = new Map<string, JsonValue>();
        this.object((key) => {
          this.colon();
          members.set(
            key,
            this.within(`.${key}`, () => this.value()),
          );
        });
        return members;
      },
    };
    return readers[this.kind()]();
  }

  /** Nothing but space may follow. */
  end(): void {
    if (this.peek() !== '') this.failAhead('trailing characters');
  }
}

/** Reads a text to its end. */
export function parseWhole<Result>(bytes: Buffer, read: (reader: JsonReader) => Result): Result {
  const reader = new JsonReader(bytes);
  const result = read(reader);
  reader.end();
  return result;
}
