import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { Channels } from '../../overrides/rule/channels.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { ResourceBook } from '../../overrides/rule/resource-rule.ts';
import { cleanText } from '../policy/clean.ts';
import type { Scrubber } from '../policy/scrub.ts';

/** The resources of one service that is on. */
export interface ServedResources {
  readonly book: ResourceBook;
  readonly channels: Channels;
  /** Masks every secret there is at the time: somebody may have called a channel by its password. */
  readonly scrubber: () => Scrubber;
}

const mimeType = 'application/json';

export function listResources(served: readonly ServedResources[]) {
  return served.flatMap(({ book, channels, scrubber }) => {
    const resources = orProtocolError(() => book.list(channels));
    return scrubber().value(resources.map(({ name, ...rest }) => ({ ...rest, name: cleanText(name), mimeType })));
  });
}

export function listTemplates(served: readonly ServedResources[]) {
  return served.flatMap(({ book }) => book.templates.map((template) => ({ ...template, mimeType })));
}

/** The content of a resource. Throws a protocol error where there is none of that address. */
export function readResource(served: readonly ServedResources[], uri: string) {
  for (const { book, channels, scrubber } of served) {
    const document = orProtocolError(() => book.read(uri, channels));
    if (document) return { contents: [{ uri, mimeType, text: JSON.stringify(scrubber().value(document)) }] };
  }
  // The address is not repeated: it may hold anything. The error would repeat it, so it gets another word in its place
  throw new ResourceNotFoundError('unknown', 'There is no such resource.');
}

/** Resources have no results that are errors, so a refusal becomes an error of the protocol. */
function orProtocolError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ToolError) throw new ProtocolError(ProtocolErrorCode.InternalError, error.message);
    throw error;
  }
}
