// Tokens and links of pushes, as arguments and in answers. Neither is trusted: a link of another host would lead a person there
import * as z from 'zod';
import { ToolError } from '../rule/failure.ts';
import type { Slot } from '../rule/memory.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { baseUrl } from './settings.ts';

// Tokens of hosted instances may have any form: the only check is that a token neither ends a path segment nor leads out of it
// (docs/services/pwpush.md#addresses)
const TOKEN = /^[A-Za-z0-9_-]{1,128}$/;
const LINK_PATH =
  /^(?:\/[a-z]{2}(?:-[A-Za-z]{2,4})?)?\/(?:p|f|r|api\/v2\/pushes)\/([A-Za-z0-9_-]{1,128})(?:\/(?:r|preview|audit))?(?:\.json)?\/?$/;

// The literal routes beside `/p/{url_token}`: as a token they would name another operation
const RESERVED = new Set(['active', 'expired']);

/** Whether a text can be the token of a push, wherever it comes from. */
const isUrlToken = (text: string): boolean => TOKEN.test(text) && !RESERVED.has(text);

export const urlTokenArgument = () => z.string().max(4096).describe('Token or link of the push');

/** An http or https address; undefined for any other text. */
export function readWebAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/**
 * The link of a push in an answer, cut down to what a link of the service consists of: a web address whose path is the
 * token and a few short words, and a language. Undefined for anything else, which would be text that somebody else wrote.
 */
export function readLink(token: string, address: string | undefined): string | undefined {
  const url = readWebAddress(address ?? '');
  if (!url || url.username || url.password) return undefined;
  const [, ...segments] = url.pathname.split('/');
  const isPlain = segments.length <= 5 && segments.every((part) => part === token || /^[A-Za-z-]{0,12}$/.test(part));
  if (!isPlain || !segments.includes(token) || url.host.length > 255) return undefined;
  const locale = url.searchParams.get('locale') ?? '';
  return `${url.origin}${url.pathname}${/^[A-Za-z-]{2,10}$/.test(locale) ? `?locale=${locale}` : ''}`;
}

/** A push in an answer, without its link where that is none; undefined where its token is none. */
export function readPush<P extends { url_token?: string; html_url?: string }>(
  push: P,
): (P & { url_token: string }) | undefined {
  const { html_url, url_token, ...others } = push;
  if (url_token === undefined || !isUrlToken(url_token)) return undefined;
  const link = readLink(url_token, html_url);
  return { ...others, url_token, ...(link !== undefined && { html_url: link }) } as P & { url_token: string };
}

/** Origins of links that the instance handed out to this caller. For a day: operators can set another one. */
const linkOrigins: Slot<readonly string[]> = { name: 'link-origins', lifetime: 24 * 3_600_000, most: 1 };

/** An instance hands out links under its own address and perhaps under one other: more than enough. */
const MOST_ORIGINS = 7;

/**
 * Remembers under which origin the instance hands out its links (`override_base_url`, docs/services/pwpush.md#preview),
 * so that they are taken as arguments later. Gives a warning where it is not the configured one
 * (docs/services/pwpush.md#links).
 */
export async function rememberLink(link: string, ctx: ToolContext): Promise<string[]> {
  const { origin } = new URL(link);
  if (origin === ctx.service.origin) return [];
  await ctx.state.update(linkOrigins, '', (origins = []) =>
    origins.length < MOST_ORIGINS && !origins.includes(origin) ? [...origins, origin] : origins,
  );
  const configured = ctx.service.nameOf(baseUrl);
  return [`The link points to another host than ${configured}. Check that it is the right one before passing it on.`];
}

/**
 * The token in a `url_token` argument: the token itself, or a link of the configured instance. Throws a `ToolError` for a
 * link of any other origin, and for what is no token at all.
 */
export async function readUrlToken(argument: string, ctx: ToolContext): Promise<string> {
  const text = argument.trim();
  if (isUrlToken(text)) return text;
  const url = /^https?:\/\//i.test(text) ? readWebAddress(text) : undefined;
  const token = url && LINK_PATH.exec(url.pathname)?.[1];
  if (!url || !token || RESERVED.has(token)) {
    throw new ToolError(
      'BAD_TOKEN',
      'url_token is neither the token of a push (letters, digits, - and _) nor a link to one. Pass the last part of the link, after /p/.',
    );
  }
  const isOwn = url.origin === ctx.service.origin || (await ctx.state.get(linkOrigins, ''))?.includes(url.origin);
  if (url.username || url.password || !isOwn) {
    throw new ToolError(
      'OTHER_HOST',
      `That link belongs to another host than the configured instance ${ctx.service.origin}. If the push is on that instance, pass its token instead: ${token}`,
    );
  }
  return token;
}
