/** The specifications as the emitters need them: resolved, merged, sorted, checked. */

export type Effect = 'read' | 'create' | 'update' | 'destroy' | 'notify';
export const effects: readonly string[] = ['read', 'create', 'update', 'destroy', 'notify'] satisfies Effect[];

export interface Model {
  readonly apis: readonly Api[];
  readonly tools: readonly Tool[];
}

export interface Api {
  /** `pwpush-v2` */
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
  readonly operations: readonly Operation[];
  readonly withheld: readonly WithheldOperation[];
}

interface OperationPlace {
  readonly api: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly file: string;
  readonly pointer: string;
}

/** An operation without a tool: known, refused and never generated. Its parameters and answers are not read. */
export interface WithheldOperation extends OperationPlace {
  readonly effect: Effect | 'consume';
  readonly reason: string;
}

export interface Operation extends OperationPlace {
  readonly effect: Effect;
  readonly tool: string;
  readonly inputs: readonly Input[];
  readonly body: Body | undefined;
  readonly output: Schema;
  /** Success statuses with a JSON body; none where a success has no body. */
  readonly success: readonly number[];
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly idempotencyKey: string | undefined;
}

export interface Body {
  readonly required: boolean;
  /** The one required property, an object, whose fields stand beside the other inputs. */
  readonly wrapper: string | undefined;
  /** Whether the body has properties beside the wrapper. */
  readonly others: boolean;
}

/** An argument. It counts as secret also where `x-secret` marks only a part of it. */
export interface Input extends Property {
  readonly place: 'path' | 'query' | 'header' | 'body' | `body:${string}`;
  readonly description: string;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly toolset: string;
  readonly description: string;
  readonly effect: Effect;
  /** First the operation that owns the tool, then its variants. */
  readonly operations: readonly [Operation, ...Operation[]];
}

export type Schema = SchemaShape & {
  readonly nullable: boolean;
  /** First sentence of the description. */
  readonly description: string;
  /** The name of the component if the schema is a reference to one. */
  readonly component: string | undefined;
};

export type SchemaShape =
  | { readonly kind: 'string'; readonly minLength?: number; readonly maxLength?: number; readonly pattern?: string }
  | ({ readonly kind: 'integer' | 'number' } & { readonly [limit in NumberLimit]?: number })
  | { readonly kind: 'boolean' }
  | { readonly kind: 'null' }
  /** `open`: other values may come as well. */
  | { readonly kind: 'enum'; readonly values: readonly (string | number)[]; readonly open: boolean }
  | { readonly kind: 'array'; readonly items: Schema; readonly minItems?: number; readonly maxItems?: number }
  | { readonly kind: 'object'; readonly properties: readonly Property[] }
  | { readonly kind: 'record'; readonly values: Schema }
  | { readonly kind: 'union'; readonly options: readonly Schema[] }
  | { readonly kind: 'any' };

type NumberLimit = 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'multipleOf';

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly since: string | undefined;
  readonly schema: Schema;
}
