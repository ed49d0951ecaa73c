// Stands in for the network on the way to one origin: the real HTTP client speaks real HTTP, and only arrives elsewhere.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { vi } from 'vitest';

export interface Arrival {
  readonly method: string;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
  /** Parsed where it is JSON, a text else, undefined where there is none. */
  readonly body: unknown;
}

/** A text is the code of a network error, with which the connection ends at the client's side. */
export type Reply =
  | string
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** Answers what is sent to `origin`; a connection to anywhere else throws. */
export async function replaceNetwork(
  origin: string,
  reply: (arrival: Arrival) => Reply | Promise<Reply>,
): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer(async (request, response) => {
    const answer = await reply(await readArrival(request, origin));
    if (typeof answer === 'string') cutOff(request, answer);
    else send(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connect = net.connect.bind(net);
  const { port } = server.address() as AddressInfo;
  const spy = vi.spyOn(net, 'connect').mockImplementation(((options: { host: string; port: string }) => {
    if (`http://${options.host}:${options.port}` !== origin) throw new Error('There is no network but to one origin.');
    const socket = connect({ host: '127.0.0.1', port });
    sockets.add(socket);
    return socket;
  }) as never);

  function cutOff(request: IncomingMessage, code: string): void {
    const theirs = [...sockets].find(({ localPort }) => localPort === request.socket.remotePort);
    theirs?.destroy(Object.assign(new Error('network'), { code }));
  }

  return {
    async close() {
      spy.mockRestore();
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readArrival(request: IncomingMessage, origin: string): Promise<Arrival> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const header = (name: string) => request.headers[name]?.toString();
  const isJson = header('content-type')?.startsWith('application/json');
  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '', origin),
    header,
    body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
  };
}

function send(response: ServerResponse, { status, headers, body }: Exclude<Reply, string>): void {
  // How long it is was true of the recorded transfer, not of this one
  const kept = Object.entries(headers).filter(
    ([name]) => !/^(?:content-length|transfer-encoding|connection)$/i.test(name),
  );
  response.writeHead(status, Object.fromEntries(kept)).end(body);
}
