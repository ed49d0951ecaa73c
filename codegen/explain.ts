import { closest } from 'fastest-levenshtein';
import { printable, Report } from './diagnostics.ts';
import { generateCode } from './generate-code.ts';
import type { Model, Operation, Schema, Tool } from './model.ts';
import { rulesFile } from './overrides/check-rules.ts';
import type { OverridesModule } from './overrides/contract.ts';
import { loadOverrides } from './overrides/load-overrides.ts';
import type { Workers } from './workers/index.ts';

/** Prints where an operation comes from and what became of it. Gives the exit code. */
export async function explain(root: string, id: string, workers: Workers): Promise<number> {
  const report = new Report();
  const step1 = await generateCode(root, workers, report);
  const lines = step1 && explainOperation(step1.model, id);
  if (step1 && !lines) {
    process.stderr.write(`There is no operation \`${id}\`. Is ${closest(id, allIds(step1.model))} meant?\n`);
    return 2;
  }
  const operation = step1 && findOperation(step1.model, id);
  const overrides = operation ? await loadOverrides(root, report) : undefined;
  const rule = operation && overrides ? ['', ...explainRule(operation, overrides)] : [];
  if (lines) process.stdout.write(`${[...lines, ...rule].map(printable).join('\n')}\n`);
  process.stderr.write(report.format());
  return report.failed ? 1 : 0;
}

/** Specification → model → tool. */
export function explainOperation(model: Model, id: string): string[] | undefined {
  const withheld = model.apis.flatMap((api) => api.withheld).find((operation) => operation.id === id);
  if (withheld) {
    const { method, path, file, pointer, effect, reason } = withheld;
    return [
      `${id}`,
      '',
      'specification',
      `  ${file}${pointer}`,
      `  ${method} ${path}`,
      '',
      'withheld',
      `  effect ${effect}: neither type nor client nor tool. ${reason}`,
    ];
  }
  const operation = findOperation(model, id);
  const tool = model.tools.find(({ name }) => name === operation?.tool);
  if (!operation || !tool) return undefined;
  return [id, '', ...explainSpec(operation), '', ...explainModel(operation), '', ...explainTool(tool, operation)];
}

function explainSpec({ file, pointer, method, path, since, until }: Operation): string[] {
  const releases = since || until ? [`  releases ${since ?? 'first'} to ${until ?? 'now'}`] : [];
  return ['specification', `  ${file}${pointer}`, `  ${method} ${path}`, ...releases];
}

function explainModel({ effect, inputs, output, success, idempotencyKey }: Operation): string[] {
  const rows = inputs.map(({ name, place, required, secret, since, schema }) =>
    [
      `    ${name}`,
      place,
      describeSchema(schema),
      required ? 'required' : '',
      secret ? 'secret' : '',
      since ? `since ${since}` : '',
    ]
      .filter(Boolean)
      .join('  '),
  );
  return [
    'model',
    `  effect ${effect}${idempotencyKey ? `, idempotency key ${idempotencyKey}` : ''}`,
    `  input${rows.length === 0 ? ' none' : ''}`,
    ...rows,
    `  output ${success.join(', ')}`,
    ...indent(describeSchema(output), '    '),
  ];
}

function explainTool(tool: Tool, { id }: Operation): string[] {
  const owner = tool.operations[0].id;
  const role = owner === id ? 'carries the name' : `variant of ${owner}`;
  return ['tool', `  ${tool.name} (${tool.toolset}, ${tool.effect}): ${role}`, `  ${tool.description}`];
}

export function explainRule(operation: Operation, { rules }: Pick<OverridesModule, 'rules'>): string[] {
  const printSymbol = (_key: string, value: unknown) => (typeof value === 'symbol' ? 'undecided' : value);
  const rule = Object.hasOwn(rules, operation.id) ? JSON.stringify(rules[operation.id], printSymbol, 2) : 'none';
  return ['rule', `  ${rulesFile(operation)}`, ...indent(rule)];
}

function describeSchema(schema: Schema): string {
  const text = describeShape(schema);
  return schema.nullable ? `${text} or null` : text;
}

function describeShape(schema: Schema): string {
  switch (schema.kind) {
    case 'enum':
      return `${schema.open ? 'open set' : 'one of'} ${schema.values.join(' | ')}`;
    case 'array':
      return `list of ${describeSchema(schema.items)}`;
    case 'record':
      return `map of ${describeSchema(schema.values)}`;
    case 'union':
      return schema.options.map(describeSchema).join(' or ');
    case 'object': {
      const fields = schema.properties.flatMap(({ name, required, secret, schema: inner }) => {
        const marks = [required ? '' : '?', secret ? ' secret' : ''].join('');
        return indent(`${name}${marks}: ${describeSchema(inner)}`);
      });
      return ['object', ...fields].join('\n');
    }
    default:
      return schema.kind;
  }
}

function indent(text: string, by = '  '): string[] {
  return text.split('\n').map((line) => by + line);
}

function findOperation(model: Model, id: string): Operation | undefined {
  return model.apis.flatMap((api) => api.operations).find((operation) => operation.id === id);
}

function allIds(model: Model): string[] {
  return model.apis.flatMap((api) => [...api.operations, ...api.withheld]).map(({ id }) => id);
}
