import { writeSync } from 'node:fs';
import pino from 'pino';
import type { Scrubber } from './scrub.ts';

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Log = Pick<pino.Logger, 'error' | 'warn' | 'info' | 'debug'>;

/**
 * Writes JSON lines to stderr: over stdio, stdout belongs to the protocol. Each line passes the scrubber as a whole, so
 * a credential does not get out through a field that nobody thought of.
 */
export function createLog(level: LogLevel, scrubber: Scrubber, write: (line: string) => void = writeStderr): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(scrubber.text(line)) },
  );
}

/** Writes at once, so that no line is lost when the process ends. A reader that has gone away is no reason to fail. */
export function writeStderr(line: string): void {
  try {
    writeSync(2, line);
  } catch {
    // EPIPE or EAGAIN: nobody reads
  }
}
