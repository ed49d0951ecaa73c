import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Arrival, type Reply, send } from '../support/double.ts';

/** Decides about a request; null means that it wrote to the response itself. */
export type GatewayBehaviour = (arrival: Arrival, response: ServerResponse) => Reply | null | Promise<Reply | null>;

export interface GatewayDouble {
  readonly origin: string;
  readonly port: number;
  readonly arrivals: Arrival[];
  behave(behaviour: GatewayBehaviour): void;
  /** How many requests were given up before they were answered. */
  abandoned(): number;
  close(): Promise<void>;
}

/** Somebody on loopback in the place of a gateway, who answers as told. With a port, the given one or an error. */
export async function startGateway(
  behaviour: GatewayBehaviour,
  { port = 0, tls }: { readonly port?: number; readonly tls?: { readonly key: string; readonly cert: string } } = {},
): Promise<GatewayDouble> {
  const arrivals: Arrival[] = [];
  let current = behaviour;
  let abandoned = 0;
  const listener: Parameters<typeof createServer>[1] = async (request, response) => {
    const { method = '', url: target = '', headers } = request;
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const arrival = { method, target, headers, body: Buffer.concat(chunks) };
    arrivals.push(arrival);
    response.on('close', () => {
      if (!response.writableEnded) abandoned += 1;
    });
    const reply = await current(arrival, response);
    if (reply !== null && !response.destroyed) send(response, reply);
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${bound}`,
    port: bound,
    arrivals,
    behave(next) {
      current = next;
    },
    abandoned: () => abandoned,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The fields of a request of a sending tool. */
export function fieldsOf({ body }: Arrival): Record<string, unknown> {
  return JSON.parse(body.toString()) as Record<string, unknown>;
}

/** Hands a request on to another gateway and gives what that answers. */
export async function passOn({ method, target, headers, body }: Arrival, origin: string): Promise<Reply> {
  const { authorization, 'content-type': type = '' } = headers;
  const answer = await fetch(`${origin}${target}`, {
    method,
    headers: { 'content-type': type, ...(authorization !== undefined && { authorization }) },
    body: new Uint8Array(body),
  });
  return {
    status: answer.status,
    headers: { 'content-type': answer.headers.get('content-type') ?? '' },
    body: await answer.text(),
  };
}

/** The answer of a gateway that did what was asked. */
export function accepted(arrival: Arrival, over: Record<string, unknown> = {}): Reply {
  const { channel_id, op_id, event_id, thing_id } = fieldsOf(arrival);
  const [, kind = ''] = /^\/(message|event|thing)/.exec(arrival.target) ?? [];
  const made = '5f0e8d7c6b5a49382716051423324150';
  const data = {
    channel_id,
    op_id,
    ...(kind === 'message' && { message_id: made }),
    ...(kind === 'event' && { event_id: event_id ?? made }),
    ...((thing_id !== undefined || kind === 'thing') && { thing_id: thing_id ?? made }),
    accepted: true,
    ...over,
  };
  return { body: { success: true, data } };
}
