import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { ResourceBook } from '../../overrides/rule/resource-rule.ts';
import type { ToolContext } from '../../overrides/rule/tool-rule.ts';
import { cleanText } from '../policy/clean.ts';
import type { Scrubber } from '../policy/scrub.ts';

/** The resources of one service that is on. */
export interface ServedResources {
  readonly book: ResourceBook;
  /** What the book may ask of the server in a request that ends with this signal. */
  readonly context: (signal: AbortSignal) => ToolContext;
  /** Masks every secret there is at the time: somebody may have called a channel by its password. */
  readonly scrubber: () => Scrubber;
}

const mimeType = 'application/json';

export async function listResources(served: readonly ServedResources[], signal: AbortSignal) {
  const lists = served.map(async ({ book, context, scrubber }) => {
    const resources = await orProtocolError(() => book.list(context(signal)));
    return scrubber().value(resources.map(({ name, ...rest }) => ({ ...rest, name: cleanText(name), mimeType })));
  });
  return (await Promise.all(lists)).flat();
}

export function listTemplates(served: readonly ServedResources[]) {
  return served.flatMap(({ book }) => book.templates.map((template) => ({ ...template, mimeType })));
}

/** The content of a resource. Throws a protocol error where there is none of that address. */
export async function readResource(served: readonly ServedResources[], uri: string, signal: AbortSignal) {
  for (const { book, context, scrubber } of served) {
    const document = await orProtocolError(() => book.read(uri, context(signal)));
    if (document) return { contents: [{ uri, mimeType, text: JSON.stringify(scrubber().value(document)) }] };
  }
  // The address is not repeated: it may hold anything. The error would repeat it, so it gets another word in its place
  throw new ResourceNotFoundError('unknown', 'There is no such resource.');
}

/** Resources have no results that are errors, so a refusal becomes an error of the protocol. */
async function orProtocolError<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ToolError) throw new ProtocolError(ProtocolErrorCode.InternalError, error.message);
    throw error;
  }
}
