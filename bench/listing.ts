// What the list of tools costs a conversation, in bytes.
import { everything, initialize, startChild } from './child.ts';

interface ListedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
}

export async function measureListing(script: string): Promise<{ whole: number; paid: number; tools: number }> {
  const server = startChild([script], everything);
  await initialize(server);
  const { result } = await server.request('tools/list');
  await server.close();
  const tools = result?.tools as ListedTool[];
  const paid = tools
    .map(({ name, description, inputSchema }) => name + description + JSON.stringify(inputSchema))
    .join('');
  return { whole: Buffer.byteLength(JSON.stringify(tools)), paid: Buffer.byteLength(paid), tools: tools.length };
}
