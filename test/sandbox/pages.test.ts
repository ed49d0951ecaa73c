// What a recipient meets, from the share link to the end.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { apiOf, createBrowser, targetOf, titleOf } from './browser.ts';

let sandbox: Sandbox;
let api: ReturnType<typeof apiOf>;
let browser: ReturnType<typeof createBrowser>;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00.000Z');
  sandbox = await startSandbox({ now: () => now });
  api = apiOf(sandbox);
  browser = createBrowser(sandbox.origin);
});
afterEach(() => sandbox.close());

describe('the first address', () => {
  test('is a page that leads to what else a person can look at', async () => {
    const front = await browser.visit('/');
    expect([front.status, titleOf(front)]).toEqual([200, 'push-mcp sandbox']);
    expect(front.text).not.toContain('<ul>');
    const elsewhere = () => [{ title: 'The <phone>', href: 'http://127.0.0.1:1/phone' }];
    const other = await startSandbox({ elsewhere });
    const page = await createBrowser(other.origin).visit('/');
    expect(page.text).toContain('<li><a href="http://127.0.0.1:1/phone">The &lt;phone&gt;</a></li>');
    await other.close();
  });

  test('is nothing for a program that asks for JSON, as on an instance', async () => {
    const asked = await fetch(sandbox.origin, { headers: { accept: 'application/json' } });
    expect(asked.status).toBe(404);
  });
});

describe('a text push', () => {
  test('leads from the share link over the step to the secret, and then it is gone', async () => {
    const push = await api.create({ payload: 'payload-canary', expire_after_views: 1 });
    const step = await browser.visit(push.html_url);
    expect(titleOf(step)).toBe('Somebody shared a secret with you');
    expect(step.text).not.toContain('payload-canary');
    const secret = await browser.visit(targetOf(step, 'href'));
    expect(secret.text).toContain('<pre tabindex="0">payload-canary</pre>');
    expect(secret.text).toContain('This was the last view.');
    expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('This secret is gone');
    expect(titleOf(await browser.visit(push.html_url))).toBe('This secret is gone');
    expect(await api.events(push.url_token)).toEqual(['creation', 'view', 'failed_view', 'failed_view']);
  });

  test('counts down its views, and the step counts for nothing', async () => {
    const push = await api.create({ payload: 'payload-canary', expire_after_views: 3 });
    await browser.visit(push.html_url);
    const first = await browser.visit(`/p/${push.url_token}`);
    expect(first.text).toContain('It can be viewed 2 more times, for 7 more days.');
    await browser.visit(push.html_url);
    const second = await browser.visit(`/p/${push.url_token}`);
    expect(second.text).toContain('It can be viewed 1 more time, for 7 more days.');
  });

  test('is gone when its days are over', async () => {
    const push = await api.create({ payload: 'payload-canary', expire_after_days: 1 });
    now = new Date('2026-11-22T12:00:00.000Z');
    expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('This secret is gone');
    expect(await api.get('/api/v2/pushes/expired.json')).toMatchObject([
      { url_token: push.url_token, expired: true, deleted: false, days_remaining: 0 },
    ]);
  });

  test('is deleted by its viewer where that is allowed', async () => {
    const push = await api.create({ payload: 'payload-canary', deletable_by_viewer: true });
    const secret = await browser.visit(`/p/${push.url_token}`);
    const deleted = await browser.submit(targetOf(secret, 'action'), { _method: 'delete' });
    expect(titleOf(deleted)).toBe('This secret is gone');
    expect(await api.events(push.url_token)).toEqual(['creation', 'view', 'expire']);
  });

  test('offers and does no deletion where that is not allowed', async () => {
    const push = await api.create({ payload: 'payload-canary', deletable_by_viewer: false });
    expect((await browser.visit(`/p/${push.url_token}`)).text).not.toContain('<form');
    await browser.submit(`/p/${push.url_token}`, { _method: 'delete' });
    expect(await api.events(push.url_token)).toEqual(['creation', 'view']);
  });
});

test('a push with one view is delivered once, however many ask at the same time', async () => {
  const push = await api.create({ payload: 'payload-canary', expire_after_views: 1 });
  const pages = await Promise.all(Array.from({ length: 20 }, () => browser.visit(`/p/${push.url_token}`)));
  expect(pages.filter(({ text }) => text.includes('payload-canary'))).toHaveLength(1);
});

test('HEAD burns a view like GET', async () => {
  const push = await api.create({ payload: 'payload-canary', expire_after_views: 1 });
  await browser.visit(`/p/${push.url_token}`, { method: 'HEAD' });
  expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('This secret is gone');
});

test('an unknown push looks like one that is gone', async () => {
  const push = await api.create({ payload: 'payload-canary' });
  await fetch(`${sandbox.origin}/api/v2/pushes/${push.url_token}.json`, { method: 'DELETE' });
  const gone = await browser.visit(`/p/${push.url_token}`);
  const unknown = await browser.visit('/p/nosuchpush0');
  expect([unknown.status, unknown.text]).toEqual([gone.status, gone.text]);
});

describe('a passphrase', () => {
  test('opens once, from its form', async () => {
    const push = await api.create({ payload: 'payload-canary', passphrase: 'passphrase-canary' });
    const locked = await browser.visit(`/p/${push.url_token}`);
    expect([locked.status, locked.location]).toEqual([302, `/p/${push.url_token}/passphrase`]);
    const form = await browser.visit(locked.location ?? '');
    const wrong = await browser.submit(targetOf(form, 'action'), { passphrase: 'guess' });
    expect([wrong.status, wrong.text.includes('That passphrase is incorrect.')]).toEqual([401, true]);
    const right = await browser.submit(targetOf(form, 'action'), { passphrase: 'passphrase-canary' });
    expect([right.status, right.location]).toEqual([302, `/p/${push.url_token}`]);
    expect((await browser.visit(right.location ?? '')).text).toContain('payload-canary');
    expect((await browser.visit(right.location ?? '')).status).toBe(302);
    expect(await api.events(push.url_token)).toEqual(['creation', 'failed_passphrase', 'view']);
  });

  test('yields a cookie that scripts and other sites cannot use', async () => {
    const push = await api.create({ payload: 'payload-canary', passphrase: 'passphrase-canary' });
    const right = await browser.submit(`/p/${push.url_token}/access`, { passphrase: 'passphrase-canary' });
    expect(right.headers.get('set-cookie')).toMatch(
      new RegExp(`^push_key=[\\w-]{32}; Path=/p/${push.url_token}; Max-Age=180; HttpOnly; SameSite=Strict$`),
    );
  });

  test('is good for its own push only, and not for long', async () => {
    const passphrase = 'passphrase-canary';
    const [one, two] = [await api.create({ payload: 'a', passphrase }), await api.create({ payload: 'b', passphrase })];
    await browser.submit(`/p/${one.url_token}/access`, { passphrase });
    expect((await browser.visit(`/p/${two.url_token}`)).status).toBe(302);
    now = new Date(now.getTime() + 180_000);
    expect((await browser.visit(`/p/${one.url_token}`)).status).toBe(302);
  });

  test('is guessed five times a minute and no more, in the form and in the API together', async () => {
    const push = await api.create({ payload: 'payload-canary', passphrase: 'passphrase-canary' });
    const guess = () => browser.submit(`/p/${push.url_token}/access`, { passphrase: 'guess' });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await guess()).status);
    statuses.push((await browser.visit(`/p/${push.url_token}.json?passphrase=guess`)).status);
    statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    now = new Date(now.getTime() + 60_000);
    expect((await guess()).status).toBe(401);
  });
});

describe('a URL push', () => {
  test('sends the browser on', async () => {
    const push = await api.create({ kind: 'url', payload: 'https://example.com/canary?a=b', expire_after_views: 1 });
    const step = await browser.visit(push.html_url);
    expect(step.text).not.toContain('example.com');
    const sent = await browser.visit(targetOf(step, 'href'));
    expect([sent.status, sent.location]).toEqual([303, 'https://example.com/canary?a=b']);
    expect(sent.headers.get('referrer-policy')).toBe('no-referrer');
    expect(titleOf(await browser.visit(targetOf(step, 'href')))).toBe('This secret is gone');
  });

  test('may leave its passphrase form for another site', async () => {
    const push = await api.create({ kind: 'url', payload: 'https://example.com/', passphrase: 'passphrase-canary' });
    const form = await browser.visit(`/p/${push.url_token}/passphrase`);
    expect(form.headers.get('content-security-policy')).toContain("form-action 'self' http: https:;");
  });
});

describe('a QR push', () => {
  test('shows its code', async () => {
    const push = await api.create({ kind: 'qr', payload: 'payload-canary' });
    const page = await browser.visit(`/p/${push.url_token}`);
    expect(titleOf(page)).toBe('Your QR code');
    expect(page.text).toMatch(/<svg viewBox="0 0 29 29" role="img"/);
    expect(page.text).not.toContain('payload-canary');
  });

  test('shows text that no code holds as text', async () => {
    const push = await api.create({ kind: 'qr', payload: '漢'.repeat(1024) });
    expect((await browser.visit(`/p/${push.url_token}`)).text).toContain('漢漢漢</pre>');
  });
});

describe('a file push', () => {
  test('offers its files for download for five minutes', async () => {
    const push = await api.upload('geheim é.txt', 'file-content-canary', 'text/plain');
    const page = await browser.visit(`/p/${push.url_token}`);
    expect(page.text).toContain('geheim é.txt');
    const link = targetOf(page, 'href');
    const file = await browser.visit(link);
    expect(file.text).toBe('file-content-canary');
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''geheim%20%C3%A9.txt");
    now = new Date(now.getTime() + 5 * 60_000);
    expect((await browser.visit(link)).status).toBe(404);
  });

  test('never serves a file as a page', async () => {
    const push = await api.upload('page.html', '<script>alert(1)</script>', 'text/html');
    const file = await browser.visit(targetOf(await browser.visit(`/p/${push.url_token}`), 'href'));
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('keeps its files after the last view until somebody comes again', async () => {
    const push = await api.upload('a.txt', 'file-content-canary', 'text/plain');
    await browser.visit(`/p/${push.url_token}`);
    const last = targetOf(await browser.visit(`/p/${push.url_token}`), 'href');
    expect((await browser.visit(last)).text).toBe('file-content-canary');
    expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('This secret is gone');
  });
});

describe('pages', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&`;

  test('escape what the sender wrote', async () => {
    const push = await api.create({ payload: hostile, name: hostile, note: hostile });
    const { text } = await browser.visit(`/p/${push.url_token}`);
    expect(text).toContain(
      '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;</pre>',
    );
    expect(text).not.toMatch(/<script|<img/);
  });

  test('escape names of files', async () => {
    const push = await api.upload('a"><script>alert(1)<|script>.txt', 'x', 'text/plain');
    const { text } = await browser.visit(`/p/${push.url_token}`);
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('<script');
  });

  test('never show name, note or passphrase', async () => {
    const push = await api.create({ payload: 'p', name: 'name-canary', note: 'note-canary' });
    for (const path of [push.html_url, `/p/${push.url_token}`]) {
      expect((await browser.visit(path)).text).not.toMatch(/canary/);
    }
  });

  test('allow no script, nothing from elsewhere, no frame, and are not kept', async () => {
    const push = await api.create({ payload: 'p' });
    const { headers } = await browser.visit(push.html_url);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

test('links of the old kinds lead to the push, with their query', async () => {
  const seen = await Promise.all(
    ['/f/abc', '/r/abc/r?locale=fr', '/f/abc/passphrase'].map((path) => browser.visit(path)),
  );
  expect(seen.map(({ status, location }) => [status, location])).toEqual([
    [301, '/p/abc'],
    [301, '/p/abc/r?locale=fr'],
    [301, '/p/abc/passphrase'],
  ]);
});
