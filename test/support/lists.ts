// The tools as they were generated, by service and by what they do. test/lists.test.ts alone says which they are and how many.
import { type ServedTool, served } from '../../generated/served.ts';

export type Toolset = 'pwpush' | 'pushgo' | 'pushary';
export const toolsets: readonly Toolset[] = ['pwpush', 'pushgo', 'pushary'];

const toolsOf = (...of: Toolset[]): ServedTool[] => served.filter(({ toolset }) => of.includes(toolset as Toolset));
const isReading = ({ effect }: ServedTool) => effect === 'read';

/** Names in the order in which a client is given them. */
export const namesOf = (...of: Toolset[]): string[] => toolsOf(...of).map(({ name }) => name);
/** Those that are left where a service is set to read only. */
export const readingOf = (...of: Toolset[]): string[] =>
  toolsOf(...of)
    .filter(isReading)
    .map(({ name }) => name);
export const writingOf = (...of: Toolset[]): string[] =>
  toolsOf(...of)
    .filter((tool) => !isReading(tool))
    .map(({ name }) => name);
