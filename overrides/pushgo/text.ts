// How the gateway measures text (docs/services/pushgo.md#values).
export { trim } from '../rule/trim.ts';

// See docs/services/pushgo.md#values
/** Length in bytes of UTF-8, which is what the gateway counts unless its rule says characters. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** Unicode scalar values. */
export function charactersOf(text: string): number {
  return [...text].length;
}
