// Markdown as devices show it, in a small part: paragraphs, headings, lists, quotes, code, emphasis and links. Everything else stays the
// text that it is, and HTML stays text as well: each piece of text passes the template that escapes it.
import { type Html, html, nothing } from './html.ts';

/** What a line begins, and how much of it is the mark. */
const blocks = {
  fence: /^```/,
  heading: /^#{1,6}\s+/,
  rule: /^(?:-{3,}|\*{3,}|_{3,})\s*$/,
  bullet: /^\s{0,3}[-*+]\s+/,
  number: /^\s{0,3}\d{1,9}[.)]\s+/,
  quote: /^>\s?/,
  blank: /^\s*$/,
} as const;
type Kind = keyof typeof blocks | 'text';

const kinds = Object.entries(blocks) as [Exclude<Kind, 'text'>, RegExp][];
const kindOf = (line: string): Kind => kinds.find(([, mark]) => mark.test(line))?.[0] ?? 'text';
const withoutMark = (line: string, kind: Kind) => (kind === 'text' ? line : line.replace(blocks[kind], ''));

/**
 * Marks inside a line, in the order in which they are tried. What they hold is bounded, so that marks without an end cost little; the
 * marks of emphasis stand next to what they emphasise.
 */
const inline =
  /`([^`\n]{1,400})`|!?\[([^\]\n]{1,400})\]\((https?:\/\/[^\s()]{1,2000})\)|\*\*(?=\S)([^\n]{1,400}?)(?<=\S)\*\*|~~(?=\S)([^\n]{1,400}?)(?<=\S)~~|(?<!\w)([*_])(?=[^\s*_])([^\n*_]{1,400}?)(?<=\S)\6(?!\w)|(https?:\/\/[^\s<>"'`)\]]{1,2000})/g;

function link(href: string, text: Html): Html {
  return html`<a href="${href}" rel="noopener noreferrer" target="_blank">${text}</a>`;
}

function showLine(text: string, depth = 0): Html {
  const parts: Html[] = [];
  let from = 0;
  for (const found of depth > 3 ? [] : text.matchAll(inline)) {
    const [all, code, label, href = '', strong, gone, , weak, address] = found;
    parts.push(html`${text.slice(from, found.index)}`);
    from = found.index + all.length;
    if (code !== undefined) parts.push(html`<code>${code}</code>`);
    else if (label !== undefined) parts.push(link(href, html`${label}`));
    else if (strong !== undefined) parts.push(html`<strong>${showLine(strong, depth + 1)}</strong>`);
    else if (gone !== undefined) parts.push(html`<del>${showLine(gone, depth + 1)}</del>`);
    else if (weak !== undefined) parts.push(html`<em>${showLine(weak, depth + 1)}</em>`);
    else parts.push(link(address ?? '', html`${address ?? ''}`));
  }
  return html`${parts}${text.slice(from)}`;
}

function showBlock(kind: Kind, lines: readonly string[]): Html {
  const texts = lines.map((line) => showLine(withoutMark(line, kind)));
  const items = texts.map((text) => html`<li>${text}</li>`);
  const joined = texts.map((text, i) => (i === 0 ? text : html`\n${text}`));
  switch (kind) {
    case 'fence':
      return html`<pre><code>${lines.slice(1).join('\n')}</code></pre>`;
    case 'heading':
      return html`${texts.map((text) => html`<h3>${text}</h3>`)}`;
    case 'rule':
      return html`<hr>`;
    case 'bullet':
      return html`<ul class="points">${items}</ul>`;
    case 'number':
      return html`<ol class="points">${items}</ol>`;
    case 'quote':
      return html`<blockquote>${joined}</blockquote>`;
    case 'blank':
      return nothing;
    case 'text':
      return html`<p>${joined}</p>`;
  }
}

/** The text as HTML. A line break stays one, as in messages. */
export function showMarkdown(text: string): Html {
  const shown: Html[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; ) {
    const kind = kindOf(lines[at] ?? '');
    let end = at + 1;
    if (kind === 'fence') while (end < lines.length && kindOf(lines[end] ?? '') !== 'fence') end++;
    else while (end < lines.length && kindOf(lines[end] ?? '') === kind) end++;
    shown.push(showBlock(kind, lines.slice(at, end)));
    at = kind === 'fence' ? end + 1 : end;
  }
  return html`<div class="markdown" dir="auto">${shown}</div>`;
}
