// What every request passes before anything looks at its path, in this order.

import type { IncomingMessage } from 'node:http';
import { answerEmptyPage, answerRedirect, answerText, Refusal } from './answers.ts';
import { type Instance, visitorAddress } from './call.ts';
import { isSecure, requestHost } from './links.ts';

type Gate = (instance: Instance, request: IncomingMessage) => void;

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function isAllowed({ settings, hosts }: Instance, host: string): boolean {
  const name = hostName(host);
  if (settings.allowedHosts.length > 0) return settings.allowedHosts.includes(name);
  return loopback.has(name) || hosts.includes(name);
}

// A page of a foreign site whose name was made to resolve to loopback (DNS rebinding) sends its own name as host.
// It can add a forwarded host at will, so that one comes in addition and not in place.
const checkHost: Gate = (instance, request) => {
  const names = [request.headers.host ?? '', requestHost(request)];
  if (!names.every((name) => isAllowed(instance, name))) throw new Refusal(answerEmptyPage(403));
};

const checkTransport: Gate = ({ settings }, request) => {
  if (!settings.forceSsl || isSecure(request)) return;
  const status = request.method === 'GET' || request.method === 'HEAD' ? 301 : 308;
  throw new Refusal(answerRedirect(status, `https://${requestHost(request)}${request.url ?? '/'}`));
};

const checkRate: Gate = ({ throttles, now }, request) => {
  const address = visitorAddress(request);
  const waits = [throttles.minute, throttles.second].map((throttle) => throttle.count(address, now()));
  const wait = waits.find((seconds) => seconds !== null) ?? null;
  if (wait !== null) throw new Refusal(answerText(429, 'Retry later\n', { 'retry-after': String(wait) }));
};

export const gates: readonly Gate[] = [checkHost, checkTransport, checkRate];
