// Starts the double: one site of the service in memory behind an HTTP server on loopback.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, answerJson, Refusal } from './answers.ts';
import { readBody } from './body.ts';
import { createControls, type PusharyControls } from './controls.ts';
import { createService } from './create-service.ts';
import { createDispatch } from './dispatch.ts';
import type { Inferred } from './facts.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Limits } from './limits.ts';
import { phonePath } from './phone/path.ts';
import type { Question } from './question.ts';
import type { Site } from './site.ts';

export interface PusharySandboxOptions {
  /** A free port unless said. */
  port?: number;
  now?: () => Date;
  /** Figures in place of those of the plan. */
  limits?: Partial<Limits>;
  site?: Partial<Site>;
  /** Other guesses about what is not known of the service. */
  inferred?: Partial<Inferred>;
  onRequest?: (request: { method: string; path: string; headers: Record<string, string>; body: string }) => void;
  /** Told of each question that may be answered, before its asker is: answering here comes first. */
  onQuestion?: (question: Question) => void;
}

export interface PusharySandbox extends PusharyControls {
  origin: string;
  /** The key of the site, `pk_….sk_…`. */
  apiKey: string;
  /** Where a person sees notifications and answers questions. */
  phoneUrl: string;
  close(): Promise<void>;
}

function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(body);
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

/** Ends when the caller hangs up, so that nobody waits for an answer that no one reads. */
function signalOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

function holdBack(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Reports, applies a fault that was asked for, answers. */
function createHandler(faults: Faults, dispatch: ReturnType<typeof createDispatch>, options: PusharySandboxOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const signal = signalOf(response);
    const { method = '', url: path = '' } = request;
    const body = await readBody(request);
    options.onRequest?.({ method, path, headers: plainHeaders(request), body });

    const { outcome, delay = 0 } = faults.take(method, path) ?? {};
    if (outcome === 'drop-request') return void response.destroy();
    const answer =
      typeof outcome === 'object'
        ? { headers: { 'content-type': 'application/json; charset=utf-8' }, body: '', ...outcome }
        : await dispatch(request, body, signal);
    if (delay > 0) await holdBack(delay, signal);
    if (outcome === 'drop-answer') return void response.destroy();
    writeAnswer(response, answer);
  };
}

export async function startPusharySandbox(options: PusharySandboxOptions = {}): Promise<PusharySandbox> {
  // Loaded here and not above: the program's usual start serves no HTTP.
  const { createServer } = await import('node:http');
  const service = createService(options);
  const faults = createFaults();
  const handle = createHandler(faults, createDispatch(service), options);

  const server = createServer((request, response) => {
    handle(request, response)
      .catch((error) => {
        const refused = error instanceof Refusal ? error.answer : answerJson({ error: 'Internal error' }, 500);
        writeAnswer(response, refused);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  service.origin = origin;
  return {
    origin,
    apiKey: service.keys[0]?.key ?? '',
    phoneUrl: origin + phonePath,
    ...createControls(service, faults),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
