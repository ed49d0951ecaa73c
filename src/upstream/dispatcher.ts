import { readFileSync } from 'node:fs';
import type { Dispatcher } from 'undici';
import { isLoopback } from '../net/loopback.ts';
import type { Secret } from '../policy/secret.ts';

export interface ConnectionOptions {
  readonly verifyTls: boolean;
  /** PEM file whose authorities are trusted in place of the built-in ones. */
  readonly caBundle?: string;
  /** Addresses of proxies may hold a password. */
  readonly httpProxy?: Secret;
  readonly httpsProxy?: Secret;
  readonly noProxy?: string;
}

/**
 * A dispatcher for the built-in `fetch` to one origin where TLS or proxy options ask for one, else undefined. undici is
 * loaded only then: it takes longer to import than a whole call.
 */
export async function createDispatcher(options: ConnectionOptions, origin: string): Promise<Dispatcher | undefined> {
  const { verifyTls, caBundle, httpProxy, httpsProxy, noProxy } = options;
  // A proxy would look for a loopback address on its own machine
  const usesProxy = (httpProxy !== undefined || httpsProxy !== undefined) && !isLoopback(origin);
  if (verifyTls && caBundle === undefined && !usesProxy) return undefined;
  const undici = await import('undici');
  const tls = { rejectUnauthorized: verifyTls, ...(caBundle !== undefined && { ca: readFileSync(caBundle, 'utf8') }) };
  if (!usesProxy) return new undici.Agent({ connect: tls });
  // Empty strings keep undici from reading the environment by itself
  return new undici.EnvHttpProxyAgent({
    httpProxy: httpProxy?.reveal() ?? '',
    httpsProxy: httpsProxy?.reveal() ?? '',
    noProxy: noProxy ?? '',
    connect: tls,
    requestTls: tls,
  });
}
