import type { ServiceName } from '../../overrides/registry.ts';
import type { LogLevel } from '../policy/log.ts';
import type { ConnectionOptions } from '../upstream/connect.ts';

/** What every service has, credentials apart. */
export interface ServiceConfig {
  /** Scheme, host and port, nothing else. Empty where none is set and none is needed. */
  readonly origin: string;
  readonly readOnly: boolean;
  /** Globs of tool names; empty: all. */
  readonly enabledTools: readonly string[];
  /** The variables behind these two, for the sentence that says why a tool is off. */
  readonly setBy: { readonly readOnly: string; readonly enabledTools: string };
  readonly auditLog: boolean;
  /** Requests under way at once; 0: no cap. */
  readonly maxConcurrent: number;
  readonly maxRetries: number;
  readonly timeoutSeconds: number;
  readonly connection: ConnectionOptions;
  /** What the service's own settings say, by their names. */
  readonly own: Readonly<Record<string, unknown>>;
  /** Names of its own settings that are set, and not left at their default. */
  readonly given: readonly string[];
  /** Names of further arguments that tools take now. */
  readonly switches: readonly string[];
}

/** `wide`: those that reach many people. `destructive`: all with that annotation, too. `writes`: all that do not only read. */
export const confirmations = ['off', 'wide', 'destructive', 'writes'] as const;
export type Confirm = (typeof confirmations)[number];

export interface Config {
  readonly logLevel: LogLevel;
  readonly toolsets: readonly ServiceName[];
  readonly readOnly: boolean;
  /** The flag or variable behind the two above, for the sentence that says why a tool is off. No toolsets: those that are set up. */
  readonly setBy: {
    readonly toolsets: '--toolsets' | 'PUSH_MCP_TOOLSETS' | undefined;
    readonly readOnly: '--read-only' | 'PUSH_MCP_READ_ONLY';
  };
  readonly enabledTools: readonly string[];
  /** Which tools ask the person first. */
  readonly confirm: Confirm;
  readonly services: Readonly<Record<ServiceName, ServiceConfig>>;
  /** Files that hold secrets: of channels and credentials, those that are used and those in their usual place. */
  readonly keptFiles: readonly string[];
  /** What is allowed and yet worth a word at start. */
  readonly warnings: readonly string[];
}
