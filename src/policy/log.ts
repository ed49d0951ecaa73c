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

/**
 * Writes lines at once, so that none is lost when the process ends. A reader that has gone away, or that leaves the pipe full,
 * is no reason to fail or to wait: what could not be written is counted, and told before the next line that can be.
 *
 * @param write gives how many of the bytes it took, and throws where it takes none
 */
export function createLineWriter(write: (bytes: Uint8Array) => number): (line: string) => void {
  let lost = 0;
  let isTorn = false;

  /** Whether all of a text was written. */
  function put(text: string): boolean {
    let rest: Uint8Array = Buffer.from(`${isTorn ? '\n' : ''}${text}`);
    try {
      while (rest.length > 0) {
        rest = rest.subarray(write(rest));
        isTorn = rest.length > 0;
      }
      return true;
    } catch {
      // EPIPE or EAGAIN: nobody reads
      return false;
    }
  }

  function tellLost(): boolean {
    const facts = { level: 'warn', time: new Date().toISOString(), lost };
    return put(`${JSON.stringify({ ...facts, msg: 'lines before this one were lost: nobody read stderr' })}\n`);
  }

  return (line) => {
    if (lost > 0 && tellLost()) lost = 0;
    if (lost > 0 || !put(line)) lost += 1;
  };
}

export const writeStderr = createLineWriter((bytes) => writeSync(2, bytes));
