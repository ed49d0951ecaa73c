/**
 * `Retry-After` as seconds or as an HTTP date (RFC 9110, 10.2.3). Takes the header and the present, gives whole seconds
 * from 0 to a day, or undefined where it cannot be read.
 */
export function readRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  if (Number.isNaN(seconds) || (!/^\d+$/.test(text) && !/^[A-Z][a-z]{2},? /.test(text))) return undefined;
  return Math.min(86_400, Math.max(0, Math.ceil(seconds)));
}
