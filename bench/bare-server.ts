// What push-mcp is compared with: the SDK with one tool that makes one request with `fetch`, bundled, and nothing else.
import { Server } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

const { PWPUSH_BASE_URL, PWPUSH_API_TOKEN } = process.env;
const inputSchema = { type: 'object' as const, properties: { url_token: { type: 'string' } } };

serveStdio(() => {
  const server = new Server({ name: 'bare', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({
    tools: [{ name: 'preview_push', description: 'Give back an answer', inputSchema }],
  }));
  server.setRequestHandler('tools/call', async ({ params }) => {
    const response = await fetch(`${PWPUSH_BASE_URL}/api/v2/pushes/${params.arguments?.url_token}/preview.json`, {
      headers: { authorization: `Bearer ${PWPUSH_API_TOKEN}`, accept: 'application/json' },
    });
    return { content: [{ type: 'text', text: JSON.stringify(await response.json()) }] };
  });
  return server;
});
