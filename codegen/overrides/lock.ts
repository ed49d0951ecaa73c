import { createHash } from 'node:crypto';
import { headerText } from '../emit/render.ts';
import { joinPath, sortedEntries, words } from '../json.ts';
import type { Model } from '../model.ts';
import type { JsonSchema, Rule, SurfaceTool } from './contract.ts';

/** The facts about tools that users and policies rely on, one a line, so that a change is a diff to review. */
export interface Lock {
  readonly generated: string;
  readonly tools: Readonly<Record<string, LockedTool>>;
  /** Decisions about fields, by operation. */
  readonly rules: Readonly<Record<string, LockedRule>>;
}

export interface LockedTool extends Pick<SurfaceTool, 'title' | 'toolset' | 'effect' | 'annotations'> {
  /** Hash of the text. */
  readonly description: string;
  readonly input: Readonly<Record<string, LockedField>>;
  readonly output: Readonly<Record<string, LockedField>>;
  /** Method and path of each operation of the tool, by the operation's id. */
  readonly requests: Readonly<Record<string, string>>;
}

export interface LockedField {
  readonly type: string;
  readonly required?: true;
  /** The setting without which the field is neither listed nor taken. */
  readonly onlyWith?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly limits?: Readonly<Record<string, unknown>>;
  /** Hash of the text. */
  readonly description?: string;
}

export interface LockedRule {
  readonly input: Readonly<Record<string, string>>;
  readonly output: Readonly<Record<string, string>>;
  readonly destructive?: true;
}

export function buildLock(tools: readonly SurfaceTool[], rules: Readonly<Record<string, Rule>>, model: Model): Lock {
  return {
    generated: headerText(),
    tools: Object.fromEntries(tools.map((tool) => [tool.name, lockTool(tool, model)])),
    rules: Object.fromEntries(sortedEntries(rules).map(([id, rule]) => [id, lockRule(rule)])),
  };
}

function lockTool(tool: SurfaceTool, { tools }: Model): LockedTool {
  const { title, description, toolset, effect, annotations, inputSchema, outputSchema, onlyWith = {} } = tool;
  const operations = tools.find(({ name }) => name === tool.name)?.operations ?? [];
  const requests = Object.fromEntries(operations.map(({ id, method, path }) => [id, `${method} ${path}`]));
  const input = lockFields(inputSchema);
  for (const [name, setting] of Object.entries(onlyWith)) {
    if (input[name]) input[name] = { ...input[name], onlyWith: setting };
  }
  return {
    title,
    description: hashText(description),
    toolset,
    effect,
    annotations: Object.fromEntries(sortedEntries(annotations)),
    input,
    output: lockFields(outputSchema),
    requests: Object.fromEntries(sortedEntries(requests)),
  };
}

function lockRule({ input, output, destructive }: Rule): LockedRule {
  return {
    input: flattenDecisions(input),
    output: flattenDecisions(output),
    ...(destructive === true && { destructive }),
  };
}

/** `{ logs: { kind: 'show' } }` → `{ 'logs.kind': 'show' }`. An object that is one decision becomes a phrase. */
function flattenDecisions(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'string') return { [path || '.']: value };
  if (typeof value !== 'object' || value === null) return {};
  const { show, onlyWith } = value as { show?: unknown; onlyWith?: unknown };
  if (typeof show === 'string' && show.startsWith('because ')) return { [path]: `show ${show}` };
  if (typeof onlyWith === 'string') return { [path]: `only with ${onlyWith}` };
  const members = sortedEntries(value as Record<string, unknown>);
  return Object.assign({}, ...members.map(([key, member]) => flattenDecisions(member, joinPath(path, key))));
}

/** Every field by its path. Arrays add no step to a path. */
function lockFields(schema: JsonSchema, path = ''): Record<string, LockedField> {
  const fields: Record<string, LockedField> = {};
  for (const part of [schema, ...(schema.anyOf ?? [])]) {
    if (part.items) Object.assign(fields, lockFields(part.items, path));
    for (const [name, member] of sortedEntries({ ...part.properties })) {
      const place = joinPath(path, name);
      fields[place] = lockField(member, part.required?.includes(name) ?? false);
      Object.assign(fields, lockFields(member, place));
    }
  }
  return fields;
}

const limitKeywords = words(
  'minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern minItems maxItems',
);

function lockField(schema: JsonSchema, required: boolean): LockedField {
  const values = schema.enum ?? schema.anyOf?.find((option) => option.enum)?.enum ?? schema.items?.enum;
  const limits = [...limitKeywords].filter((keyword) => schema[keyword] !== undefined);
  return {
    type: typeName(schema),
    ...(required && { required }),
    ...(values && { enum: values }),
    ...(schema.default !== undefined && { default: schema.default }),
    ...(limits.length > 0 && { limits: Object.fromEntries(limits.map((keyword) => [keyword, schema[keyword]])) }),
    ...(typeof schema.description === 'string' && { description: hashText(schema.description) }),
  };
}

function typeName(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeName).join('|');
  if (schema.type === 'array') return `${schema.items ? typeName(schema.items) : 'any'}[]`;
  if (schema.type === undefined) return schema.const === undefined ? 'any' : typeof schema.const;
  return [schema.type].flat().join('|');
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
