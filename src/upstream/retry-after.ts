/**
 * `Retry-After` as seconds or as an HTTP date (RFC 9110, 10.2.3). Takes the header and the present, gives whole seconds
 * from 0 to a day, or undefined where it cannot be read.
 */
export function readRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now);
  return Number.isNaN(seconds) ? undefined : Math.min(86_400, Math.max(0, Math.ceil(seconds)));
}

function secondsUntil(date: string, now: Date): number {
  // `Date.parse` takes far more than a date of HTTP
  return /^[A-Z][a-z]{2},? /.test(date) ? (Date.parse(date) - now.getTime()) / 1000 : Number.NaN;
}
