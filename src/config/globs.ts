import picomatch from 'picomatch';
import { closest } from '../closest.ts';
import { type Problems, printable, readList } from './values.ts';

/** Longer than any list of tool names in braces; picomatch throws at 65,536. */
const LONGEST = 200;

export function matchesGlob(name: string, glob: string): boolean {
  return glob.length <= LONGEST && picomatch.isMatch(name, glob);
}

/** The globs of a list, each of which has to match a tool: one with a typing error would switch off in silence. */
export function readGlobs(
  name: string,
  value: string | undefined,
  tools: readonly string[],
  problems: Problems,
): string[] {
  const globs = readList(name, value, problems);
  for (const glob of globs) {
    if (!tools.some((tool) => matchesGlob(tool, glob)))
      problems.add(`${name} names ${printable(glob)}, which matches no tool.${closest(glob, tools)}`, undefined);
  }
  return globs;
}
