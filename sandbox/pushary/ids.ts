// Opaque ids with a prefix, as in the vendor's examples.
import { randomBytes } from 'node:crypto';

export function makeId(prefix: string): string {
  return `${prefix}_${randomBytes(9).toString('hex')}`;
}
