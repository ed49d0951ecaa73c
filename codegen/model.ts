/** What the emitters see of the specifications: resolved, merged, sorted, checked. */

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
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly file: string;
  readonly pointer: string;
}

/** No tool stands on it: known, refused, and never generated. What it takes and answers is not read. */
export interface WithheldOperation extends OperationPlace {
  readonly effect: Effect | 'consume';
  readonly reason: string;
}

/** An operation that a tool stands on. */
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

export type InputPlace = 'path' | 'query' | 'header' | 'body' | `body:${string}`;

/** One argument of an operation, wherever in the request it goes. */
export interface Input {
  readonly name: string;
  readonly place: InputPlace;
  readonly required: boolean;
  /** It is marked with `x-secret`, or something in it is. */
  readonly secret: boolean;
  readonly since: string | undefined;
  readonly description: string;
  readonly schema: Schema;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly toolset: string;
  readonly description: string;
  readonly effect: Effect;
  /** The operation that carries the name first. */
  readonly operations: readonly [Operation, ...Operation[]];
}

export type Schema = SchemaShape & {
  readonly nullable: boolean;
  /** First sentence of the description. */
  readonly description: string;
  /** Name of the component that this is, unchanged. */
  readonly component: string | undefined;
};

export type SchemaShape =
  | StringShape
  | NumberShape
  | { readonly kind: 'boolean' }
  | { readonly kind: 'null' }
  /** `open`: values beyond these may come. */
  | { readonly kind: 'enum'; readonly values: readonly (string | number)[]; readonly open: boolean }
  | { readonly kind: 'array'; readonly items: Schema; readonly minItems?: number; readonly maxItems?: number }
  | { readonly kind: 'object'; readonly properties: readonly Property[] }
  | { readonly kind: 'record'; readonly values: Schema }
  | { readonly kind: 'union'; readonly options: readonly Schema[] }
  | { readonly kind: 'any' };

export interface StringShape {
  readonly kind: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

export interface NumberShape {
  readonly kind: 'integer' | 'number';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly since: string | undefined;
  readonly schema: Schema;
}
