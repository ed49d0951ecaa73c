import type { z } from 'zod';
import type { Inputs, OperationId, Outputs } from '../../generated/operations.ts';
import type { tools } from '../../generated/tools.ts';
import type { Channel, Channels } from './channels.ts';
import type { Effect } from './effects.ts';
import type { Failure } from './failure.ts';
import type { Cache, State } from './memory.ts';
import type { NeedsInput, Person } from './person.ts';
import type { ServiceInfo, Setting } from './settings.ts';

/** An answer after the rule book: only decided fields, `<name>_set` for masked ones, nothing certain to be there. */
export type Projected<T> = T extends readonly (infer Item)[]
  ? Projected<Item>[]
  : T extends object
    ? { [F in keyof T & string]?: Projected<T[F]> } & { [F in keyof T & string as `${F}_set`]?: boolean }
    : T;

export type Outcome<K extends OperationId> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly data: Projected<Outputs[K]>;
      /** The idempotency key that the request carried. */
      readonly key?: string;
    }
  | { readonly ok: false; readonly failure: Failure };

/** Which credentials a request carries. `legacy`: the pair of e-mail and token beside the bearer token. */
export type CredentialForm = 'none' | 'bearer' | 'legacy';

/** A file that was read below the permitted folder. */
export interface ReadFile {
  readonly name: string;
  readonly data: Blob;
}

export interface Agent {
  readonly agentName: string;
  readonly sessionId: string;
  /** Absent where the machine has no name. */
  readonly machineId?: string;
}

export interface SendOptions {
  readonly credentials: CredentialForm;
  /** Sends to the gateway of this channel and fills in what opens it. */
  readonly channel?: Channel;
  /** Seconds for which the service was asked to hold its answer back, on top of the time for a request. */
  readonly patience?: number;
  /** Carries no idempotency key: the service does nothing that could be repeated. */
  readonly unkeyed?: true;
  /** Is not cancelled with the call: the tool has to know afterwards what the request made. */
  readonly detached?: true;
  /** Makes the request a multipart form that carries these files beside the input. */
  readonly files?: readonly ReadFile[];
}

/** What a tool may ask of the server that runs it. Everything else (retries, limits, masking, audit) happens around it. */
export interface ToolContext {
  /**
   * Sends one operation. Resolves for every answer and failure of the service. Rejects when the call is cancelled, and with an
   * `OperationError` where an attempt before the last one may have been done.
   */
  send<K extends OperationId>(operation: K, input: Inputs[K], options: SendOptions): Promise<Outcome<K>>;
  /** As `send`, but throws an `OperationError` where there is no usable answer. */
  call<K extends OperationId>(operation: K, input: Inputs[K], options: SendOptions): Promise<Projected<Outputs[K]>>;
  /**
   * Reads files below the folder that a setting permits. Throws a `ToolError` where file pushes are off, or a path is outside, no plain
   * file, unreadable or too large.
   */
  readFiles(below: Setting<string | undefined>, paths: readonly string[]): Promise<ReadFile[]>;
  readonly channels: Channels;
  /** Tells clients that the list of resources has changed. */
  readonly resourcesChanged: () => void;
  readonly service: ServiceInfo;
  /** What holds for the service whoever asks. */
  readonly cache: Cache;
  /** What this caller's calls have to remember. */
  readonly state: State;
  readonly now: () => Date;
  /** Who is at work: a name to show to people, one id for each window and one for the machine. */
  readonly agent: Agent;
  /** Milliseconds since the epoch by which the tool has to answer. */
  readonly deadline: number;
  /** The person at the client. */
  readonly person: Person;
  /** Tells the client how far a long call is, where it asked for that: `done` of `total`, both in milliseconds. */
  readonly progress: (done: number, total: number, message: string) => void;
  readonly signal: AbortSignal;
}

/** A tool: its arguments, its result, and how one becomes the other. */
export interface ToolRule<Args = never> {
  /** What a specification says of other tools. For those that stand on no operation, and only for those. */
  readonly definition?: { readonly title: string; readonly description: string; readonly effect: Effect };
  /** The arguments, keys as listed. Built on the first call and for the served list, never at start-up. */
  readonly input: () => z.ZodObject;
  /** Further arguments that are accepted and not listed. */
  readonly acceptedInput?: () => z.ZodObject;
  /** The result. What it does not name does not leave. */
  readonly output: () => z.ZodObject;
  /** Arguments that never reach an audit line or a log, beside those that the rules of its operations say this of. */
  readonly secrets?: readonly string[];
  /** Text arguments that a number stands for as well. Any other number would be changed on its way: `0042`, `1.50`. */
  readonly numbers?: readonly string[];
  /** The argument or result that names the thing acted on. Audit lines carry a digest of it. */
  readonly target?: string;
  /**
   * For a tool that reaches many people: what will happen, and to how many, in a sentence for the person who is asked first.
   * It may read and does nothing else.
   */
  readonly reach?: (args: Args, ctx: ToolContext) => Promise<string>;
  readonly run: (args: Args, ctx: ToolContext) => Promise<object | NeedsInput>;
}

// biome-ignore lint/suspicious/noExplicitAny: the arguments of a tool are typed where the tool is written
export type AnyTool = ToolRule<any>;

type ToolName = keyof typeof tools;

/** A tool that stands on no operation. */
export type DefinedTool = AnyTool & Required<Pick<AnyTool, 'definition'>>;

/** One entry per tool that the specifications give a service. */
export type ToolBook<Service extends string> = {
  readonly [N in ToolName as (typeof tools)[N]['toolset'] extends Service ? N : never]: AnyTool;
};
