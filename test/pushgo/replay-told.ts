// What a tool may and has to tell.
import { expect } from 'vitest';
import type { Call, Exchange } from './replay.ts';
import type { Told } from './replay-server.ts';

/** Neither the password of the call nor the gateway token is in the outcome, in an audit line or in a log. */
export function expectNoSecret({ text }: Told, { password, token }: Call): void {
  for (const secret of [String(password ?? '').trim(), token ?? '']) {
    if (secret === '') continue;
    expect(text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)), 'a secret came out').toBe(
      false,
    );
  }
}

export function refusalOf({ outcome }: Told): string {
  expect(outcome).toHaveProperty('refused');
  return 'refused' in outcome ? outcome.refused : '';
}

/** What a tool tells of a recorded 200. */
export function resultOf({ response }: Exchange, { idName }: Call, key: unknown): object {
  const { data } = response.json as { data: Readonly<Record<string, unknown>> };
  const { [idName]: id, accepted, channel_id, thing_id } = data;
  return { [idName]: id, op_id: key, accepted, channel_id, ...(thing_id !== undefined && { thing_id }) };
}
