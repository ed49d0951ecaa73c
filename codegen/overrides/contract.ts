/**
 * What the second step expects of `overrides/index.ts`. It is imported by a path that is known at run time only: the
 * generator must run before anything that it generates for exists.
 */
export interface OverridesModule {
  /** Stands in a scaffolded entry where a person has to decide. */
  readonly undecided: symbol;
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

export interface SurfaceTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: string;
  readonly effect: string;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  /** Arguments that are listed and taken only while a setting is on, with its name. */
  readonly onlyWith?: Readonly<Record<string, string>>;
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
