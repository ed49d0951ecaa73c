import type { ServedTool } from '../runtime/served-tool.ts';

/**
 * The exports of `overrides/index.ts` that the second step needs. The module is imported by a path that is known at run
 * time only: the generator has to compile and run before `generated/`, which `overrides/` imports, exists.
 */
export interface OverridesModule {
  /** Marks an open decision in a scaffolded entry. */
  readonly undecided: symbol;
  /** By the first word in the names of their specifications: `pwpush-v2.yaml` belongs to `pwpush`. */
  readonly services: Readonly<Record<string, unknown>>;
  /** One entry per exposed operation. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** Builds the list of tools from rules and schemas. */
  readonly surface: () => readonly SurfaceTool[];
}

export interface Rule {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: unknown;
  readonly destructive?: unknown;
}

export interface SurfaceTool extends Omit<ServedTool, 'inputSchema' | 'outputSchema'> {
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
}

/** The keywords of JSON Schema that the generator reads. */
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
