import { afterEach, expect, test } from 'vitest';
import { ToolError } from '../../overrides/rule/failure.ts';
import { createSlots } from '../../src/upstream/slots.ts';
import { type Behaviour, type Double, startDouble, TOKEN } from '../support/double.ts';
import { connectRaw, type RawConnection } from '../support/raw.ts';

const open: (RawConnection | Double)[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function start(behaviour: Behaviour, env: Record<string, string> = {}) {
  const double = await startDouble({
    behaviour: (arrival, response) => (arrival.target.includes('version') ? undefined : behaviour(arrival, response)),
  });
  const server = await connectRaw({ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U', ...env });
  open.push(server, double);
  await server.ask('tools/call', { name: 'get_version', arguments: {} });
  return { double, server };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not happen.');
    await pause(5);
  }
}

const previewCall = { name: 'preview_push', arguments: { url_token: TOKEN } };
const createCall = { name: 'create_push', arguments: { payload: 'the payload' } };

test.each([
  [0, 12],
  [1, 1],
  [3, 3],
])('PWPUSH_MAX_CONCURRENT=%i lets %i of twelve requests through at once', async (cap, most) => {
  let [running, peak] = [0, 0];
  const { server } = await start(
    async () => {
      running += 1;
      peak = Math.max(peak, running);
      // Held until as many as may are there, and a little longer for one too many
      await until(() => peak >= most);
      await pause(40);
      running -= 1;
      return undefined;
    },
    { PWPUSH_MAX_CONCURRENT: String(cap) },
  );
  await Promise.all(Array.from({ length: 12 }, () => server.ask('tools/call', previewCall)));
  expect(peak).toBe(most);
});

test('a call that is cancelled while it waits is never sent, and is done with at once', async () => {
  let release: (() => void) | undefined;
  const { double, server } = await start(
    async ({ method }) => {
      if (method === 'GET')
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      return undefined;
    },
    { PWPUSH_MAX_CONCURRENT: '1' },
  );
  const first = server.ask('tools/call', previewCall);
  await until(() => double.count('GET', '/preview.json') === 1);
  const waiting = server.start('tools/call', createCall);
  await pause(30);
  server.notify('notifications/cancelled', { requestId: waiting, reason: 'enough' });
  await until(() => server.lines.some((line) => line.includes('"outcome":"cancelled"')));
  release?.();
  expect(await first).toHaveProperty('result.structuredContent');
  await server.ask('tools/call', { name: 'get_version', arguments: {} });
  expect(double.count('POST', '.json')).toBe(0);
});

test('cancelling closes the connection to the instance, and the audit line says so', async () => {
  let closedAt = 0;
  const { double, server } = await start((_, response) => {
    response.on('close', () => {
      closedAt = Date.now();
    });
    return null;
  });
  const id = server.start('tools/call', createCall);
  await until(() => double.count('POST', '/pushes.json') === 1);
  server.notify('notifications/cancelled', { requestId: id });
  await until(() => closedAt > 0);
  await until(() => server.lines.some((line) => line.includes('"audit"')));
  const audit = JSON.parse(server.lines.find((line) => line.includes('"audit"')) ?? '');
  expect(audit).toMatchObject({ tool: 'create_push', outcome: 'cancelled', arguments: { payload: '[masked]' } });
  await pause(100);
  expect(double.count('POST', '/pushes.json')).toBe(1);
  expect(server.received.filter((message) => message.includes(`"id":${id}`))).toEqual([]);
});

test('cancelling while a body comes, and while a repetition is waited for, ends both', async () => {
  let closed = false;
  const { double, server } = await start(({ target }, response) => {
    if (target.includes('/audit')) return { status: 429, headers: { 'retry-after': '20' } };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"url":');
    response.on('close', () => {
      closed = true;
    });
    return null;
  });
  const drip = server.start('tools/call', previewCall);
  const throttled = server.start('tools/call', { name: 'get_push_audit', arguments: { url_token: TOKEN } });
  await until(() => double.count('GET', '/preview.json') === 1 && double.count('GET', '/audit.json') === 1);
  await pause(30);
  for (const requestId of [drip, throttled]) server.notify('notifications/cancelled', { requestId });
  await until(() => closed);
  await pause(50);
  expect(double.count('GET', '/audit.json')).toBe(1);
});

test('a client that goes away takes its requests along', async () => {
  let closed = false;
  const { double, server } = await start((_, response) => {
    response.on('close', () => {
      closed = true;
    });
    return null;
  });
  server.start('tools/call', previewCall);
  await until(() => double.count('GET', '/preview.json') === 1);
  await server.close();
  await until(() => closed);
});

test('one cancelled call leaves the detection to the next', async () => {
  let held: (() => void) | undefined;
  const double = await startDouble({
    behaviour: async ({ target }) => {
      if (target.includes('version') && held === undefined)
        await new Promise<void>((resolve) => {
          held = resolve;
        });
      return undefined;
    },
  });
  const server = await connectRaw({ PWPUSH_BASE_URL: double.origin });
  open.push(server, double);
  const first = server.start('tools/call', previewCall);
  await until(() => held !== undefined);
  const second = server.ask('tools/call', previewCall);
  server.notify('notifications/cancelled', { requestId: first });
  expect(await second).toHaveProperty('result.structuredContent.url');
});

test('a task that waits past its deadline is refused unsent; the slot goes to the next', async () => {
  const slots = createSlots(1);
  const never = new AbortController().signal;
  const ran: string[] = [];
  let release: (() => void) | undefined;
  const holding = slots(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
    never,
    Date.now() + 5000,
  );
  const late = slots(async () => ran.push('late'), never, Date.now() + 30);
  await expect(late).rejects.toThrow(ToolError);
  const aborted = AbortSignal.abort(new Error('gone before'));
  await expect(slots(async () => ran.push('aborted'), aborted, Date.now() + 5000)).rejects.toThrow('gone before');
  const next = slots(async () => ran.push('next'), never, Date.now() + 5000);
  release?.();
  await Promise.all([holding, next]);
  expect(ran).toEqual(['next']);
  await expect(slots(() => Promise.reject(new Error('its own')), never, Date.now() + 5000)).rejects.toThrow('its own');
  expect(await slots(async () => 'goes on', never, Date.now() + 5000)).toBe('goes on');
});
