import type { LogLevel } from '../policy/log.ts';
import type { ConnectionOptions } from '../upstream/connect.ts';

/** What one service needs, credentials apart. What a service does not have is absent or off. */
export interface ServiceConfig {
  /** `https://pwpush.com`: scheme, host and port, nothing else. Empty where none is set and none is needed. */
  readonly origin: string;
  readonly apiVersion: 'auto' | 'v1' | 'v2';
  readonly readOnly: boolean;
  /** Globs of tool names; empty: all. */
  readonly enabledTools: readonly string[];
  readonly auditLog: boolean;
  /** Files are read only below this folder; absent: no file is read. */
  readonly fileRoot?: string;
  /** Requests under way at once; 0: no cap. */
  readonly maxConcurrent: number;
  readonly maxRetries: number;
  readonly timeoutSeconds: number;
  readonly connection: ConnectionOptions;
  /** The channels a person added, with their passwords. */
  readonly channelsFile?: string;
  /** Whether that is another file than the usual one. */
  readonly ownChannelsFile: boolean;
  /** A call may hold the password of a channel. */
  readonly legacyPasswords: boolean;
  /** `dotted`: tools are listed under the names that the service itself has for them. */
  readonly toolNames: 'underscore' | 'dotted';
}

/** `wide`: those that reach many people. `destructive`: all with that annotation, too. `writes`: all that do not only read. */
export const confirmations = ['off', 'wide', 'destructive', 'writes'] as const;
export type Confirm = (typeof confirmations)[number];

export type ServiceName = 'pwpush' | 'pushgo' | 'pushary';

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
  /** Files of ours that hold secrets: the channels that are used, and those in the usual place. */
  readonly keptFiles: readonly string[];
  /** What is allowed and yet worth a word at start. */
  readonly warnings: readonly string[];
}
