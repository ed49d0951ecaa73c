// How the gateway measures text (contract 2).
export { trim } from '../rule/trim.ts';

/** Length in bytes of UTF-8, which is what the gateway counts unless its rule says characters (contract 2). */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** Unicode scalar values. */
export function charactersOf(text: string): number {
  return [...text].length;
}
