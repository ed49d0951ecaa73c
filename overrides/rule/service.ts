import type { Channel, Channels } from './channels.ts';
import type { Dialect } from './dialect.ts';
import type { Failure, ToolError } from './failure.ts';
import type { AnyRule } from './operation-rule.ts';
import type { PromptRule } from './prompt-rule.ts';
import type { ResourceBook } from './resource-rule.ts';
import type { ServiceInfo, ServiceSettings, Setting } from './settings.ts';
import type { AnyTool, ToolContext } from './tool-rule.ts';

/** Channels that a person adds, each with a password of its own. */
export interface ChannelBook {
  /** Where they are kept. */
  readonly file: Setting<string>;
  /** The canonical form of a channel id in any spelling; undefined where it is none. */
  readonly readId: (text: string) => string | undefined;
  readonly isPassword: (text: string) => boolean;
}

/** Whether a credential is good, or which part of it the service refuses. */
export type Verdict = 'right' | 'token' | 'channel' | 'password';

/** Everything a person decided about one service, as the server takes it. */
export interface Service {
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly rules: Readonly<Record<string, AnyRule>>;
  /** A symbol stands where a tool is still to be written; the type of its book complains there. */
  readonly tools: Readonly<Record<string, AnyTool | symbol>>;
  readonly prompts: Readonly<Record<string, PromptRule>>;
  readonly resources?: ResourceBook;
  readonly dialect: Dialect;
  /** Requests that must not leave whatever the specifications say: `method` in upper case, `path` as in the address. */
  readonly neverSent?: (method: string, path: string) => boolean;
  /** Bytes of JSON that it takes in one request; absent: no limit that matters. */
  readonly largestBody?: number;
  /** Sent with every request beside what all services get. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Parts of a token that are secret by themselves. */
  readonly secretParts?: (token: string) => readonly string[];
  /** What to say where no token is set, for a service that does nothing without one. */
  readonly withoutToken?: (service: ServiceInfo) => ToolError;
  /** What a person does so that it can be used, as a sentence; absent where there is nothing to do. */
  readonly howToSetUp?: (service: ServiceInfo) => string;
  /** The name under which the service itself knows a tool. It is accepted on a call beside ours. */
  readonly ownName?: (tool: string) => string;
  /** Whether tools are listed under that name. */
  readonly listsOwnNames?: (service: ServiceInfo) => boolean;
  readonly channels?: ChannelBook;
  /**
   * Asks whether the caller's credential is good, without an effect: the token, or a channel with its password. A failure that
   * tells neither comes back as it is.
   */
  readonly verify: (ctx: ToolContext, channel?: Channel) => Promise<Verdict | Failure>;
  // As a method, so that a service may take failures with the codes of its own dialect only
  explainFailure(failure: Failure, service: ServiceInfo): ToolError;
  /**
   * What to know where the request of a failure may have been done all the same, as one sentence. It follows the explanation;
   * absent: that one should look before repeating it.
   */
  explainUncertainty?(failure: Failure, service: ServiceInfo): string;
  readonly instructions: (service: ServiceInfo, channels: Channels) => string;
}
