import * as z from 'zod';
import { Refusal } from '../rule/failure.ts';
import type { ToolContext } from '../rule/tool-rule.ts';

// Hosted tokens are opaque, so only what cannot climb or end a path segment is checked (contract 1)
const TOKEN = /^[A-Za-z0-9_-]{1,128}$/;
const LINK_PATH =
  /^(?:\/[a-z]{2}(?:-[A-Za-z]{2,4})?)?\/(?:p|f|r|api\/v2\/pushes)\/([A-Za-z0-9_-]{1,128})(?:\/(?:r|preview|audit))?(?:\.json)?\/?$/;

// The literal routes beside `/p/{url_token}`: as a token they would name another operation
const RESERVED = new Set(['active', 'expired']);

/** Whether a text can be the token of a push, whoever said so. */
export const isUrlToken = (text: string): boolean => TOKEN.test(text) && !RESERVED.has(text);

export const urlTokenArgument = () => z.string().max(4096).describe('Token or link of the push');

function originsOf(ctx: ToolContext): Set<string> {
  const known = ctx.memory.get('origins');
  if (known instanceof Set) return known as Set<string>;
  const origins = new Set([ctx.service.origin]);
  ctx.memory.set('origins', origins);
  return origins;
}

/** Whether an answer's link is a web address with the push's token in its path. Any other text is no link to pass on. */
export function isLinkTo(token: string, link: string | undefined): link is string {
  const url = link === undefined ? null : parse(link);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password === '' &&
    url.pathname.split(/[/.]/).includes(token)
  );
}

/** Remembers under which origin the instance hands out its links (`override_base_url`, contract 3.4), and gives it. */
export function rememberLink(link: string | undefined, ctx: ToolContext): string | undefined {
  const url = link === undefined ? null : parse(link);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  originsOf(ctx).add(url.origin);
  return url.origin;
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/**
 * The token in a `url_token` argument: the token itself, or a link of the configured instance. Throws a `Refusal` for a
 * link of any other origin, and for what is no token at all.
 */
export function readUrlToken(input: string, ctx: ToolContext): string {
  const text = input.trim();
  if (isUrlToken(text)) return text;
  const url = /^https?:\/\//i.test(text) ? parse(text) : null;
  const token = url ? LINK_PATH.exec(url.pathname)?.[1] : undefined;
  if (!url || !token || RESERVED.has(token)) {
    throw new Refusal(
      'BAD_TOKEN',
      'url_token is neither the token of a push (letters, digits, - and _) nor a link to one. Pass the last part of the link, after /p/.',
    );
  }
  if (url.username || url.password || !originsOf(ctx).has(url.origin)) {
    throw new Refusal(
      'OTHER_HOST',
      `That link belongs to another host than the configured instance ${ctx.service.origin}. If the push is on that instance, pass its token instead: ${token}`,
    );
  }
  return token;
}
