import type { z } from 'zod';
import type { ExposedOperationId, Inputs, Outputs } from '../../generated/operations.ts';
import type { tools } from '../../generated/tools.ts';
import type { Failure } from './failure.ts';

/** An answer after the rule book: only decided fields, `<name>_set` for masked ones, nothing certain to be there. */
export type Shown<T> = T extends readonly (infer Item)[]
  ? Shown<Item>[]
  : T extends object
    ? { [F in keyof T & string]?: Shown<T[F]> } & { [F in keyof T & string as `${F}_set`]?: boolean }
    : T;

export type Outcome<K extends ExposedOperationId> =
  | { readonly ok: true; readonly data: Shown<Outputs[K]> }
  | { readonly ok: false; readonly failure: Failure };

/** Which credentials a request carries. `legacy`: the pair of e-mail and token beside the bearer token. */
export type CredentialForm = 'none' | 'bearer' | 'legacy';

export interface ServiceFacts {
  /** Origin of the configured instance, such as `https://pwpush.com`. */
  readonly origin: string;
  readonly hasToken: boolean;
  readonly hasEmail: boolean;
  /** Whether there is a folder below which files may be read. */
  readonly pushesFiles: boolean;
  /** `auto`, or the API version that configuration insists on. */
  readonly apiVersion: string;
}

/** A file that was read below the permitted folder. */
export interface ReadFile {
  readonly name: string;
  readonly data: Blob;
}

export interface SendOptions {
  readonly credentials: CredentialForm;
  /** Makes the request a multipart form that carries these files beside the input. */
  readonly files?: readonly ReadFile[];
}

/** What a tool may ask of the server that runs it. Everything else (retries, limits, masking, audit) happens around it. */
export interface ToolContext {
  /** Sends one operation. Resolves for every answer and failure of the service; rejects only when the call is cancelled. */
  send<K extends ExposedOperationId>(operation: K, input: Inputs[K], options: SendOptions): Promise<Outcome<K>>;
  /** As `send`, but throws an `OperationError` where there is no usable answer. */
  call<K extends ExposedOperationId>(operation: K, input: Inputs[K], options: SendOptions): Promise<Shown<Outputs[K]>>;
  /**
   * Reads files below the permitted folder. Throws a `Refusal` where file pushes are off, or a path is outside, no plain
   * file, unreadable or too large.
   */
  readFiles(paths: readonly string[]): Promise<ReadFile[]>;
  readonly service: ServiceFacts;
  /** Lives as long as the process, one per service and credentials. */
  readonly memory: Map<string, unknown>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** A tool: its arguments, its result, and how one becomes the other. */
export interface ToolRule<Args = never> {
  /** The arguments, keys as listed. Built on the first call and for the served list, never at start-up. */
  readonly input: () => z.ZodObject;
  /** The result. What it does not name does not leave. */
  readonly output: () => z.ZodObject;
  /** Names of arguments that never reach an audit line or a log. */
  readonly secrets: readonly string[];
  /** Text arguments that a number stands for as well. Any other number would be changed on its way: `0042`, `1.50`. */
  readonly numbers?: readonly string[];
  /** The argument or result that names the thing acted on. Audit lines carry a digest of it. */
  readonly target?: string;
  readonly run: (args: Args, ctx: ToolContext) => Promise<object>;
}

// biome-ignore lint/suspicious/noExplicitAny: the arguments of a tool are typed where the tool is written
export type AnyTool = ToolRule<any>;

export type ToolName = keyof typeof tools;
type Toolset<N extends ToolName> = (typeof tools)[N]['toolset'];

/** One entry per tool of a service. */
export type ToolBook<Service extends string> = {
  readonly [N in ToolName as Toolset<N> extends Service ? N : never]: AnyTool;
};
