import { InMemoryTransport, type JSONRPCMessage } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { ChannelStore } from '../../src/callers/channels/store.ts';
import { createPersonalServer, type PersonalServer } from '../../src/commands/serve.ts';
import { configure } from './connect.ts';

/** The server spoken to without a client library, so that whatever a client could send can be sent. */
export interface RawConnection {
  readonly server: PersonalServer;
  /** Everything written to stderr, a line each. */
  readonly lines: string[];
  /** Everything the server sent, as JSON. */
  readonly received: string[];
  /** Sends a request and gives the answer, whatever it is. */
  ask(method: string, params?: unknown): Promise<Record<string, unknown>>;
  /** Sends a request without waiting; gives its id. */
  start(method: string, params?: unknown): number;
  notify(method: string, params?: unknown): void;
  close(): Promise<void>;
}

/** @param channels in place of the file that the environment says */
export async function connectRaw(env: Record<string, string>, channels?: ChannelStore): Promise<RawConnection> {
  const lines: string[] = [];
  const received: string[] = [];
  const waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  const server = createPersonalServer(configure(env), {
    write: (line) => lines.push(line),
    ...(channels && { channels }),
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(server.connect, { transport: ours });
  theirs.onmessage = (message) => {
    received.push(JSON.stringify(message));
    const { id } = message as { id?: number };
    if (id !== undefined) waiting.get(id)?.(message as Record<string, unknown>);
  };
  await theirs.start();
  let last = 0;
  const post = (message: object) => theirs.send(message as JSONRPCMessage);
  const start = (method: string, params?: unknown) => {
    last += 1;
    void post({ jsonrpc: '2.0', id: last, method, ...(params !== undefined && { params }) });
    return last;
  };
  const connection: RawConnection = {
    server,
    lines,
    received,
    start,
    ask: (method, params) =>
      new Promise((resolve) => {
        waiting.set(last + 1, resolve);
        start(method, params);
      }),
    notify: (method, params) => void post({ jsonrpc: '2.0', method, ...(params !== undefined && { params }) }),
    async close() {
      await theirs.close();
      await handle.close();
    },
  };
  await connection.ask('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  });
  connection.notify('notifications/initialized');
  return connection;
}
