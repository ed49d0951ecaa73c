import { connect, createServer, type Server, type Socket } from 'node:net';

/** What `fetch` refuses to browsers, beginning with the one on which PushGo Gateway listens by default. */
const ports = [6666, 6667, 6668, 6669, 6665, 6679, 6697, 10080, 5060, 5061, 4045, 2049];

export interface BadPort {
  readonly origin: string;
  close(): Promise<void>;
}

/** Another door to a server on loopback, with the first free one of the ports above. */
export async function openBadPort(to: number): Promise<BadPort> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  const port = await listenOnFirst(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      // Until the client has seen that its kept connection is gone: the next door may be the same
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

async function listenOnFirst(server: Server): Promise<number> {
  for (const port of ports) {
    const isFree = await new Promise<boolean>((resolve) => {
      const fail = () => resolve(false);
      server.once('error', fail).listen(port, '127.0.0.1', () => {
        server.off('error', fail);
        resolve(true);
      });
    });
    if (isFree) return port;
  }
  throw new Error('None of the ports is free.');
}
