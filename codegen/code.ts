/**
 * Text that is allowed into generated files. `Code` is made only here, from the text of our own sources and from values
 * that were turned into literals, so a string of a specification can be a literal and never code.
 */
export class Code {
  readonly text: string;
  /** Used in this file only; everywhere else code comes from the functions below. */
  constructor(text: string) {
    this.text = text;
  }
}

/** `code\`z.string().max(${n})\``: what is interpolated becomes a literal, unless it is code already. */
export function code(strings: TemplateStringsArray, ...values: readonly unknown[]): Code {
  return new Code(strings.reduce((text, part, i) => text + literal(values[i - 1]) + part));
}

export function joinCode(parts: readonly Code[], separator: ', ' | ' | ' | ' & ' | '\n' | ''): Code {
  return new Code(parts.map((part) => part.text).join(separator));
}

/** Indents what follows the first line. No literal holds a line break, so this changes none. */
export function indentCode(part: Code): Code {
  return new Code(part.text.replaceAll('\n', '\n  '));
}

const identifierPattern = /^[A-Za-z][A-Za-z0-9_]*$/;

/** A name that stands in the code as it is. The caller has checked it; this refuses what slipped through. */
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
 * The literal of a value, valid in TypeScript and in JSON alike. `*` + `/` and `</` are split, so that a literal cannot
 * end a comment or a script element that it stands in.
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
  return escapeJson(json);
}

const lineWidth = 120;

/** As {@link literal}, broken into lines where one would be too long. `indent` stands before the lines after the first. */
export function prettyLiteral(value: unknown, indent = ''): string {
  const line = literal(value);
  if (indent.length + line.length <= lineWidth || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((item) => prettyLiteral(item, inner))
    : Object.entries(value).map(([key, member]) => `${literal(checkKey(key))}: ${prettyLiteral(member, inner)}`);
  const [start, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${start}\n${members.map((member) => inner + member).join(',\n')}\n${indent}${end}`;
}

/** The literal of a JSON value as code, broken into lines. */
export function jsonCode(value: unknown, indent: string): Code {
  return new Code(prettyLiteral(value, indent));
}

function escapeJson(json: string): string {
  return json
    .replace(/\*\//g, '*\\/')
    .replace(/<\//g, '<\\/')
    .replace(
      /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

// In an object literal this key sets the prototype and vanishes
function checkKey(key: string): string {
  if (key === '__proto__') throw new Error('an object with the key __proto__ has no literal');
  return key;
}
