// What a person sees of the device.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';
import { anEvent, post } from './client.ts';

let sandbox: PushgoSandbox;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00.000Z');
  sandbox = await startPushgoSandbox({ now: () => now });
});
afterEach(() => sandbox.close());

const visit = async () => (await fetch(`${sandbox.origin}/sandbox/device`)).text();
const headings = (page: string) => Array.from(page.matchAll(/<h2[^>]*>([^<]*)</g), ([, title]) => title);

describe('the page of the device', () => {
  test('says so when nothing has arrived', async () => {
    expect(await visit()).toContain('Nothing has arrived yet.');
  });

  test('shows what has arrived, newest first, and takes nothing away', async () => {
    await post(sandbox, '/message', { title: 'First', body: 'Body', tags: ['tag'], url: 'https://example.org/' });
    now = new Date('2026-11-21T12:05:00.000Z');
    await post(sandbox, '/thing/create', { title: 'Rack 7', observed_at: 1710000000 });
    const page = await visit();
    expect(headings(page)).toEqual(['Rack 7', 'First']);
    expect(page).toContain('5 min ago');
    expect(page).toContain('<a href="https://example.org/"');
    expect(await visit()).toBe(page);
    expect(sandbox.pull()).toHaveLength(2);
    expect(headings(await visit())).toEqual([]);
  });

  test('shows an event once, with its steps and where it stands', async () => {
    const { data } = await post(sandbox, '/event/create', anEvent);
    const later = { event_id: data.event_id, event_time: 1710000600, severity: 'low' };
    expect(await visit()).toContain('>Ongoing<');
    await post(sandbox, '/event/close', { ...later, status: 'resolved', message: 'Emptied' });
    const page = await visit();
    expect(headings(page)).toEqual(['Disk']);
    expect(page).toContain('>Closed<');
    expect(page.indexOf('Emptied')).toBeLessThan(page.indexOf('Full'));
  });

  test('tells when things happened, and not when they arrived', async () => {
    const at = (time: string) => new Date(`2026-11-21T${time}:00.000Z`).getTime();
    const { data } = await post(sandbox, '/event/create', { ...anEvent, event_time: at('11:38') });
    const later = { event_id: data.event_id, severity: 'low', status: 'resolved', message: 'Emptied' };
    await post(sandbox, '/event/update', { ...later, event_time: at('11:50') });
    await post(sandbox, '/message', { title: 'Early', occurred_at: at('09:00') });
    await post(sandbox, '/message', { title: 'To come', occurred_at: at('13:00') });
    const ages = Array.from((await visit()).matchAll(/<time[^>]*>([^<]*)</g), ([, age]) => age);
    const started = '2026-11-21 11:38 UTC';
    expect(ages).toEqual(['2026-11-21 13:00 UTC', '3 h ago', '10 min ago', '10 min ago', '22 min ago', started]);
  });

  test('shows the Markdown of a message', async () => {
    await post(sandbox, '/message', { title: 'Build', body: '**All** green\n- one' });
    expect(await visit()).toContain('<p><strong>All</strong> green</p><ul class="points"><li>one</li></ul>');
  });

  test('shows a thing as its changes have left it', async () => {
    const { data } = await post(sandbox, '/thing/create', {
      title: 'Rack 7',
      observed_at: 1710000000,
      attrs: { door: 'closed', temperature: 21.5 },
    });
    await post(sandbox, '/thing/update', { thing_id: data.thing_id, observed_at: 1, attrs: { temperature: 24 } });
    const page = await visit();
    expect(headings(page)).toEqual(['Rack 7']);
    expect(page).toContain('<dt dir="auto">temperature</dt><dd dir="auto">24</dd>');
    expect(page).toContain('<dt dir="auto">door</dt><dd dir="auto">closed</dd>');
  });

  test('escapes whatever was sent, and links to nothing but the web', async () => {
    const attack = `"><script>alert(1)</script><img src=x onerror='alert(1)'>`;
    const common = {
      title: attack,
      tags: [attack],
      images: [attack, 'javascript:alert(1)'],
      metadata: { [attack.slice(0, 60)]: attack },
    };
    await post(sandbox, '/message', {
      ...common,
      body: attack,
      url: 'javascript://example.org/%0aalert(1)',
      ciphertext: attack,
    });
    const event = { ...anEvent, ...common, message: attack, status: attack.slice(0, 24), description: attack };
    expect((await post(sandbox, '/event/create', { ...event, attrs: { [attack]: { [attack]: attack } } })).status).toBe(
      200,
    );
    const thing = { ...common, observed_at: 1, primary_image: 'https://x.example/"onx="', external_ids: { a: attack } };
    const location = { location_type: 'physical', location_value: attack };
    expect((await post(sandbox, '/thing/create', { ...thing, ...location, attrs: { name: attack } })).status).toBe(200);
    const channel = { channel_name: attack, channel_id: sandbox.channel.id };
    expect((await post(sandbox, '/channel/rename', channel)).status).toBe(200);
    const page = await visit();
    expect(page).not.toMatch(/<script|<img|onerror='|href="javascript|"onx="/);
    expect(page).toContain('&lt;script&gt;');
  });

  test('takes times that are no dates', async () => {
    await post(sandbox, '/event/create', { ...anEvent, event_time: '9223372036854775807' });
    expect(await visit()).toContain('9223372036854775807');
  });

  test('runs no script and loads nothing, and its policy names its one style', async () => {
    const response = await fetch(`${sandbox.origin}/sandbox/device`);
    const style = /<style>([^<]*)<\/style>/.exec(await response.text())?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('is found from the start page', async () => {
    expect(await (await fetch(sandbox.origin)).text()).toContain('href="/sandbox/device"');
  });
});
