import type { ServiceName } from '../../overrides/registry.ts';
import type { LogLevel } from '../policy/log.ts';
import type { ConnectionOptions } from '../upstream/sender.ts';

/** Settings of one service, without its credentials. */
export interface ServiceConfig {
  /** Scheme, host and port only. Empty where none is set and none is needed. */
  readonly origin: string;
  readonly readOnly: boolean;
  /** Globs of tool names; empty: all. */
  readonly enabledTools: readonly string[];
  /** The variables that set these two, for the sentence that says why a tool is off. */
  readonly setBy: { readonly readOnly: string; readonly enabledTools: string };
  readonly auditLog: boolean;
  /** Requests at the same time; 0: no cap. */
  readonly maxConcurrent: number;
  readonly maxRetries: number;
  readonly timeoutSeconds: number;
  readonly connection: ConnectionOptions;
  /** Values of the service's own settings, by name. */
  readonly own: Readonly<Record<string, unknown>>;
  /** Names of its own settings that are set, rather than left at their default. */
  readonly configured: readonly string[];
  /** Names of further arguments that settings allow tools to take. */
  readonly switches: readonly string[];
}

/** `wide`: tools that reach many people. `destructive`: also all with that annotation. `writes`: all that do not only read. */
export const confirmations = ['off', 'wide', 'destructive', 'writes'] as const;
export type Confirm = (typeof confirmations)[number];

export interface Config {
  readonly logLevel: LogLevel;
  readonly toolsets: readonly ServiceName[];
  readonly readOnly: boolean;
  /** The flag or variable that set the two above, for the sentence that says why a tool is off. `toolsets` is unset by default. */
  readonly setBy: {
    readonly toolsets: '--toolsets' | 'PUSH_MCP_TOOLSETS' | undefined;
    readonly readOnly: '--read-only' | 'PUSH_MCP_READ_ONLY';
  };
  readonly enabledTools: readonly string[];
  /** Which tools ask the person first. */
  readonly confirm: Confirm;
  readonly services: Readonly<Record<ServiceName, ServiceConfig>>;
  /** Files that hold secrets: channels and credentials, both where they are configured to be and in their usual place. */
  readonly keptFiles: readonly string[];
  /** Sentences about settings that are allowed and risky, for the log at start. */
  readonly warnings: readonly string[];
}
