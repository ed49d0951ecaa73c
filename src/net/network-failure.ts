import type { NetworkReason } from '../../overrides/rule/failure.ts';

const REASONS: Readonly<Record<string, NetworkReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  CERT_HAS_EXPIRED: 'tls',
  CERT_NOT_YET_VALID: 'tls',
  CERT_REVOKED: 'tls',
  CERT_UNTRUSTED: 'tls',
  ECONNRESET: 'broken',
  EPIPE: 'broken',
  UND_ERR_SOCKET: 'broken',
};

/** Reasons that come up before a byte of the request has left. */
const UNSENT: ReadonlySet<NetworkReason> = new Set(['refused', 'name', 'unreachable', 'tls', 'no-tls', 'proxy']);

/**
 * What OpenSSL says where the other side speaks no TLS, or none that both know. All of it comes up while the connection is
 * made; other errors of TLS, such as a record that cannot be read, may follow a request that was sent.
 */
const NO_TLS =
  /wrong.version.number|packet.length.too.long|http.request|unsupported.protocol|alert.protocol.version|handshake.failure|unrecognized.name/i;

function isNoTls(code: unknown, message: string): boolean {
  return typeof code === 'string' && /^(?:EPROTO$|ERR_SSL_)/.test(code) && NO_TLS.test(`${code} ${message}`);
}

/** Why a request failed, from the error codes of Node and undici, and whether the request may have arrived. */
export function readNetworkFailure(error: unknown): { reason: NetworkReason; sent: boolean } {
  const reason = reasonOf(error, 0);
  return { reason, sent: !UNSENT.has(reason) };
}

function reasonOf(error: unknown, depth: number): NetworkReason {
  if (!(error instanceof Error) || depth > 4) return 'other';
  const { code } = error as { code?: unknown };
  const known = typeof code === 'string' ? REASONS[code] : undefined;
  // Later than that, a time-out of the socket may follow a request that was sent
  if (
    code === 'ETIMEDOUT' &&
    (error instanceof AggregateError || (error as NodeJS.ErrnoException).syscall === 'connect')
  )
    return 'unreachable';
  if (known) return known;
  if (isNoTls(code, error.message)) return 'no-tls';
  if (/^Proxy response/.test(error.message)) return 'proxy';
  return reasonOf(error.cause, depth + 1);
}
