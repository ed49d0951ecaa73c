import { writeSync } from 'node:fs';
import type { Scrubber } from './scrub.ts';

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One line a call: what happened in a few words, and facts beside them. Facts hold no text of a service or a caller. */
type Write = (message: string, facts?: Readonly<Record<string, unknown>>) => void;
export type Log = Readonly<Record<Exclude<LogLevel, 'silent'>, Write>>;

/**
 * Writes JSON lines to stderr: over stdio, stdout belongs to the protocol. Each line passes the scrubber as a whole, so
 * a credential does not get out through a field that nobody thought of. A logging library would be a third of what starting
 * up costs beyond the protocol itself.
 */
export function createLog(level: LogLevel, scrubber: Scrubber, write: (line: string) => void = writeStderr): Log {
  const at =
    (own: Exclude<LogLevel, 'silent'>): Write =>
    (message, facts) => {
      if (logLevels.indexOf(own) > logLevels.indexOf(level)) return;
      const line = { level: own, time: new Date().toISOString(), ...facts, msg: message };
      write(scrubber.text(`${JSON.stringify(line)}\n`));
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

/** Writes at once, so that no line is lost when the process ends. A reader that has gone away is no reason to fail. */
export function writeStderr(line: string): void {
  try {
    writeSync(2, line);
  } catch {
    // EPIPE or EAGAIN: nobody reads
  }
}
