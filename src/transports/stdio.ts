import { serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import { connectServer, type Server } from '../mcp/server.ts';

/** Serves both protocol eras on stdin and stdout. Ends when the client closes stdin. */
export function serveStdio(server: Server): { close(): Promise<void> } {
  return serve(() => connectServer(server), {
    // The message may quote what was sent
    onerror: (error) => server.log.debug({ error: error.name }, 'protocol error'),
  });
}
