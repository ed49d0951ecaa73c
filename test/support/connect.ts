import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { ChannelStore } from '../../src/callers/channels/store.ts';
import { createPersonalServer } from '../../src/commands/serve.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { readFlags } from '../../src/config/flags.ts';
import { type Resolved, resolveConfig } from '../../src/config/resolve.ts';

export interface Connection {
  readonly client: Client;
  /** Everything written to stderr, a line each. */
  readonly lines: string[];
  /** Calls a tool: its result, or the text of its refusal. */
  call(name: string, args?: Record<string, unknown>): Promise<CallOutcome>;
  close(): Promise<void>;
}

export type CallOutcome = { readonly result: Record<string, unknown> } | { readonly refused: string };

/** What a command line with these flags and this environment would run with. Every file is taken for a good one, and no channels are kept. */
export function configure(env: Record<string, string>, flags: readonly string[] = ['--log-level=debug']): Resolved {
  const resolved = resolveConfig(readFlags(flags).flags, readEnvironment(env).environment, {
    isCertificates: () => true,
    isFolder: () => true,
    exists: () => false,
    readText: () => undefined,
    folder: '/nowhere',
  });
  if ('problems' in resolved) throw new Error(resolved.problems.join('\n'));
  return resolved;
}

/**
 * A real client connected to the real server in this process; environment and flags are those of a command line.
 *
 * @param channels in place of the file that the environment says
 */
export async function connect(
  env: Record<string, string>,
  flags?: readonly string[],
  channels?: ChannelStore,
): Promise<Connection> {
  const lines: string[] = [];
  const server = createPersonalServer(configure(env, flags), {
    write: (line) => lines.push(line),
    ...(channels && { channels }),
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(server.connect, { transport: ours });
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(theirs);
  return {
    client,
    lines,
    async call(name, args = {}) {
      const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
      const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
      if (isError) return { refused: text };
      // Both forms of a result have to say the same
      if (JSON.stringify(structuredContent) !== text) throw new Error('structuredContent differs from the text');
      return { result: structuredContent as Record<string, unknown> };
    },
    async close() {
      await client.close();
      await handle.close();
    },
  };
}
