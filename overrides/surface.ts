import * as z from 'zod';
import { tools } from '../generated/tools.ts';
import { type Effect, effects } from './rule/effects.ts';
import type { ToolName } from './rule/tool-rule.ts';
import { services } from './services.ts';

/** A tool as it is listed, with what the server itself needs to know of it. */
export interface SurfaceTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: string;
  readonly effect: Effect;
  readonly annotations: Readonly<Record<string, boolean>>;
  readonly inputSchema: object;
  readonly outputSchema: object;
}

/** The tools of all services as JSON data, by name. `generate` writes them down, so that starting up builds no schema. */
export function surface(): SurfaceTool[] {
  return Object.values(tools)
    .map((tool) => describeTool(tool.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function describeTool(name: ToolName): SurfaceTool {
  const { title, description, toolset, effect, operations } = tools[name];
  const service = services[toolset];
  const rule = service?.tools[name];
  if (!service || typeof rule !== 'object') throw new TypeError(`${name} has no entry in the tools of ${toolset}.`);
  const { readOnlyHint, destructiveHint, idempotentHint } = effects[effect];
  const tightened = operations.some((operation) => service.rules[operation]?.destructive === true);
  return {
    name,
    title,
    description,
    toolset,
    effect,
    annotations: { readOnlyHint, destructiveHint: destructiveHint || tightened, idempotentHint, openWorldHint: true },
    inputSchema: jsonSchema(rule.input(), 'input'),
    outputSchema: jsonSchema(rule.output(), 'output'),
  };
}

function jsonSchema(schema: z.ZodObject, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    reused: 'inline',
    override: trim,
  });
  return rest;
}

// Each list is paid for in every conversation; the largest safe integer as a bound says nothing
function trim({ jsonSchema }: { jsonSchema: { maximum?: number; minimum?: number } }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
