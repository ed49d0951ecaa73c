// Where links of an instance point to: the base of its settings, or the host that the request named.
import type { IncomingMessage } from 'node:http';
import { type Call, headerOf } from './call.ts';
import { isEnabledLocale } from './locales.ts';
import type { Push } from './push.ts';

export function requestHost(request: IncomingMessage): string {
  return headerOf(request, 'x-forwarded-host')?.split(',').at(-1)?.trim() ?? request.headers.host ?? '';
}

export function isSecure(request: IncomingMessage): boolean {
  return headerOf(request, 'x-forwarded-proto')?.split(',')[0]?.trim() === 'https';
}

export function requestOrigin(request: IncomingMessage): string {
  return `${isSecure(request) ? 'https' : 'http'}://${requestHost(request)}`;
}

export function linkBase({ instance, request }: Call): string {
  return instance.settings.baseUrl ?? requestOrigin(request);
}

export function shareLink(call: Call, push: Push): string {
  const locale = call.query.get('push_locale') ?? '';
  const query = isEnabledLocale(locale) ? `?locale=${locale}` : '';
  return `${linkBase(call)}/p/${push.token}${push.retrievalStep ? '/r' : ''}${query}`;
}
