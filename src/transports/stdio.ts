import type { JSONRPCMessage, Server, Transport } from '@modelcontextprotocol/server';
import { serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import type { Log } from '../policy/log.ts';
import { type Frame, type Refusal, readFrame } from './frames.ts';
import { Lines } from './lines.ts';

/** Serves both protocol eras on stdin and stdout. Ends when the client closes stdin. */
export function serveStdio(connect: () => Server, log: Log): { close(): Promise<void> } {
  return serve(connect, {
    transport: new StdioTransport(log),
    // The message may quote what was sent
    onerror: (error) => log.debug('protocol error', { error: error.name }),
  });
}

/**
 * Reads a message from each line of stdin, and writes each as a line of stdout. In place of the one of the SDK, which reads no
 * line that is nearly a message, and gives no sign of that.
 */
class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #log: Log;
  readonly #lines = new Lines();
  #toldOfMended = false;
  #gathers = false;
  #closed = false;

  constructor(log: Log) {
    this.#log = log;
  }

  start(): Promise<void> {
    process.stdin.on('data', this.#read);
    process.stdin.on('error', this.#fail);
    process.stdin.on('end', this.#end);
    process.stdin.on('close', this.#end);
    process.stdout.on('error', this.#fail);
    if (process.stdin.readableEnded || process.stdin.destroyed) setImmediate(this.#end);
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    return this.#closed ? Promise.reject(new Error('The connection is closed.')) : this.#write(message);
  }

  close(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#closed = true;
    process.stdin.off('data', this.#read);
    process.stdin.pause();
    this.onclose?.();
    return Promise.resolve();
  }

  readonly #read = (piece: Buffer): void => {
    for (const line of this.#lines.add(piece)) {
      const frame = readFrame(line);
      if (frame) this.#take(frame);
    }
  };

  readonly #end = (): void => void this.close();

  readonly #fail = (error: Error): void => {
    if (this.#closed) return;
    this.onerror?.(error);
    void this.close();
  };

  #take(frame: Frame): void {
    if ('message' in frame) {
      if (frame.mended && !this.#toldOfMended) {
        this.#toldOfMended = true;
        this.#log.warn('A message was not quite as JSON-RPC has it, and was taken. More of them are not told.');
      }
      this.onmessage?.(frame.message);
      return;
    }
    this.#log.warn('A message was refused: it is not as JSON-RPC has it.', { code: frame.code });
    if (frame.refusal) void this.#write(frame.refusal).catch(() => {});
  }

  /**
   * Writes what is sent within one turn of the event loop at once. Each write to a pipe is a system call that the process
   * waits for; with many calls under way they take longer than everything else that is done for a call.
   */
  #write(message: JSONRPCMessage | Refusal | readonly Refusal[]): Promise<void> {
    if (!this.#gathers) {
      this.#gathers = true;
      process.stdout.cork();
      setImmediate(() => {
        this.#gathers = false;
        process.stdout.uncork();
      });
    }
    return new Promise((resolve, reject) => {
      process.stdout.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()));
    });
  }
}
