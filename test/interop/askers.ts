// Clients of both SDK lines in each era of the protocol, in front of the built server: calls with progress.
import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { nobody } from '../process/run.ts';
import { built } from '../support/built.ts';

export interface Progress {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

export interface CallOptions {
  readonly onprogress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface ToolAnswer {
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
}

export interface Asker {
  protocol(): string | undefined;
  instructions(): string | undefined;
  listTools(): Promise<readonly { readonly name: string }[]>;
  call(name: string, args: object, options?: CallOptions): Promise<ToolAnswer>;
  /** Everything on stderr so far. */
  stderr(): string;
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

const info = { name: 'asker', title: 'An Asker', version: '1.0.0' };

/** Both lines take the same settings. */
const program = (env: Environment) => ({
  command: process.execPath,
  args: [built, '--log-level=debug'],
  env: { PATH: process.env.PATH ?? '', ...nobody, ...env },
  stderr: 'pipe' as const,
});

function faceOf(
  client: NewClient | OldClient,
  transport: NewTransport | OldTransport,
  protocol: () => string | undefined,
): Asker {
  const any = client as NewClient;
  let stderr = '';
  transport.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  return {
    protocol,
    instructions: () => client.getInstructions(),
    listTools: async () => (await any.listTools()).tools,
    async call(name, args, options = {}) {
      const asked = { name, arguments: args as Record<string, unknown> };
      // The older line takes the schema of the result in between
      const answer =
        client instanceof OldClient ? client.callTool(asked, undefined, options) : client.callTool(asked, options);
      return (await answer) as ToolAnswer;
    },
    stderr: () => stderr,
    close: () => client.close(),
  };
}

async function connectNew(
  env: Environment,
  mode: 'legacy' | 'auto' | { pin: string },
  versions?: string[],
): Promise<Asker> {
  const options = { versionNegotiation: { mode }, ...(versions && { supportedProtocolVersions: versions }) };
  const client = new NewClient(info, options);
  const transport = new NewTransport(program(env));
  const face = faceOf(client, transport, () => client.getNegotiatedProtocolVersion());
  await client.connect(transport);
  return face;
}

async function connectOld(env: Environment, version?: string): Promise<Asker> {
  const client = new OldClient(info);
  const transport = new OldTransport(program(env));
  let protocol: string | undefined;
  const send = transport.send.bind(transport);
  Object.assign(transport, {
    // The old line tells its transport which version was agreed on, and nobody else
    setProtocolVersion: (agreed: string) => {
      protocol = agreed;
    },
    // It always asks for its newest version; releases of some months ago asked for an older one
    send(message: Parameters<typeof send>[0]) {
      const isFirst = 'method' in message && message.method === 'initialize';
      return send(
        isFirst && version ? { ...message, params: { ...message.params, protocolVersion: version } } : message,
      );
    },
  });
  const face = faceOf(client, transport, () => protocol);
  await client.connect(transport);
  return face;
}

/** By name, with the version of the protocol that each speaks. */
export const askers: Readonly<
  Record<string, readonly [version: string, connect: (env: Environment) => Promise<Asker>]>
> = {
  'SDK 1.x of June 2025': ['2025-06-18', (env) => connectOld(env, '2025-06-18')],
  'SDK 1.x': ['2025-11-25', (env) => connectOld(env)],
  'SDK 2.x, 2025-06-18': ['2025-06-18', (env) => connectNew(env, 'legacy', ['2025-06-18'])],
  'SDK 2.x, legacy': ['2025-11-25', (env) => connectNew(env, 'legacy')],
  'SDK 2.x, auto': ['2026-07-28', (env) => connectNew(env, 'auto')],
  'SDK 2.x, pinned': ['2026-07-28', (env) => connectNew(env, { pin: '2026-07-28' })],
};
