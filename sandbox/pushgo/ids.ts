// Ids that clients choose, and ids that the service makes (docs/services/pushgo.md#ids).
import { randomBytes } from 'node:crypto';
import { refuse } from './answers.ts';
import { trim } from './trim.ts';

export function makeId(): string {
  return randomBytes(16).toString('hex');
}

function readId(name: string, text: string, longest: number): string {
  const id = trim(text);
  if (id === '') refuse(`${name} must not be empty`);
  if (id.length > longest && Buffer.byteLength(id) > longest) refuse(`${name} is too long`);
  if (!/^[A-Za-z0-9_:-]+$/.test(id)) refuse(`${name} format is invalid`);
  return id;
}

export const readEntityId = (name: 'event_id' | 'thing_id', text: string): string => readId(name, text, 64);

/** The given one, or a new one. */
export const readOpId = (text: string | null): string => (text === null ? makeId() : readId('op_id', text, 128));
