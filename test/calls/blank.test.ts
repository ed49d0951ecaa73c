// A text of white space is as good as none: no tool sends a title, a name or a text that nobody can see.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';

let pushgo: PushgoTest;
let others: Connection;
beforeAll(async () => {
  pushgo = await startPushgo();
  // Nobody listens there: what is refused is refused here
  others = await connect({
    PWPUSH_BASE_URL: 'http://127.0.0.1:9',
    PUSHARY_BASE_URL: 'http://127.0.0.1:9',
    PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789',
  });
});
afterAll(async () => {
  await others.close();
  await pushgo.close();
});

type Schema = { readonly type?: string; readonly enum?: readonly string[] };
const blanks = ['', ' ', ' \n\t', '\u00a0\u2003'];

/** Taken as they are, and judged by the tool. */
const secrets = ['payload', 'url_token'];

/** Texts that a tool wants and that are no secrets, by tool. */
const wanted = served.flatMap(({ name, inputSchema }) => {
  const properties = inputSchema.properties as Readonly<Record<string, Schema>>;
  const required = (inputSchema.required ?? []) as readonly string[];
  const texts = required.filter((field) => properties[field]?.type === 'string' && !secrets.includes(field));
  return texts.map((field) => [name, field] as const);
});

test.each(wanted)('%s with a blank %s asks for it', async (tool, field) => {
  const { call } = tool.startsWith('pushgo_') ? pushgo.connection : others;
  for (const blank of blanks) {
    const outcome = await call(tool, { [field]: blank });
    expect('refused' in outcome && outcome.refused).toContain(`${field} is required.`);
  }
  expect(pushgo.arrivals).toEqual([]);
});

const event = { event_id: 'disk-1', status: 'open', message: 'Full', severity: 'high' };
test.each([
  ['pushgo_event_update', event, 'Event disk-1'],
  ['pushgo_event_close', event, 'Event disk-1'],
  ['pushgo_thing_update', { thing_id: 'rack-7' }, 'Object rack-7'],
  ['pushgo_thing_update', { thing_id: 'rack-7', attrs: { name: 'Rack' } }, 'Rack'],
  ['pushgo_thing_archive', { thing_id: 'rack-7' }, 'Object rack-7'],
  ['pushgo_thing_delete', { thing_id: 'rack-7' }, 'Object rack-7'],
] as const)('%s %j with a blank title has the one that devices make', async (tool, args, title) => {
  for (const blank of blanks) {
    await pushgo.call(tool, { ...args, title: blank });
    expect(pushgo.sandbox.pull()).toMatchObject([{ payload: { title } }]);
  }
  pushgo.arrivals.length = 0;
});
