import picomatch from 'picomatch';

/** Longer than any list of tool names in braces; picomatch throws at 65,536. */
const LONGEST = 200;

export function matchesGlob(name: string, glob: string): boolean {
  return glob.length <= LONGEST && picomatch.isMatch(name, glob);
}
