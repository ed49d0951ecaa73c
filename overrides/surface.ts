import * as z from 'zod';
import type { ServedTool } from '../generated/served-tool.ts';
import { tools } from '../generated/tools.ts';
import { services } from './registry.ts';
import { effects } from './rule/effects.ts';
import { switchedArguments } from './rule/secrets.ts';
import type { Service } from './rule/service.ts';

/** The tools of all services as JSON data, by name. `generate` writes them down, so that starting up builds no schema. */
export function surface(): ServedTool[] {
  const specified: readonly ToolDefinition[] = Object.values(tools);
  return [...specified, ...ownTools()].map(describeTool).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is known of a tool before its schemas are built. */
type ToolDefinition = Pick<ServedTool, 'name' | 'title' | 'description' | 'toolset' | 'effect'> & {
  readonly operations: readonly string[];
};

/** Tools that stand on no operation: their own rule says what a specification says of the others. */
function ownTools(): ToolDefinition[] {
  return Object.values(services).flatMap(({ name: toolset, tools: book }) =>
    Object.entries(book).flatMap(([name, rule]) =>
      typeof rule === 'object' && rule.definition ? { ...rule.definition, name, toolset, operations: [] } : [],
    ),
  );
}

function describeTool({ name, title, description, toolset, effect, operations }: ToolDefinition): ServedTool {
  const service: Service | undefined = services[toolset as keyof typeof services];
  const rule = service?.tools[name];
  if (!service || typeof rule !== 'object') throw new TypeError(`${name} has no entry in the tools of ${toolset}.`);
  const onlyWith = switchedArguments(name, service.rules);
  const { readOnlyHint, destructiveHint, idempotentHint } = effects[effect];
  const isDestructive = operations.some((operation) => service.rules[operation]?.destructive === true);
  return {
    name,
    title,
    description,
    toolset,
    effect,
    annotations: {
      readOnlyHint,
      destructiveHint: destructiveHint || isDestructive,
      idempotentHint,
      openWorldHint: operations.length > 0,
    },
    inputSchema: jsonSchema(rule.input(), 'input'),
    outputSchema: jsonSchema(rule.output(), 'output'),
    ...(Object.keys(onlyWith).length > 0 && { onlyWith }),
  };
}

function jsonSchema(schema: z.ZodObject, io: 'input' | 'output'): ServedTool['inputSchema'] {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    reused: 'inline',
    override: trim,
  });
  return rest as ServedTool['inputSchema'];
}

/**
 * Leaves out of a JSON schema what tells a model nothing: every conversation pays for the list of tools. That are bounds at the
 * largest safe integer, the type of property names, and the usual values (`known`) of a set that takes others as well.
 */
function trim({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  delete jsonSchema.propertyNames;
  delete jsonSchema.known;
  if (JSON.stringify(jsonSchema.additionalProperties) === '{}') delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
