import { expect } from 'vitest';
import type { PushgoTest } from '../support/pushgo.ts';

const event = { status: 'open', message: 'Full', severity: 'high' } as const;

/** Each sending tool with its route, the id that its result begins with, and the least that it takes. */
export const sendingTools = {
  pushgo_message_send: { path: '/message', id: 'message_id', least: { title: 'Hello' } },
  pushgo_event_create: { path: '/event/create', id: 'event_id', least: { title: 'Disk', ...event } },
  pushgo_event_update: { path: '/event/update', id: 'event_id', least: { event_id: 'disk-1', ...event } },
  pushgo_event_close: { path: '/event/close', id: 'event_id', least: { event_id: 'disk-1', ...event } },
  pushgo_thing_create: { path: '/thing/create', id: 'thing_id', least: {} },
  pushgo_thing_update: { path: '/thing/update', id: 'thing_id', least: { thing_id: 'rack-7' } },
  pushgo_thing_archive: { path: '/thing/archive', id: 'thing_id', least: { thing_id: 'rack-7' } },
  pushgo_thing_delete: { path: '/thing/delete', id: 'thing_id', least: { thing_id: 'rack-7' } },
} as const satisfies Record<string, { path: string; id: string; least: Record<string, string> }>;

export type SendingTool = keyof typeof sendingTools;
export const toolNames = Object.keys(sendingTools) as SendingTool[];
export const eventTools = toolNames.filter((name) => name.startsWith('pushgo_event'));
export const thingTools = toolNames.filter((name) => name.startsWith('pushgo_thing'));

export type Args = Record<string, unknown>;

/** A call with the least arguments and some more: accepted, and one request reached the gateway. Gives the result. */
export async function expectTaken({ call, arrivals }: PushgoTest, tool: SendingTool, args: Args = {}): Promise<Args> {
  const before = arrivals.length;
  const outcome = await call(tool, { ...sendingTools[tool].least, ...args });
  expect(outcome).toMatchObject({ result: { accepted: true } });
  expect(arrivals.length - before).toBe(1);
  return 'result' in outcome ? outcome.result : {};
}

/** A call that is refused with this sentence before anything is sent. */
export async function expectRefused(
  { call, arrivals }: PushgoTest,
  tool: SendingTool,
  args: Args,
  refused: unknown,
): Promise<void> {
  const before = arrivals.length;
  expect(await call(tool, { ...sendingTools[tool].least, ...args })).toEqual({ refused });
  expect(arrivals.length - before).toBe(0);
}
