// The phone in a real browser, as wide as a phone, with scripts switched off, by day and by night.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Chromium, findChromium, type Look, type Page, startChromium } from '../../support/chromium.ts';
import { startPushary } from '../../support/pushary.ts';
import { startSite } from './support.ts';

const program = findChromium();
let chromium: Chromium;

const long = 'Überweisungsfreigabebestätigungsprotokoll'.repeat(4);
const context = {
  type: 'error',
  summary: long,
  details: [long, 'b'],
  filesChanged: [`/srv/${long}/x.ts`],
  errorMessage: long,
};

/** Red, green and blue as one number from 0 to 1, as people see it (WCAG 2.2). */
function luminance(color: string): number {
  const parts = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (one: string, other: string) => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

describe.skipIf(!program && process.env.PUSH_MCP_REQUIRE_ALL === undefined)(
  'the phone in Chromium (needs chromium)',
  () => {
    beforeAll(async () => {
      if (!program) throw new Error('There is no chromium on this machine.');
      chromium = await startChromium(program);
    });
    afterAll(() => chromium?.close());

    describe.each<Look>([
      { width: 375, scheme: 'light' },
      { width: 375, scheme: 'dark' },
      { width: 320, scheme: 'dark' },
    ])('$width pixels wide, $scheme', (look) => {
      let page: Page;
      beforeEach(async () => {
        page = await chromium.open(look);
        return () => page.close();
      });

      test('shows everything within its width, in letters that can be read and buttons that can be hit', async () => {
        const site = await startSite();
        await site.call('POST', '/send', {
          title: long.slice(0, 100),
          body: long,
          agentName: long.slice(0, 90),
          context,
        });
        await site.call('POST', '/send', { title: 'A link', body: 'b', url: `https://example.org/${long}` });
        await site.ask({
          question: long,
          context: long,
          toolName: long.slice(0, 90),
          toolTarget: 'git push',
          agentName: long.slice(0, 90),
        });
        await site.ask({ question: 'Which?', type: 'select', options: ['a', 'b', long] });
        await site.ask({ question: 'What?', type: 'input', placeholder: long });
        const [, details] = site
          .notifications()
          .map(({ id }) => id)
          .reverse();
        for (const path of ['', '?notice=answered', `/notifications/${details}`]) {
          await page.goto(site.phoneUrl + path);
          expect(await page.contentWidth(), path).toBe(look.width);
          for (const { x, width } of await page.boxes('article, button, a, textarea, h1, h2, h3, p, dd, .notice')) {
            expect(x, path).toBeGreaterThanOrEqual(0);
            expect(x + width, path).toBeLessThanOrEqual(look.width);
          }
          for (const { height, width } of await page.boxes('button:not(.quiet)')) {
            expect(height).toBeGreaterThanOrEqual(40);
            expect(width).toBeGreaterThanOrEqual(40);
          }
          const ground = await page.style('body', 'backgroundColor');
          const card = await page.style('article', 'backgroundColor');
          expect(luminance(ground) < 0.2, ground).toBe(look.scheme === 'dark');
          expect(luminance(card) < 0.2, card).toBe(look.scheme === 'dark');
          expect(contrast(await page.style('article', 'color'), card)).toBeGreaterThan(7);
          expect(contrast(await page.style('.soft', 'color'), card)).toBeGreaterThan(4.5);
          expect(contrast(await page.style('.from b', 'color'), card)).toBeGreaterThan(7);
        }
      });

      test('answers the question that an agent waits for', async () => {
        const site = await startPushary();
        const asking = site.call('ask_user', { question: 'Deploy to production?', agentName: 'Codex - api' });
        while (site.sandbox.questions().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
        await page.goto(site.sandbox.phoneUrl);
        expect(await page.text()).toContain('Deploy to production?');
        await page.press('button', 'Yes');
        expect(await page.text()).toContain('Your answer is on its way.');
        expect(await asking).toMatchObject({ result: { answered: true, value: 'yes', approved: true } });
        await site.close();
      });
    });

    describe('a person', () => {
      let page: Page;
      beforeEach(async () => {
        page = await chromium.open({ width: 375, scheme: 'light' });
        return () => page.close();
      });

      test.each<[string, object, (page: Page) => Promise<void>, string]>([
        ['says no', {}, (page) => page.press('button', 'No'), 'no'],
        ['leaves it to the computer', {}, (page) => page.press('button', 'Decide at the computer'), 'defer'],
        [
          'chooses',
          { type: 'select', options: ['Staging', '<b>"Both"</b> & more'] },
          (page) => page.press('button', 'more'),
          '<b>"Both"</b> & more',
        ],
        [
          'writes',
          { type: 'input', placeholder: 'e.g. 41' },
          async (page) => {
            await page.write('textarea', 'Ünïcödé\n🔑 & <two> lines');
            await page.press('button', 'Send');
          },
          'Ünïcödé\n🔑 & <two> lines',
        ],
      ])('%s', async (_, about, act, value) => {
        const site = await startSite();
        const id = await site.ask({ question: 'Which?', ...about });
        await page.goto(site.phoneUrl);
        await act(page);
        expect(await page.address()).toBe(`${site.phoneUrl}?notice=answered`);
        expect((await site.call('GET', `/ask/${id}`)).body).toMatchObject({ answered: true, value });
        expect(await page.boxes('form')).toEqual([]);
      });

      test('who comes too late is told so, and changes nothing', async () => {
        const site = await startSite();
        const id = await site.ask();
        await page.goto(site.phoneUrl);
        site.answer(id, 'no');
        await page.press('button', 'Yes');
        expect(await page.text()).toContain('Your answer was not used.');
        expect(site.questions()).toMatchObject([{ value: 'no' }]);
      });

      test('who looks at an empty page sees a question come by itself', async () => {
        const site = await startSite();
        await page.goto(site.phoneUrl);
        expect(await page.text()).toContain('Nothing has arrived yet.');
        const reloaded = page.nextPage();
        await site.ask({ question: 'Did it come?' });
        await reloaded;
        expect(await page.text()).toContain('Did it come?');
      });

      test('sees what others wrote as text, and no script of theirs runs', async () => {
        const site = await startSite();
        const nasty = '</h3><script>document.title=1</script><img src=x onerror=alert(1)><a href=javascript:0>x';
        await site.ask({ question: nasty, context: nasty, agentName: nasty });
        await page.goto(site.phoneUrl);
        expect((await page.text()).split(nasty).length - 1).toBe(3);
        expect(await page.boxes('img, script, article a')).toEqual([]);
      });
    });
  },
);
