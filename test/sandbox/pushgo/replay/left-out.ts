// Recorded requests that the emulator does not answer as recorded: what they are, and why nobody misses them.
import type { Exchange } from './recordings.ts';

export interface LeftOut {
  name: string;
  reason: string;
  matches(exchange: Exchange): boolean;
}

/** Where the service answers so, the emulator does too. */
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
      'The project has an MCP server of its own and speaks to the HTTP API. The emulator is a gateway with MCP off.',
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
    reason:
      'The emulator has no transport of its own to a device: its devices are reached by push providers and pulls.',
    matches: ({ id }) => /^wss-(?:healthz|private-readyz|gateway-profile|private-ws)$/.test(id),
  },
  {
    name: 'a locked database',
    reason: 'The emulator keeps everything in memory.',
    matches: ({ id }) => id === 'message-send-database-locked',
  },
  {
    name: 'another host name',
    reason:
      'The emulator answers to names of this machine only, so that no web page can reach it under a name of its own.',
    matches: ({ id }) => id === 'message-send-other-host',
  },
];

export function classesOf(exchange: Exchange): LeftOut[] {
  return leftOut.filter(({ matches }) => matches(exchange));
}

const list = (ids: string): readonly string[] => ids.trim().split(/\s+/);

export interface Differs {
  name: string;
  reason: string;
  /** `nothing` of the recorded answer is given, or all of it but the `texts` of the failure. */
  but: 'nothing' | 'texts';
  exchanges: readonly string[];
}

/** Requests that are sent, and whose answer differs from the recorded one. */
export const differs: readonly Differs[] = [
  {
    name: 'ways in for the clients of other services',
    reason: 'The emulator has none: no tool, page or demo sends to /ntfy, /serverchan or /bark.',
    but: 'nothing',
    exchanges: list(`
    compat-ntfy-post compat-ntfy-thing-id compat-ntfy-key-without-password compat-ntfy-get compat-ntfy-oversize
    compat-ntfy-wrong-password compat-serverchan-get compat-serverchan-post compat-serverchan-send-suffix
    compat-serverchan-unknown-field compat-bark-body compat-bark-title-body compat-bark-title-query
    compat-bark-push compat-bark-push-unknown-field
    `),
  },
  {
    name: 'what devices get from the clients of other services',
    reason: 'Nothing was sent, so there is nothing to pull.',
    but: 'nothing',
    exchanges: list(`
    pull-after-compat-ntfy-post pull-after-compat-serverchan-get pull-after-compat-serverchan-post
    pull-after-compat-bark-body pull-after-compat-bark
    `),
  },
  {
    name: 'what only an app on a device asks for',
    reason:
      'No tool, page or demo sends /channel/sync or /messages/ack, and no other recorded exchange depends on them.',
    but: 'nothing',
    exchanges: ['channel-sync', 'channel-sync-one-bad', 'ack-unknown-delivery'],
  },
  {
    name: 'texts of the JSON parser',
    reason:
      'The gateway tells line, column and type as its parser words them. No client of ours reads that text: status and code decide.',
    but: 'texts',
    exchanges: list(`
    device-register-unknown-field message-send-severity-number message-send-ttl-fraction
    message-send-ttl-boolean message-send-ttl-text message-send-ttl-over-64-bit message-send-images-null
    message-send-images-string message-send-images-number message-send-tags-null message-send-tags-string
    message-send-tags-number message-send-metadata-array message-send-metadata-string
    message-send-metadata-nested message-send-metadata-list-value message-send-metadata-null-value
    message-send-metadata-blank-value message-send-metadata-blank-key message-send-metadata-duplicate-key
    message-send-occurred-at-iso message-send-occurred-at-fraction message-send-occurred-at-string-fraction
    message-send-occurred-at-boolean message-send-op-id-number message-send-title-missing
    message-send-title-null message-send-title-number message-send-password-null message-send-password-missing
    message-send-password-number message-send-channel-id-missing message-send-channel-id-null
    message-send-unknown-field message-send-unknown-field-token message-send-bad-json
    message-send-bad-json-trailing message-send-empty-body message-send-json-array message-send-json-string
    message-send-json-null message-send-duplicate-member message-send-zh-bad-json event-create-event-time-text
    event-create-unknown-field event-update-event-time-text event-update-unknown-field
    event-update-event-id-missing event-close-event-time-text event-close-unknown-field
    event-close-event-id-missing event-create-event-id event-create-password-number event-create-images-null
    event-create-attrs-null event-create-attrs-array event-create-metadata-nested event-create-ttl
    event-create-severity-and-url event-create-bad-json thing-create-observed-at-text thing-create-unknown-field
    thing-create-state thing-create-deleted-at thing-update-observed-at-text thing-update-unknown-field
    thing-update-state thing-update-thing-id-missing thing-update-created-at thing-update-deleted-at
    thing-archive-observed-at-text thing-archive-unknown-field thing-archive-state
    thing-archive-thing-id-missing thing-archive-created-at thing-archive-deleted-at
    thing-delete-observed-at-text thing-delete-unknown-field thing-delete-state thing-delete-thing-id-missing
    thing-delete-created-at thing-create-thing-id thing-update-attrs-null thing-update-external-ids-null
    thing-update-external-ids-array thing-update-images-null thing-update-metadata-list thing-update-severity
    gateway-token-message-right-no-password
    `),
  },
];
