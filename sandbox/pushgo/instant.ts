// Points in time as clients send them: milliseconds, or seconds where the number is too small to be milliseconds.
import { trim } from './trim.ts';

/** Milliseconds; of 64 bits, hence no number. */
export type Instant = bigint;

const secondsBelow = 1_000_000_000_000n;
const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);

export type ReadInstant = { instant: Instant | null } | { fault: string };

export function instantOfInteger(value: bigint): ReadInstant {
  if (value > largest) return { fault: 'out of range integral type conversion attempted' };
  const magnitude = value < 0n ? -value : value;
  const scaled = magnitude < secondsBelow ? value * 1000n : value;
  return { instant: scaled };
}

/** Blank text is no instant, docs/services/pushgo.md#instants. */
export function instantOfText(text: string): ReadInstant {
  const digits = trim(text);
  if (digits === '') return { instant: null };
  if (!/^[+-]?[0-9]+$/.test(digits)) return { fault: 'invalid digit found in string' };
  const value = BigInt(digits.replace(/^\+/, ''));
  if (value > largest) return { fault: 'number too large to fit in target type' };
  if (value < smallest) return { fault: 'number too small to fit in target type' };
  return instantOfInteger(value);
}
