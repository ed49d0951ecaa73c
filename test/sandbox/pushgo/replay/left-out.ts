// Recorded requests that the double does not answer as recorded: by what they are, and why nobody misses them.
import type { Exchange } from './recordings.ts';

export interface LeftOut {
  name: string;
  reason: string;
  matches(exchange: Exchange): boolean;
}

/** Where the service answers so, the double does too. */
function isUnrouted({ response }: Exchange): boolean {
  return (response.json as { error_code?: string } | undefined)?.error_code === 'route_not_found';
}

function isAboutMcp(exchange: Exchange): boolean {
  return /^\/(?:mcp|oauth|\.well-known)(?:\/|\?|$)/.test(exchange.request.path) && !isUnrouted(exchange);
}

export const leftOut: readonly LeftOut[] = [
  {
    name: 'MCP, OAuth and the bind pages',
    reason:
      'The project has an MCP server of its own and speaks to the HTTP API. The double is a gateway with MCP off.',
    matches: isAboutMcp,
  },
  {
    name: 'what devices get from calls over MCP',
    reason: 'Nothing was sent, so there is nothing to pull. Pulls that were empty are replayed.',
    matches: ({ id, response }) =>
      /^pull-after-(?:mcp|bind)-/.test(id) && (response.json as { data: { items: [] } }).data.items.length > 0,
  },
  {
    name: 'private transports',
    reason: 'The double has no transport of its own to a device: its devices are reached by push providers and pulls.',
    matches: ({ id }) => /^wss-(?:healthz|private-readyz|gateway-profile|private-ws)$/.test(id),
  },
  {
    name: 'a locked database',
    reason: 'The double keeps everything in memory.',
    matches: ({ id }) => id === 'message-send-database-locked',
  },
  {
    name: 'another host name',
    reason:
      'The double answers to names of this machine only, so that no web page can reach it under a name of its own.',
    matches: ({ id }) => id === 'message-send-other-host',
  },
];

export function classesOf(exchange: Exchange): LeftOut[] {
  return leftOut.filter(({ matches }) => matches(exchange));
}
