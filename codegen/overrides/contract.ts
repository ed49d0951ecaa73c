import type { ServedTool } from '../runtime/served-tool.ts';

/**
 * What the second step expects of `overrides/index.ts`. It is imported by a path that is known at run time only: the
 * generator must run before anything that it generates for exists.
 */
export interface OverridesModule {
  /** Stands in a scaffolded entry where a person has to decide. */
  readonly undecided: symbol;
  /** By name, as specifications are called: `pwpush-v2.yaml` belongs to `pwpush`. */
  readonly services: Readonly<Record<string, unknown>>;
  /** One entry per exposed operation. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** The list of tools, by name, built from rules and schemas. */
  readonly surface: () => readonly SurfaceTool[];
}

export interface Rule {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: unknown;
  readonly labels?: unknown;
  readonly destructive?: unknown;
}

/** A tool with schemas to look into. */
export interface SurfaceTool extends Omit<ServedTool, 'inputSchema' | 'outputSchema'> {
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
}

/** The part of JSON Schema that is looked into. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly [keyword: string]: unknown;
}
