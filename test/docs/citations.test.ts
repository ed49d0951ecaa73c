// Comments name the section of docs/ that states the rule they rely on. Each named page and section has to exist.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => /\.(?:ts|mjs|js|json|yaml|yml|md|py|sh)$/.test(file) && file !== 'package-lock.json')
  .filter((file) => existsSync(join(root, file)));

/** Anchors as GitHub makes them of headings, and those that are written out. */
function anchorsOf(page: string): Set<string> {
  const found = new Set<string>();
  const counts = new Map<string, number>();
  for (const [, heading = ''] of page.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    found.add(count === 0 ? slug : `${slug}-${count}`);
  }
  for (const [, id = ''] of page.matchAll(/<a id="([^"]+)">/g)) found.add(id);
  return found;
}

interface Target {
  readonly page: string;
  readonly anchor: string | undefined;
}

const ANCHOR = '[A-Za-z0-9_-]+';

/** With comments of several lines in one. */
const unwrapped = (text: string) => text.replaceAll(/\n[ \t]*(?:\*|\/\/|#)[ \t]/g, ' ');

/** What a text names by its path from the root: `docs/services/pushgo.md#ids, #values` are two sections of one page. */
function citationsIn(text: string): Target[] {
  const pages = unwrapped(text).matchAll(
    new RegExp(`\\bdocs/([\\w/-]+\\.md)((?:#${ANCHOR})?(?:(?:, | and | to )#${ANCHOR})*)`, 'g'),
  );
  return [...pages].flatMap(([, path, list = '']) => {
    const page = `docs/${path}`;
    const anchors = [...list.matchAll(new RegExp(`#(${ANCHOR})`, 'g'))].map(([, anchor]) => anchor);
    return anchors.length === 0 ? [{ page, anchor: undefined }] : anchors.map((anchor) => ({ page, anchor }));
  });
}

/** Sections of papers that are not in the repository. */
function elsewhereIn(text: string): string[] {
  return [...unwrapped(text).matchAll(/\bcontracts? +(?:sections? +)?\d+|\bquirk +Q\d+/gi)].map(([what]) => what);
}

/** What the links of a Markdown file lead to, as paths from the root. */
function linksIn(text: string, file: string): Target[] {
  return [...text.matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', anchor]) => ({
    page: path === '' ? file : normalize(join(dirname(file), path)),
    anchor,
  }));
}

const pages = new Map<string, Set<string> | undefined>();
function missing({ page, anchor }: Target): string[] {
  if (!pages.has(page)) {
    const exists = existsSync(join(root, page));
    pages.set(page, exists ? (page.endsWith('.md') ? anchorsOf(read(page)) : new Set()) : undefined);
  }
  const anchors = pages.get(page);
  if (anchors === undefined) return [page];
  return anchor === undefined || anchors.has(anchor) ? [] : [`${page}#${anchor}`];
}

const check = (targets: Target[], file: string) =>
  targets.flatMap((target) => missing(target)).map((what) => `${file}: ${what}`);

describe('what is named in docs/', () => {
  test('exists, wherever a file names it', () => {
    expect(tracked.flatMap((file) => check(citationsIn(read(file)), file))).toEqual([]);
  });

  test('exists, wherever a page links to it', () => {
    const written = tracked.filter((file) => file.endsWith('.md'));
    expect(written.flatMap((file) => check(linksIn(read(file), file), file))).toEqual([]);
  });

  test('is the only place that rules about a service are cited from', () => {
    expect(tracked.flatMap((file) => elsewhereIn(read(file)).map((what) => `${file}: ${what}`))).toEqual([]);
  });

  test('is reported where it does not', () => {
    // In pieces, so that this file names nothing that is missing
    const [page, none] = ['pushgo', 'none'].map((name) => ['docs', 'services', `${name}.md`].join('/'));
    const cited = citationsIn(`// See ${page}#ids, #nothing,\n// #neither and ${none}`);
    expect(check(cited, 'x.ts')).toEqual([`x.ts: ${page}#nothing`, `x.ts: ${page}#neither`, `x.ts: ${none}`]);
    const linked = linksIn('[a](none.md) [b](#ids) [c](#neither) [d](https://example.com)', `${page}`);
    expect(check(linked, 'x.md')).toEqual([`x.md: ${none}`, `x.md: ${page}#neither`]);
    const word = ['con', 'tract'].join('');
    expect(elsewhereIn(`// As ${word} 3.5 has it, and ${word}\n// section 2`)).toEqual([
      `${word} 3`,
      `${word} section 2`,
    ]);
  });
});
