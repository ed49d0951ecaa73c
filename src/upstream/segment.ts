import { ToolError } from '../../overrides/rule/failure.ts';

/**
 * Refuses a path value that would not stay one segment. `.` and `..` survive percent-encoding and still climb, and an
 * encoded `/` or `%` is decoded by some servers in between, so they are refused and not encoded.
 */
export function checkSegment(name: string, value: unknown): void {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === 'string' && /^[A-Za-z0-9_-]{1,256}$/.test(text)) return;
  throw new ToolError(
    'BAD_SEGMENT',
    `${name} holds characters that cannot stand in an address. It takes letters, digits, - and _.`,
  );
}
