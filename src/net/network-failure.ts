// Reads the errors of Node and undici: why a request failed, and whether it may have arrived.
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

/** @returns why the request failed; `sent`: it may have arrived */
export function readNetworkFailure(error: unknown): { reason: NetworkReason; sent: boolean } {
  const reason = reasonOf(error, 0);
  return { reason, sent: !UNSENT.has(reason) };
}

function reasonOf(error: unknown, depth: number): NetworkReason {
  if (!(error instanceof Error) || depth > 4) return 'other';
  const { code = '', message, syscall } = error as NodeJS.ErrnoException;
  // Once there is a connection, a socket may also time out after the request was sent
  const isConnecting = error instanceof AggregateError || syscall === 'connect';
  if (code === 'ETIMEDOUT' && isConnecting) return 'unreachable';
  const reason = REASONS[code];
  if (reason) return reason;
  if (/^(?:EPROTO$|ERR_SSL_)/.test(code) && NO_TLS.test(`${code} ${message}`)) return 'no-tls';
  if (message.startsWith('Proxy response')) return 'proxy';
  return reasonOf(error.cause, depth + 1);
}
