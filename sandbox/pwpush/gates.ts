// What every request passes before anything looks at its path, in this order.
import { HttpError } from '../http/answer.ts';
import { hostName, isLoopback } from '../http/hosts.ts';
import type { Incoming } from '../http/serve.ts';
import { answerEmptyPage, answerRedirect, answerText } from './answers.ts';
import { type Instance, visitorAddress } from './call.ts';
import { isSecure, requestHost } from './links.ts';

type Gate = (instance: Instance, request: Incoming) => void;

function isAllowed({ settings, hosts }: Instance, host: string): boolean {
  const name = hostName(host);
  if (settings.allowedHosts.length > 0) return settings.allowedHosts.includes(name);
  return isLoopback(host) || hosts.includes(name);
}

// A foreign page can add any `X-Forwarded-Host`, so that name is checked in addition to `Host`, not in place of it.
const checkHost: Gate = (instance, request) => {
  const names = [request.headers.host ?? '', requestHost(request)];
  if (!names.every((name) => isAllowed(instance, name))) throw new HttpError(answerEmptyPage(403));
};

const checkTransport: Gate = ({ settings }, request) => {
  if (!settings.forceSsl || isSecure(request)) return;
  const status = request.method === 'GET' || request.method === 'HEAD' ? 301 : 308;
  throw new HttpError(answerRedirect(status, `https://${requestHost(request)}${request.url ?? '/'}`));
};

const checkRate: Gate = ({ throttles, now }, request) => {
  const address = visitorAddress(request);
  const waits = [throttles.minute, throttles.second].map((throttle) => throttle.count(address, now()));
  const wait = waits.find((seconds) => seconds !== null) ?? null;
  if (wait !== null) throw new HttpError(answerText(429, 'Retry later\n', { 'retry-after': String(wait) }));
};

export const gates: readonly Gate[] = [checkHost, checkTransport, checkRate];
