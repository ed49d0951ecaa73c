/**
 * Text for generated files. `Code` is made in this file only, from the text of our own sources and from literals, so a
 * string of a specification can become a literal and never code.
 */
export class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** `code\`z.string().max(${n})\``: an interpolated value becomes a literal, unless it is code already. */
export function code(strings: TemplateStringsArray, ...values: readonly unknown[]): Code {
  return new Code(strings.reduce((text, part, i) => text + literal(values[i - 1]) + part));
}

export function joinCode(parts: readonly Code[], separator: ', ' | ' | ' | ' & '): Code {
  return new Code(parts.map((part) => part.text).join(separator));
}

/** The lines of an object literal or type, in braces. */
export function braces(lines: readonly Code[]): Code {
  return lines.length === 0 ? code`{}` : new Code(`{\n  ${lines.map(({ text }) => indent(text)).join('\n  ')}\n}`);
}

/** The type of one of these values. */
export function unionOf(values: Iterable<string | number>): Code {
  return new Code([...values].map(literal).join(' | ') || 'never');
}

/** Indents all lines but the first. No literal holds a line break, so none is changed. */
export function indentCode(part: Code): Code {
  return new Code(indent(part.text));
}

const indent = (text: string) => text.replaceAll('\n', '\n  ');

const identifierPattern = /^[A-Za-z][A-Za-z0-9_]*$/;

/** A name as code. Its callers have checked it already; this check is the last one. */
export function identifier(name: string): Code {
  if (!identifierPattern.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return new Code(name);
}

/** A key of an object literal or type: bare where that is possible. */
export function propertyKey(name: string): Code {
  return /^(?:[A-Za-z][A-Za-z0-9_]*|0|[1-9]\d{0,8})$/.test(name) ? new Code(name) : new Code(literal(checkKey(name)));
}

/** As {@link propertyKey}, in the notation of hand-written files. */
export function handwrittenKey(name: string): Code {
  const key = propertyKey(name);
  return /^"[^'"\\]*"$/.test(key.text) ? new Code(`'${key.text.slice(1, -1)}'`) : key;
}

/**
 * The literal of a value, valid in TypeScript and in JSON. `*` + `/` and `</` are split, so that a literal cannot end
 * the comment or script element around it.
 */
export function literal(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${literal(checkKey(key))}: ${literal(member)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  const json = JSON.stringify(value);
  if (json === undefined) throw new Error(`no literal for a value of type ${typeof value}`);
  return json
    .replace(/\*\//g, '*\\/')
    .replace(/<\//g, '<\\/')
    .replace(
      /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

const lineWidth = 120;

/** As {@link literal}, broken into lines where one would be too long. `margin` is what the first line is indented by. */
export function prettyLiteral(value: unknown, margin = ''): string {
  const line = literal(value);
  if (margin.length + line.length <= lineWidth || typeof value !== 'object' || value === null) return line;
  const inner = `${margin}  `;
  const members = Array.isArray(value)
    ? value.map((item) => prettyLiteral(item, inner))
    : Object.entries(value).map(([key, member]) => `${literal(checkKey(key))}: ${prettyLiteral(member, inner)}`);
  const [start, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${start}\n${members.map((member) => inner + member).join(',\n')}\n${margin}${end}`;
}

/** The literal of a JSON value as code, broken into lines. */
export function jsonCode(value: unknown, margin: string): Code {
  return new Code(prettyLiteral(value, margin));
}

// In an object literal this key would set the prototype
function checkKey(key: string): string {
  if (key === '__proto__') throw new Error('an object with the key __proto__ has no literal');
  return key;
}
