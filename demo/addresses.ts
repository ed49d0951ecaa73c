import type { Assistant } from './assistant.ts';

/** The address of a page of the sandbox, which the server names in its instructions. */
export function addressIn({ client }: Assistant, path: string): string {
  const found = (client.getInstructions() ?? '').split(/\s/).find((word) => word.includes(path));
  if (found === undefined) throw new Error(`The server names no ${path}.`);
  return found.replace(/[.;,]$/, '');
}
