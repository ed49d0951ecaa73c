/**
 * Whether a release such as `1.69.4` is the named one or newer. A release that is not known is older than any: the
 * version endpoint that tells it came with 1.51.10 (contract 0.2).
 */
export function isAtLeast(release: string | undefined, wanted: string): boolean {
  if (release === undefined) return false;
  const have = release.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, part] of wanted.split('.').entries()) {
    const difference = (have[index] ?? 0) - Number(part);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
