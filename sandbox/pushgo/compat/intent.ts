// What the compatibility routes share (contract 1.13): the key in the path, and a message with nothing in it.
import { refuse } from '../answers.ts';
import type { JsonObject } from '../json-value.ts';
import type { MessageIntent } from '../message.ts';

const defaultTitle = 'Notification';

/** `<channel_id>:<password>`, split at the first colon. */
function readKey(key: string): { channel_id: string; password: string } {
  const colon = key.indexOf(':');
  const channelId = key.slice(0, Math.max(colon, 0)).trim();
  const password = key.slice(colon + 1).trim();
  if (channelId === '' || password === '') {
    refuse("compat key must be '<channel_id>:<password>'", 'compat_key_invalid');
  }
  return { channel_id: channelId, password };
}

/** The first that is not blank. */
export function firstText(...texts: readonly (string | null | undefined)[]): string | null {
  return texts.find((text) => text != null && text.trim() !== '') ?? null;
}

type Given = Partial<Omit<MessageIntent, 'title'>> & { title: string | null };

export function composeIntent(key: string, { title, ...given }: Given): MessageIntent {
  return {
    ...readKey(key),
    op_id: null,
    thing_id: null,
    occurred_at: null,
    body: null,
    severity: null,
    ttl: null,
    url: null,
    images: [],
    ciphertext: null,
    tags: [],
    metadata: null,
    ...given,
    title: title ?? defaultTitle,
  };
}

/** Metadata with the entries that are not blank. */
export function addMetadata(metadata: JsonObject | null, entries: Readonly<Record<string, string | null>>): JsonObject {
  const present = Object.entries(entries).flatMap(([key, value]): [string, string][] =>
    value === null || value.trim() === '' ? [] : [[key, value.trim()]],
  );
  return new Map([...(metadata ?? []), ...present]);
}
