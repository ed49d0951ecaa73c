import type { Dispatcher } from 'undici';

/** What is looked at of an answer. */
export type Fetched = Pick<Response, 'status' | 'ok' | 'headers'> & { readonly body: AsyncIterable<Uint8Array> | null };

/**
 * `fetch`, following no redirect, also for the ports that it refuses to browsers and so to us: 6666, where a gateway
 * listens by default, was one of chat servers long ago. undici, which asks no such question, is loaded for those alone.
 */
export async function fetchAnyPort(
  url: string,
  init: globalThis.RequestInit,
  dispatcher: Dispatcher | undefined,
): Promise<Fetched> {
  const through = dispatcher && { dispatcher };
  try {
    // The built-in fetch, which takes a dispatcher of undici 7 though its types do not say so
    const response = await fetch(url, { ...init, redirect: 'manual', ...through } as unknown as globalThis.RequestInit);
    return response as unknown as Fetched;
  } catch (error) {
    if (!isBadPort(error)) throw error;
  }
  const { request } = await import('undici');
  const outgoing = { method: init.method, headers: init.headers, body: init.body, signal: init.signal, ...through };
  const { statusCode, headers, body } = await request(url, outgoing as Parameters<typeof request>[1]);
  const pairs = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
  // No `Response`: that throws for statuses which a service should not have, and yet could
  return {
    status: statusCode,
    ok: statusCode >= 200 && statusCode < 300,
    headers: new Headers(pairs as [string, string][]),
    body,
  };
}

/** Comes up before anything is sent. */
function isBadPort(error: unknown): boolean {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error && cause.message === 'bad port';
}
