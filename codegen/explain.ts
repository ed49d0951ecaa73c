import { closest } from 'fastest-levenshtein';
import { stringify } from 'yaml';
import { printable, Report } from './diagnostics.ts';
import { generateCode } from './generate-code.ts';
import type { Model, Schema } from './model.ts';
import { rulesFile } from './overrides/check-rules.ts';
import { loadOverrides } from './overrides/load-overrides.ts';

/** Prints where an operation comes from and what became of it. Gives the exit code. */
export async function explain(root: string, id: string): Promise<number> {
  const report = new Report();
  const step1 = await generateCode(root, report);
  if (step1) {
    const explained = explainOperation(step1.model, id);
    if (!explained) {
      const ids = step1.model.apis
        .flatMap((api) => [...api.operations, ...api.withheld])
        .map((operation) => operation.id);
      process.stderr.write(`There is no operation \`${id}\`. Is ${closest(id, ids)} meant?\n`);
      return 2;
    }
    const api =
      'model' in explained && step1.model.apis.find(({ operations }) => operations.some((own) => own.id === id));
    const overrides = api ? await loadOverrides(root, report) : undefined;
    const rule = api && overrides && { rule: { [rulesFile({ api: api.name })]: overrides.rules[id] ?? 'none' } };
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
  const operation = apis.flatMap((api) => api.operations).find((own) => own.id === id);
  const tool = tools.find(({ name }) => name === operation?.tool);
  if (!operation || !tool) return undefined;
  const { file, pointer, method, path, since, until, effect, inputs, output, success, idempotencyKey } = operation;
  const input = inputs.map(({ name, place, required, secret, since, schema }) => [
    [name, required ? '' : '?', secret ? ' (secret)' : '', since ? ` (since ${since})` : ''].join(''),
    { [place]: describe(schema) },
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

/** As YAML; a decision that is open is a symbol. Names in it are foreign. */
export function printYaml(data: object): string {
  const open = (_key: string, value: unknown) => (typeof value === 'symbol' ? 'undecided' : value);
  const lines = stringify(data, open, { lineWidth: 0, aliasDuplicateObjects: false }).split('\n');
  return lines.map(printable).join('\n');
}

function describe(schema: Schema): unknown {
  switch (schema.kind) {
    case 'object':
      return Object.fromEntries(
        schema.properties.map(({ name, required, secret, schema: inner }) => [
          [name, required ? '' : '?', secret ? ' (secret)' : ''].join(''),
          describe(inner),
        ]),
      );
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
