// The HTTP server of each emulator: on loopback only, one request in, one answer out. What is answered the emulator
// decides.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, HttpError } from './answer.ts';

/** A request with its body. */
export interface Incoming {
  readonly method: string;
  /** As it was sent, with its query. */
  readonly url: string;
  /** The parts of `url`, split as they were sent: a URL parser would resolve `..` and `%2e%2e` before they are seen. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The caller's IP address. */
  readonly address: string;
  /** Null: larger than the service takes. */
  readonly body: Buffer | null;
  /** Ends when the caller hangs up, so that no call waits for an answer that nobody reads. */
  readonly signal: AbortSignal;
}

/** Null breaks the connection in place of an answer. */
export type Respond = (incoming: Incoming) => Answer | null | Promise<Answer | null>;

/** What a test is told of each request, before it is answered. A body larger than the service takes is empty here. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface ServeOptions {
  /** A free port unless given. */
  port: number | undefined;
  /** In bytes. */
  largestBody: number;
  /** The answer to a request on which the emulator itself failed. */
  failure: Answer;
  onRequest: ((request: SeenRequest) => void) | undefined;
}

export interface Running {
  origin: string;
  close(): Promise<void>;
}

/** Throws what listening throws. */
export async function serve(options: ServeOptions, respond: Respond): Promise<Running> {
  const server = createServer((request, response) => {
    handle(options, respond, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function handle(options: ServeOptions, respond: Respond, request: IncomingMessage, response: ServerResponse) {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const incoming = await readRequest(request, options.largestBody, gone.signal);
  const { method, url: path, headers, body } = incoming;
  options.onRequest?.({ method, path, headers: { ...headers }, body: body?.toString('utf8') ?? '' });
  const answer = await answerOf(() => respond(incoming), options.failure);
  if (answer === null) response.destroy();
  else writeAnswer(method, response, answer);
  // A body that was not read must not hold the connection
  request.resume();
}

/** Turns an `HttpError` into its answer, and any other error into `failure`; without one it is thrown on. */
export async function answerOf<Result extends Answer | null>(
  respond: () => Result | Promise<Result>,
  failure?: Answer,
): Promise<Result | Answer> {
  try {
    return await respond();
  } catch (error) {
    if (error instanceof HttpError) return error.answer;
    if (failure) return failure;
    throw error;
  }
}

async function readRequest(request: IncomingMessage, largestBody: number, signal: AbortSignal): Promise<Incoming> {
  const { method = '', url = '/', headers, socket } = request;
  const [, path = '/', query = ''] = /^([^?#]*)\??([^#]*)/.exec(url) ?? [];
  return {
    method,
    url,
    path,
    query,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    address: socket.remoteAddress ?? '127.0.0.1',
    body: await readBody(request, largestBody),
    signal,
  };
}

/**
 * Reads to the end, so that the sender is ready for an answer, unless `Content-Length` says that the body is too large.
 */
async function readBody(request: IncomingMessage, largest: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > largest) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
  }
  return size > largest ? null : Buffer.concat(chunks);
}

function writeAnswer(method: string, response: ServerResponse, { status, headers, body }: Answer): void {
  const length = status === 304 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(method === 'HEAD' ? undefined : body);
}
