// What the device makes of the Markdown in a message.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showMarkdown } from '../../sandbox/pages/markdown.ts';
import { runs } from '../support/runs.ts';

const shown = (text: string) =>
  /^<div class="markdown" dir="auto">([\s\S]*)<\/div>$/.exec(showMarkdown(text).text)?.[1];
const link = (href: string, text: string) => `<a href="${href}" rel="noopener noreferrer" target="_blank">${text}</a>`;

describe('Markdown', () => {
  test.each([
    ['**All** green', '<p><strong>All</strong> green</p>'],
    ['- one\n- two', '<ul class="points"><li>one</li><li>two</li></ul>'],
    ['1. one\n2. two', '<ol class="points"><li>one</li><li>two</li></ol>'],
    ['# Title\nText', '<h3>Title</h3><p>Text</p>'],
    ['one\ntwo\n\nthree', '<p>one\ntwo</p><p>three</p>'],
    ['*a* and _b_ and ~~c~~', '<p><em>a</em> and <em>b</em> and <del>c</del></p>'],
    ['**a *b* c**', '<p><strong>a <em>b</em> c</strong></p>'],
    ['`**a**`', '<p><code>**a**</code></p>'],
    ['```sh\n**a** <b>\n```\nafter', '<pre><code>**a** &lt;b&gt;</code></pre><p>after</p>'],
    ['> quoted', '<blockquote>quoted</blockquote>'],
    ['---', '<hr>'],
    ['[here](https://example.org/a?b=1)', `<p>${link('https://example.org/a?b=1', 'here')}</p>`],
    ['see https://example.org/x', `<p>see ${link('https://example.org/x', 'https://example.org/x')}</p>`],
    ['![picture](https://example.org/a.png)', `<p>${link('https://example.org/a.png', 'picture')}</p>`],
  ])('%j is shown as devices show it', (text, html) => expect(shown(text)).toBe(html));

  test.each([
    '2 * 3 * 4',
    'snake_case_name',
    '**',
    '**a',
    'a ** b **',
    '[a](b)',
    '#tag',
    '-1 degree',
    '<b>x</b> & "y"',
  ])('%j stays as it is', (text) => {
    const plain = text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;');
    expect(shown(text)).toBe(`<p>${plain}</p>`);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'JaVaScRiPt:alert(1)', '//example.org', 'https:x'])(
    'no link leads to %s',
    (target) => expect(shown(`[here](${target})`)).not.toContain('<a'),
  );

  const pieces = [
    '<script>',
    '<img src=x onerror=alert(1)>',
    '**',
    '*',
    '_',
    '`',
    '```',
    '~~',
    '[',
    '](',
    ')',
    'https://a.b/"onx="',
    '\n',
    '- ',
    '> ',
    '# ',
    '1. ',
    'x',
    '"',
    "'",
    '&',
    '!',
  ];
  const allowed =
    /<\/?(?:div|p|strong|em|del|code|pre|ul|ol|li|h3|hr|blockquote|a)(?: (?:class="(?:markdown|points)"|dir="auto"|href="https?:\/\/[^"<>]*"|rel="noopener noreferrer"|target="_blank"))*>/g;

  test('nothing that is sent becomes HTML of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 }), (parts) => {
        expect(showMarkdown(parts.join('')).text.replaceAll(allowed, '')).not.toMatch(/[<>"]/);
      }),
      { numRuns: runs(2000) },
    );
  });

  test.each(['**a', '*a ', '[a](https://', '`', '~~x', '> ', '_a', '![', '**a *b '])(
    'much of %j takes no time',
    (mark) => {
      const from = performance.now();
      showMarkdown(mark.repeat(32_000 / mark.length));
      expect(performance.now() - from).toBeLessThan(2_000);
    },
  );
});
