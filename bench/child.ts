// A child process that is spoken to in lines of JSON. No client library, so that its cost is not counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A home without channels: the list that is measured does not depend on whose machine this is. It can be written, so that
// what Node compiles is kept from the second start on
const home = mkdtempSync(join(tmpdir(), 'push-mcp-bench-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
const baseEnvironment = { PATH: process.env.PATH ?? '', HOME: home };

/** All services on, none of them set up. */
export const everything = { PUSH_MCP_TOOLSETS: 'pwpush,pushgo,pushary' } as const;

export type Message = {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly [field: string]: unknown;
};

export interface Child {
  /** Sends a request of JSON-RPC and resolves with its answer. */
  request(method: string, params?: object): Promise<Message>;
  notify(method: string): void;
  /** The next line that answers no request. */
  line(): Promise<Message>;
  /** The most memory it ever held, in kB. */
  peakMemory(): number;
  /** Of its main thread, in milliseconds. */
  cpuTime(): number;
  close(): Promise<void>;
}

export function startChild(args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child = spawn(process.execPath, args, {
    env: { ...baseEnvironment, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<number | undefined, (message: Message) => void>();
  let lastId = 0;
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = JSON.parse(line) as Message;
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  const answerTo = (id: number | undefined) => new Promise<Message>((resolve) => waiting.set(id, resolve));
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  return {
    request(method, params = {}) {
      lastId += 1;
      const answer = answerTo(lastId);
      send({ id: lastId, method, params });
      return answer;
    },
    notify: (method) => void send({ method }),
    line: () => answerTo(undefined),
    peakMemory: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]),
    // Nanoseconds on a processor are the first field (proc(5), schedstat)
    cpuTime: () => Number.parseInt(readFileSync(`/proc/${child.pid}/schedstat`, 'utf8'), 10) / 1e6,
    async close() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

/** The handshake of a client of today. */
export async function initialize(server: Child): Promise<void> {
  const clientInfo = { name: 'bench', version: '1.0.0' };
  await server.request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  server.notify('notifications/initialized');
}
