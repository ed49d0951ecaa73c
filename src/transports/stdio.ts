import type { Server } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import type { Log } from '../policy/log.ts';

/** Serves both protocol eras on stdin and stdout. Ends when the client closes stdin. */
export function serveStdio(connect: () => Server, log: Log): { close(): Promise<void> } {
  return serve(connect, {
    transport: new GatheringTransport(),
    // The message may quote what was sent
    onerror: (error) => log.debug('protocol error', { error: error.name }),
  });
}

/**
 * Writes what is sent within one turn of the event loop at once. Each write to a pipe is a system call that the process
 * waits for; with many calls under way they take longer than everything else that is done for a call.
 */
class GatheringTransport extends StdioServerTransport {
  #gathers = false;

  override send(message: Parameters<StdioServerTransport['send']>[0]): Promise<void> {
    if (!this.#gathers) {
      this.#gathers = true;
      process.stdout.cork();
      setImmediate(() => {
        this.#gathers = false;
        process.stdout.uncork();
      });
    }
    return super.send(message);
  }
}
