import { type PusharySandbox, type PusharySandboxOptions, startPusharySandbox } from '../../sandbox/pushary/server.ts';
import { type Connection, connect } from './connect.ts';

/** A request as the service got it. */
export interface PusharyArrival {
  readonly method: string;
  /** With its query, without `/api/v1/server`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PusharyTest {
  readonly sandbox: PusharySandbox;
  readonly connection: Connection;
  /** Everything that arrived at the service, oldest first. */
  readonly arrivals: PusharyArrival[];
  readonly call: Connection['call'];
  /** What arrived, as `POST /ask`. */
  requests(): string[];
  /** The JSON bodies that arrived. */
  bodies(): Record<string, unknown>[];
  close(): Promise<void>;
}

export interface PusharyOptions {
  readonly sandbox?: PusharySandboxOptions;
  readonly env?: Record<string, string>;
}

/** A service with one site, and a client connected to the server in front of it. */
export async function startPushary({ sandbox: options, env }: PusharyOptions = {}): Promise<PusharyTest> {
  const arrivals: PusharyArrival[] = [];
  const sandbox = await startPusharySandbox({
    ...options,
    onRequest(request) {
      arrivals.push({ ...request, path: request.path.replace('/api/v1/server', '') });
      options?.onRequest?.(request);
    },
  });
  const connection = await connect({ PUSHARY_BASE_URL: sandbox.origin, PUSHARY_API_KEY: sandbox.apiKey, ...env });
  return {
    sandbox,
    connection,
    arrivals,
    call: connection.call,
    requests: () => arrivals.map(({ method, path }) => `${method} ${path}`),
    bodies: () => arrivals.flatMap(({ body }) => (body === '' ? [] : [JSON.parse(body)])),
    async close() {
      await connection.close();
      await sandbox.close();
    },
  };
}
