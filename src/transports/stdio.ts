import { setTimeout as sleep } from 'node:timers/promises';
import type { JSONRPCMessage, RequestId, Server, Transport } from '@modelcontextprotocol/server';
import { serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import type { Log } from '../policy/log.ts';
import { type Frame, type Refusal, readFrame } from './frames.ts';
import { type Line, Lines } from './lines.ts';

/** For how long what was read is still answered after the end of stdin. */
const GRACE_MS = 5000;

/** For how long a reader may take what was written. */
const FLUSH_MS = 2000;

/** Errors of writing that say that the client has gone away. */
const GONE: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_DESTROYED']);

export interface Served {
  /** Resolves with the exit status when the client has ended the connection, or the connection broke off. */
  readonly ended: Promise<number>;
  close(): Promise<void>;
}

/** Serves both protocol eras on stdin and stdout. */
export function serveStdio(connect: () => Server, log: Log): Served {
  const transport = new StdioTransport(log);
  const { close } = serve(connect, {
    transport,
    // The message may quote what was sent
    onerror: (error) => log.debug('protocol error', { error: error.name }),
  });
  return { ended: transport.ended, close };
}

/**
 * Reads a message from each line of stdin, and writes each as a line of stdout. In place of the one of the SDK, which drops
 * lines that are nearly a message, and what is under way when stdin ends, without a sign of either.
 */
class StdioTransport implements Transport {
  onclose?: () => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly ended: Promise<number>;
  readonly #log: Log;
  readonly #lines = new Lines();
  /** Requests without an answer so far. */
  readonly #open = new Set<RequestId>();
  #resolveEnded: (status: number) => void = () => {};
  /** The status to end with, once stdin has ended. */
  #status: number | undefined;
  #toldOfMended = false;
  #gathers = false;
  #closed = false;

  constructor(log: Log) {
    this.#log = log;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
  }

  start(): Promise<void> {
    const { stdin, stdout } = process;
    stdin.on('data', this.#read);
    stdin.on('end', () => this.#endRead(0));
    stdin.on('close', () => this.#endRead(0));
    stdin.on('error', this.#failRead);
    stdout.on('error', this.#failWrite);
    if (stdin.readableEnded || stdin.destroyed) setImmediate(() => this.#endRead(0));
    return Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.#closed) throw new Error('The connection is closed.');
    const written = this.#write(message);
    if (!('method' in message) && message.id !== undefined) this.#settle(message.id);
    await written;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    process.stdin.off('data', this.#read);
    process.stdin.pause();
    this.onclose?.();
    const flushed = new Promise((resolve) => process.stdout.write('', resolve));
    await Promise.race([flushed, sleep(FLUSH_MS, undefined, { ref: false })]);
    this.#resolveEnded(this.#status ?? 0);
  }

  readonly #read = (piece: Buffer): void => this.#takeAll(this.#lines.add(piece));

  readonly #failRead = (error: Error): void => {
    this.#tell('error', 'push-mcp ends: stdin cannot be read any more.', error);
    this.#endRead(1);
  };

  /** Nothing more is read. What was read is answered first. */
  #endRead(status: number): void {
    if (this.#closed || this.#status !== undefined) return;
    this.#status = status;
    this.#takeAll(this.#lines.end());
    if (this.#open.size === 0) this.#resolveEnded(status);
    else setTimeout(() => this.#giveUp(status), GRACE_MS).unref();
  }

  #giveUp(status: number): void {
    if (this.#closed || this.#open.size === 0) return;
    this.#log.warn('stdin has ended, and not every request could be answered in time.', {
      unanswered: this.#open.size,
    });
    this.#resolveEnded(status);
  }

  #settle(id: RequestId): void {
    this.#open.delete(id);
    if (this.#status !== undefined && this.#open.size === 0) this.#resolveEnded(this.#status);
  }

  readonly #failWrite = (error: NodeJS.ErrnoException): void => {
    if (this.#closed) return;
    const isGone = GONE.has(error.code);
    if (isGone) this.#tell('warn', 'push-mcp ends: the client has closed stdout.');
    else this.#tell('error', 'push-mcp ends: stdout cannot be written any more.', error);
    this.#resolveEnded(isGone ? 0 : 1);
    void this.close();
  };

  /** The text of an error may quote what was sent. */
  #tell(level: 'warn' | 'error', why: string, error?: NodeJS.ErrnoException): void {
    if (!this.#closed) this.#log[level](why, error && { error: error.code ?? error.name });
  }

  #takeAll(lines: readonly Line[]): void {
    for (const line of lines) {
      const frame = readFrame(line);
      if (frame) this.#take(frame);
    }
  }

  #take(frame: Frame): void {
    if ('message' in frame) {
      const { message, mended } = frame;
      if (mended && !this.#toldOfMended) {
        this.#toldOfMended = true;
        this.#log.warn('A message was not quite as JSON-RPC has it, and was taken. More of them are not told.');
      }
      this.#follow(message);
      this.onmessage?.(message);
      return;
    }
    this.#log.warn('A message was refused: it is not as JSON-RPC has it.', { code: frame.code });
    if (frame.refusal) void this.#write(frame.refusal).catch(() => {});
  }

  /** Notes what has to be answered. A request to listen is answered when the connection ends, a cancelled one never. */
  #follow(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message) {
      if (message.method !== 'subscriptions/listen') this.#open.add(message.id);
    } else if (message.method === 'notifications/cancelled') {
      const { requestId } = message.params ?? {};
      if (typeof requestId === 'string' || typeof requestId === 'number') this.#settle(requestId);
    }
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
