import { closest } from 'fastest-levenshtein';
import { stringify } from 'yaml';
import { printable, Report } from './diagnostics.ts';
import { generateCode } from './generate-code.ts';
import type { Model, Property, Schema } from './model.ts';
import { rulesFile } from './overrides/check-rules.ts';
import { loadOverrides } from './overrides/load-overrides.ts';

/** Prints an operation's place in its specification, its model, tool and rule. Returns the exit code. */
export async function explain(root: string, id: string): Promise<number> {
  const report = new Report();
  const code = await generateCode(root, report);
  if (code) {
    const { model } = code;
    const explained = explainOperation(model, id);
    if (!explained) {
      const ids = model.apis.flatMap((api) => [...api.operations, ...api.withheld]).map((operation) => operation.id);
      process.stderr.write(`There is no operation \`${id}\`. Is ${closest(id, ids)} meant?\n`);
      return 2;
    }
    const api = model.apis.find(({ operations }) => operations.some((operation) => operation.id === id));
    const overrides = api && (await loadOverrides(root, report));
    const rule = overrides && { rule: { [rulesFile({ api: api.name })]: overrides.rules[id] ?? 'none' } };
    process.stdout.write(printYaml({ ...explained, ...rule }));
  }
  process.stderr.write(report.format());
  return report.failed ? 1 : 0;
}

/** Specification → model → tool, as data to print. */
export function explainOperation({ apis, tools }: Model, id: string): object | undefined {
  const withheld = apis.flatMap((api) => api.withheld).find((operation) => operation.id === id);
  if (withheld) {
    const { method, path, file, pointer, effect, reason } = withheld;
    const specification = { place: file + pointer, request: `${method} ${path}` };
    return { specification, withheld: { effect, reason, means: 'neither type nor schema nor tool' } };
  }
  const operation = apis.flatMap((api) => api.operations).find((exposed) => exposed.id === id);
  const tool = tools.find(({ name }) => name === operation?.tool);
  if (!operation || !tool) return undefined;
  const { file, pointer, method, path, since, until, effect, inputs, output, success, idempotencyKey } = operation;
  const input = inputs.map((argument) => [
    nameWithMarks(argument) + (argument.since ? ` (since ${argument.since})` : ''),
    { [argument.place]: describe(argument.schema) },
  ]);
  const owner = tool.operations[0].id;
  return {
    specification: { place: file + pointer, request: `${method} ${path}`, since, until },
    model: { effect, idempotencyKey, input: Object.fromEntries(input), success, output: describe(output) },
    tool: {
      [tool.name]: owner === id ? 'carries the name' : `variant of ${owner}`,
      toolset: tool.toolset,
      description: tool.description,
    },
  };
}

/** The data as YAML. A symbol stands for an open decision; names come from a specification and may hold anything. */
export function printYaml(data: object): string {
  const open = (_key: string, value: unknown) => (typeof value === 'symbol' ? 'undecided' : value);
  const lines = stringify(data, open, { lineWidth: 0, aliasDuplicateObjects: false }).split('\n');
  return lines.map(printable).join('\n');
}

function nameWithMarks({ name, required, secret }: Property): string {
  return name + (required ? '' : '?') + (secret ? ' (secret)' : '');
}

function describe(schema: Schema): unknown {
  switch (schema.kind) {
    case 'object':
      return Object.fromEntries(schema.properties.map((field) => [nameWithMarks(field), describe(field.schema)]));
    case 'array':
      return [describe(schema.items)];
    case 'record':
      return { '*': describe(schema.values) };
    case 'union':
      return { anyOf: schema.options.map(describe) };
    default: {
      const values = schema.kind === 'enum' ? schema.values.join(' | ') + (schema.open ? ' | …' : '') : schema.kind;
      return schema.nullable ? `${values} | null` : values;
    }
  }
}
