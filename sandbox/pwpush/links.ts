// Where links of an instance point to: the base of its settings, or the host that the request named.
import type { Incoming } from '../http/serve.ts';
import type { Call } from './call.ts';
import { isEnabledLocale } from './locales.ts';
import type { Push } from './push.ts';

export function requestHost(request: Incoming): string {
  return request.headers['x-forwarded-host']?.split(',').at(-1)?.trim() ?? request.headers.host ?? '';
}

export function isSecure(request: Incoming): boolean {
  return request.headers['x-forwarded-proto']?.split(',')[0]?.trim() === 'https';
}

export function requestOrigin(request: Incoming): string {
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
