/** SHA-256 of a text: it tells two texts apart and keeps neither. */
export function sha256(text: string, encoding: 'hex' | 'base64url' = 'hex'): string {
  // Loaded here and not above: it would add a twentieth to every start
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text, 'utf8').digest(encoding);
}
