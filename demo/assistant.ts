// The built server behind a real MCP client, as an assistant has it.
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';

export interface Assistant {
  readonly client: Client;
  /** The folder from which it may push files. */
  readonly fileRoot: string;
  /** All that the server ever said, results and stderr alike. */
  readonly said: string[];
  call(tool: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startAssistant(fileRoot: string): Promise<Assistant> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [fileURLToPath(new URL('../dist/push-mcp.js', import.meta.url)), '--sandbox'],
    env: { ...getDefaultEnvironment(), PWPUSH_FILE_ROOT: fileRoot },
    stderr: 'pipe',
  });
  const said: string[] = [];
  transport.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const client = new Client({ name: 'push-mcp-demo', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(transport).catch((error: Error) => {
    throw new Error(`The server did not start: ${error.message}. ${said.join('')}`);
  });
  return {
    client,
    fileRoot,
    said,
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: args });
      said.push(JSON.stringify(result));
      const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
      if (result.isError) throw new Error(`${name} refused: ${text}`);
      return result.structuredContent as Record<string, unknown>;
    },
    close: () => client.close(),
  };
}
