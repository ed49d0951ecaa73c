// A gateway on loopback that answers what was recorded, and tells what it was asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange } from './replay.ts';

export interface Asked {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly language: string | undefined;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RecordedGateway {
  readonly origin: string;
  /** What arrived since the answers were set. */
  readonly asked: Asked[];
  /** Sets the answers to the next requests, in this order. After them the connection breaks. */
  answerWith(...exchanges: Exchange[]): void;
  close(): Promise<void>;
}

export async function startRecordedGateway(): Promise<RecordedGateway> {
  const asked: Asked[] = [];
  let answers: Exchange[] = [];
  // A server that closes idle connections can do so at the moment when the client sends on one
  const server = createServer({ keepAliveTimeout: 0 }, async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
    const { method, url: path, headers } = incoming;
    asked.push({
      method,
      path,
      contentType: headers['content-type'],
      accept: headers.accept,
      language: headers['accept-language'],
      authorization: headers.authorization,
      body,
    });
    const answer = answers.shift();
    if (!answer) return void incoming.socket.destroy();
    outgoing.writeHead(answer.response.status, answer.response.headers);
    outgoing.end(JSON.stringify(answerTo(answer, body)));
  });
  // Tests that send nothing can take longer than the five seconds after which Node closes an idle connection, just as the next one uses it
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answerWith(...exchanges) {
      answers = exchanges;
      asked.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The key that the answer tells was sent, or made by the gateway where there was none; a tool always sends one. */
function answerTo({ request, response }: Exchange, body: Readonly<Record<string, unknown>>): unknown {
  const { data } = response.json as { data?: object };
  const { op_id: key } = request.json as { op_id?: string | null };
  const hadKey = (key ?? '').trim() !== '';
  return data && !hadKey ? { ...(response.json as object), data: { ...data, op_id: body.op_id } } : response.json;
}
