// A live answer against a recorded one: everything but time and chance must be the same.
import { expect } from 'vitest';
import type { Exchange } from './recordings.ts';
import type { Reply } from './send.ts';
import type { Tokens } from './tokens.ts';

interface Context {
  tokens: Tokens;
  /** Host and port of the sandbox, in place of the recorded server's. */
  host: string;
}

const recordedHost = '127.0.0.1:5100';
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const downloadLink = /(\/pfb\/blobs\/redirect\/)[^/]+(\/[^/]+)$/;

/** The recorded value as the live one should be; where chance decides, the live value if it has the right form. */
function expected(recorded: unknown, live: unknown, context: Context): unknown {
  if (Array.isArray(recorded)) {
    const lives = Array.isArray(live) ? live : [];
    return recorded.map((entry, index) => expected(entry, lives[index], context));
  }
  if (typeof recorded === 'object' && recorded !== null) {
    const lives = typeof live === 'object' && live !== null ? (live as Record<string, unknown>) : {};
    // The token first: the links beside it name it.
    const entries = Object.entries(recorded).sort(([a], [b]) => Number(b === 'url_token') - Number(a === 'url_token'));
    return Object.fromEntries(entries.map(([key, value]) => [key, expectedField(key, value, lives[key], context)]));
  }
  return typeof recorded === 'string' ? expectedText(recorded, live, context) : recorded;
}

function expectedField(key: string, recorded: unknown, live: unknown, context: Context): unknown {
  if (key !== 'url_token') return expected(recorded, live, context);
  return context.tokens.match(String(recorded), String(live)) ? live : recorded;
}

function expectedText(recorded: string, live: unknown, { tokens, host }: Context): unknown {
  if (timestamp.test(recorded) && typeof live === 'string' && timestamp.test(live)) return live;
  const text = tokens.translate(recorded.replace(recordedHost, host));
  const signed = downloadLink.exec(String(live));
  return signed === null ? text : text.replace(downloadLink, signed[0]);
}

const mediaType = (contentType: string | undefined) => contentType?.split(';')[0]?.toLowerCase();

function describeHeaders(headers: Record<string, string>) {
  return {
    'content-type': mediaType(headers['content-type']),
    'cache-control': headers['cache-control'],
    location: headers.location,
    etag: 'etag' in headers,
    'retry-after': 'retry-after' in headers,
    'www-authenticate': headers['www-authenticate'],
  };
}

export function expectSame(reply: Reply, { response, request }: Exchange, context: Context): void {
  const { location } = response.headers;
  const headers = {
    ...response.headers,
    ...(location === undefined
      ? {}
      : { location: context.tokens.translate(location.replace(recordedHost, context.host)) }),
  };
  expect({ status: reply.status, ...describeHeaders(reply.headers) }).toEqual({
    status: response.status,
    ...describeHeaders(headers),
  });
  if (request.method === 'HEAD') return;
  if ('json' in response) {
    const live: unknown = JSON.parse(reply.text);
    expect(live).toStrictEqual(expected(response.json, live, context));
  } else if (/^<!DOCTYPE html>/i.test(response.text ?? '')) {
    // The page's own words are the project's own.
    expect(reply.text).toMatch(/^<!doctype html>/i);
  } else {
    expect(reply.text).toBe(response.text);
  }
}
