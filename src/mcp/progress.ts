import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerContext } from '@modelcontextprotocol/server';
import type { ToolCall } from '../calls/run.ts';

/** Milliseconds before its end in which a call no longer tells how far it is. */
const LAST_MOMENTS = 1000;
/**
 * Milliseconds between the last progress of a call and its answer. A client that reads both at once forgets the call before it
 * looks at the progress, takes that for an error, and some then drop the connection.
 */
const APART = 250;

/** Tells the client how far a call is, where it gave a token for that. */
export interface Progress {
  readonly report: ToolCall['progress'];
  /** Call it before the answer leaves: from then on nothing is told, and what was told has had time to arrive. */
  end(): Promise<void>;
}

export function openProgress({ mcpReq }: Pick<ServerContext, 'mcpReq'>): Progress {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return { report: () => {}, end: async () => {} };
  let isOver = false;
  let last = Number.NEGATIVE_INFINITY;
  return {
    report(progress, total, message) {
      if (isOver || mcpReq.signal.aborted || total - progress < LAST_MOMENTS) return;
      last = performance.now();
      const params = { progressToken, progress, total, message };
      // Nothing fails when the client has gone away
      void mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    },
    async end() {
      isOver = true;
      const early = last + APART - performance.now();
      if (early > 0 && !mcpReq.signal.aborted) await sleep(early);
    },
  };
}
