// What a person sees and does, without JavaScript.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { send } from '../replay/send.ts';
import { answerOnPhone, type Site, startSite } from './support.ts';

const look = async ({ phoneUrl }: Site, path = '') => (await fetch(phoneUrl + path)).text();

/** Posts as given, where fetch would set headers by itself. */
async function post(site: Site, id: string, headers: Record<string, string>) {
  const { status } = await send(site.origin, {
    method: 'POST',
    path: `/sandbox/phone/questions/${id}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: Buffer.from('answer=yes'),
  });
  return status;
}

describe('the phone', () => {
  test('is where the address of the sandbox leads', async () => {
    const site = await startSite();
    expect(site.phoneUrl).toBe(`${site.origin}/sandbox/phone`);
    const response = await fetch(site.origin);
    expect(response.url).toBe(site.phoneUrl);
    expect(await response.text()).toContain('Nothing has arrived yet.');
  });

  test('runs no script, loads nothing, keeps nothing and is in no frame', async () => {
    const site = await startSite();
    await site.ask();
    const response = await fetch(site.phoneUrl);
    const page = await response.text();
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page).not.toMatch(/<script|<img|<link|\son\w+=|\sstyle=/i);
  });

  test('shows notifications and questions, those that wait first, and the key of the site nowhere', async () => {
    const site = await startSite();
    await site.call('POST', '/send', { title: 'Build done', body: 'All green', agentName: 'Codex - api' });
    await site.ask({
      question: 'Deploy to production?',
      context: 'Release 7',
      toolName: 'Bash',
      toolTarget: 'git push',
    });
    const page = await look(site);
    const order = [
      'A question for you',
      'Release 7',
      'Deploy to production?',
      'Bash · git push',
      '10 min left',
      'Earlier',
      'Codex - api',
      'Build done',
      'All green',
      'to 1 phone and 2 browsers',
    ];
    expect(order.map((text) => page.indexOf(text)).every((at, index, all) => at > (all[index - 1] ?? 0))).toBe(true);
    expect(page).not.toContain(site.apiKey.split('.')[0]);
  });

  test('loads itself anew while nothing waits, and never takes away what somebody types', async () => {
    const site = await startSite();
    const refresh = async (query = '') => (await fetch(site.phoneUrl + query)).headers.get('refresh');
    expect(await refresh('?notice=answered')).toBe('3; url=/sandbox/phone');
    const id = await site.ask();
    expect(await refresh()).toBeNull();
    site.answer(id, 'yes');
    expect(await refresh()).not.toBeNull();
  });
});

describe('answering', () => {
  test('with yes goes to whoever asked, and the page says so', async () => {
    const site = await startSite();
    const id = await site.ask();
    const reading = site.call('GET', `/ask/${id}?wait=30`);
    expect(await answerOnPhone(site, id, 'yes')).toBe('answered');
    expect((await reading).body).toMatchObject({ answered: true, value: 'yes' });
    const page = await look(site, '?notice=answered');
    expect(page).toContain('Your answer is on its way.');
    expect(page).toContain('You answered: <bdi>yes</bdi>');
    expect(page).not.toContain('<form');
  });

  test.each([
    ['confirm', {}, 'no', 'no'],
    ['select', { options: ['Staging', ' "Both" '] }, '"Both"', ' "Both" '],
    ['input', { placeholder: 'e.g.' }, ' two\r\nlines ', 'two\nlines'],
    ['confirm', {}, 'defer', 'defer'],
    ['input', {}, 'defer', 'defer'],
  ])('%s takes what its form offers', async (type, about, given, value) => {
    const site = await startSite();
    const id = await site.ask({ type, ...about });
    expect(await answerOnPhone(site, id, given)).toBe('answered');
    expect((await site.call('GET', `/ask/${id}`)).body.value).toBe(value);
  });

  test.each([
    ['confirm', {}, 'maybe'],
    ['confirm', {}, ''],
    ['select', { options: ['a', 'b'] }, 'c'],
    ['input', {}, '  '],
  ])('%s takes nothing else', async (type, about, given) => {
    const site = await startSite();
    const id = await site.ask({ type, ...about });
    expect(await answerOnPhone(site, id, given)).toBe('unfit');
    expect(site.questions()).toMatchObject([{ status: 'pending' }]);
  });

  test('too late changes nothing and says why', async () => {
    const site = await startSite();
    const [answered, cancelled, expired] = [await site.ask(), await site.ask(), await site.ask()];
    site.answer(answered, 'no');
    site.end(cancelled, 'cancelled');
    site.expire(expired);
    const said = [];
    for (const id of [answered, cancelled, expired, 'x']) said.push(await answerOnPhone(site, id, 'yes'));
    expect(said).toEqual(['late', 'cancelled', 'expired', 'gone']);
    for (const notice of said) expect(await look(site, `?notice=${notice}`)).toContain('Your answer was not used.');
    expect(site.questions().map(({ status, value }) => [status, value])).toEqual([
      ['answered', 'no'],
      ['cancelled', null],
      ['expired', null],
    ]);
  });
});

describe('answers from elsewhere', () => {
  test.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['another scheme', { Origin: 'https://127.0.0.1' }],
    ['a page that hides itself', { Origin: 'null' }],
    ['nowhere', {}],
  ])('are refused: %s', async (_, headers) => {
    const site = await startSite();
    const id = await site.ask();
    expect(await post(site, id, headers as Record<string, string>)).toBe(403);
    expect(site.questions()).toMatchObject([{ status: 'pending' }]);
  });

  test('are taken from the page under each of its names', async () => {
    const site = await startSite();
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${new URL(site.origin).port}`;
      expect(await post(site, await site.ask(), { Host: host, Origin: `http://${host}` })).toBe(303);
    }
  });

  test('the policy for referrers leaves browsers the origin that is checked', async () => {
    const { headers } = await fetch((await startSite()).phoneUrl);
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });
});

describe('foreign text', () => {
  const nasty = `"'><script>alert(1)</script>&amp;<b onclick=x>`;
  const escaped = '&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&lt;b onclick=x&gt;';

  test('is shown as text wherever it stands', async () => {
    const site = await startSite();
    const context = {
      type: 'error',
      summary: nasty,
      details: [nasty],
      filesChanged: [nasty],
      errorMessage: nasty,
      errorFile: nasty,
      nextSteps: nasty,
    };
    const asked = { question: nasty, agentName: nasty, context: nasty, toolName: nasty, toolTarget: nasty };
    await site.call('POST', '/send', { title: nasty, body: nasty, agentName: nasty, context });
    await site.call('POST', '/send', { title: 't', body: 'b', url: `https://example.org/${encodeURI(nasty)}` });
    await site.ask(asked);
    await site.ask({ ...asked, type: 'select', options: [nasty, 'other'] });
    await site.ask({ ...asked, type: 'input', placeholder: nasty });
    const answered = await site.ask({ ...asked, type: 'input' });
    site.answer(answered, nasty);
    const [notification] = site.notifications();
    const pages = [await look(site), await look(site, `/notifications/${notification?.id}`)];
    for (const page of pages) {
      expect(page).toContain(escaped);
      expect(page).not.toMatch(/<script|<b onclick/);
    }
    expect(pages[0]).toContain(`value="${escaped}"`);
    expect(pages[0]).toContain(`placeholder="${escaped}"`);
    for (const name of ['Summary', 'Details', 'Files changed', 'What failed', 'Where', 'Next']) {
      expect(pages[1]).toContain(`<dt>${name}</dt>`);
    }
  });

  test('in the address of the page is not shown at all', async () => {
    const site = await startSite();
    const page = await look(site, `?notice=${encodeURIComponent(nasty)}`);
    expect(page).toBe(await look(site));
    for (const name of ['constructor', '__proto__', 'toString']) expect(await look(site, `?notice=${name}`)).toBe(page);
  });
});

test('details have a page of their own, with the question that stands under them', async () => {
  const site = await startSite();
  const context = { type: 'task_complete', details: ['One'], askQuestion: { question: 'Ship it?' } };
  await site.call('POST', '/send', { title: 'Done', body: 'b', context });
  const [notification] = site.notifications();
  expect(await look(site)).toContain(`href="/sandbox/phone/notifications/${notification?.id}"`);
  const page = await look(site, `/notifications/${notification?.id}`);
  expect(page).toContain('<li dir="auto">One</li>');
  expect(page).toContain('Ship it?');
  expect((await fetch(`${site.phoneUrl}/notifications/x`)).status).toBe(404);
});

describe('a site that does not ask by phone', () => {
  test.each([
    ['no_devices', 'No phone is connected'],
    ['terminal_only', 'decided at the computer'],
    ['notify_only', 'only notifies'],
    ['suppressed', 'does not ring'],
    ['deferred', 'handed back'],
  ] as const)('says so: %s', async (mode, text) => {
    expect(await look(await startSite({ site: { mode } }))).toContain(text);
  });

  test('shows no question where no phone is connected', async () => {
    const site = await startSite({ site: { mode: 'no_devices' } });
    await site.ask({ question: 'Deploy to production?' });
    expect(await look(site)).not.toContain('Deploy to production?');
  });
});

test.each([
  ['GET', '/sandbox/phone/'],
  ['POST', '/sandbox/phone'],
  ['GET', '/sandbox/phone/questions/x'],
  ['DELETE', '/sandbox/phone'],
])('there is nothing at %s %s', async (method, path) => {
  const { origin } = await startSite();
  expect((await fetch(origin + path, { method, headers: { Origin: origin } })).status).toBe(404);
});
