// Reads the errors of Node and undici: why a request failed, and whether it may have arrived.
import type { NetworkReason } from '../../overrides/rule/failure.ts';

const CODES: readonly (readonly [NetworkReason, RegExp])[] = [
  ['refused', /^ECONNREFUSED$/],
  ['name', /^(?:ENOTFOUND|EAI_AGAIN)$/],
  ['unreachable', /^(?:ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|UND_ERR_CONNECT_TIMEOUT)$/],
  ['tls', /^(?:ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/],
  ['tls', /^(?:UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?)$/],
  ['tls', /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID|REVOKED|UNTRUSTED)$/],
  ['broken', /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/],
];

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
  const [reason] = CODES.find(([, codes]) => codes.test(code)) ?? [];
  if (reason) return reason;
  if (/^(?:EPROTO$|ERR_SSL_)/.test(code) && NO_TLS.test(`${code} ${message}`)) return 'no-tls';
  if (message.startsWith('Proxy response')) return 'proxy';
  return reasonOf(error.cause, depth + 1);
}
