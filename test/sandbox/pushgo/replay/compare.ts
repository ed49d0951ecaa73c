// A live answer against a recorded one: everything but time and chance must be the same.
import { expect } from 'vitest';
import type { Reply } from '../../replay/send.ts';
import { isId, type Names } from './names.ts';
import type { Exchange } from './recordings.ts';

/** When the recording was made; the replay has the same clock. */
export const recordedAt = 1795240395000;
const minutes = 10 * 60 * 1000;
const longestLife = 30 * 24 * 60 * 60 * 1000;

/** An instant that the service took from its clock, as it is or as the end of the longest life. */
function isServerTime(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const since = Number(text) - recordedAt;
  return Math.abs(since) < minutes || Math.abs(since - longestLife) < minutes;
}

/** The recorded value as the live one should be; where chance decides, the live value if it has the right form. */
export function expected(recorded: unknown, live: unknown, names: Names): unknown {
  if (Array.isArray(recorded)) {
    const lives = Array.isArray(live) ? live : [];
    return recorded.map((entry, index) => expected(entry, lives[index], names));
  }
  if (typeof recorded === 'object' && recorded !== null) {
    const lives = typeof live === 'object' && live !== null ? (live as Record<string, unknown>) : {};
    return Object.fromEntries(
      Object.entries(recorded).map(([key, value]) => [key, expected(value, lives[key], names)]),
    );
  }
  return typeof recorded === 'string' ? expectedText(recorded, live, names) : recorded;
}

function expectedText(recorded: string, live: unknown, names: Names): unknown {
  if (typeof live !== 'string') return recorded;
  if (isId(recorded)) return names.match(recorded, live) ? live : recorded;
  if (isServerTime(recorded) && isServerTime(live)) return live;
  return names.translate(recorded);
}

function describeHeaders(headers: Record<string, string>) {
  return {
    'content-type': headers['content-type'],
    'content-language': headers['content-language'],
    allow: headers.allow,
    'x-request-id': isId(headers['x-request-id'] ?? ''),
  };
}

export function expectSame(reply: Reply, { response }: Exchange, names: Names): void {
  expect({ status: reply.status, ...describeHeaders(reply.headers) }).toEqual({
    status: response.status,
    ...describeHeaders(response.headers),
  });
  if (!('json' in response)) {
    expect(reply.text).toBe(response.text);
    return;
  }
  const live = JSON.parse(reply.text) as { problem?: { request_id?: string } };
  expect(live).toStrictEqual(expected(response.json, live, names));
  const named = live.problem?.request_id;
  if (named !== undefined) expect(named).toBe(reply.headers['x-request-id']);
}

/** The recorded exchange with the texts of the live failure: what is left to compare are status, codes and headers. */
export function withTextsOf(reply: Reply, exchange: Exchange): Exchange {
  const { error } = JSON.parse(reply.text) as { error: string };
  const { json, ...response } = exchange.response;
  const recorded = json as { problem: object };
  return {
    ...exchange,
    response: { ...response, json: { ...recorded, error, problem: { ...recorded.problem, detail: error } } },
  };
}
