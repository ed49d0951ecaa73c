import { readFileSync } from 'node:fs';
import type { HttpClient } from '../net/http.ts';
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

/** The HTTP client for one origin. The client is loaded here, with the first request: starting does without it. */
export async function connectTo(origin: string, options: ConnectionOptions): Promise<HttpClient> {
  const { verifyTls, caBundle, httpProxy, httpsProxy, noProxy = '' } = options;
  const { createHttpClient } = await import('../net/http.ts');
  const route = {
    verifyTls,
    ca: caBundle === undefined ? undefined : readFileSync(caBundle, 'utf8'),
    httpProxy: httpProxy?.reveal() ?? '',
    httpsProxy: httpsProxy?.reveal() ?? '',
    noProxy,
  };
  return createHttpClient(route, origin);
}
