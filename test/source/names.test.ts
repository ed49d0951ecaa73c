// `src/` serves any service: none is named in it, in code or in a comment, but where a command exists for one service only.
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serviceNames, services } from '../../overrides/registry.ts';

const root = fileURLToPath(new URL('../../src/', import.meta.url));
const forOneService = serviceNames.map((name) => `commands/${name}/`);
const words = serviceNames.flatMap((name) => {
  const { title, prefix } = services[name].settings;
  return [name, prefix, title, title.replaceAll(' ', '')].map((word) => word.toLowerCase());
});

const named = (text: string) => {
  const lower = text.toLowerCase();
  return words.filter((word) => lower.includes(word));
};

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => relative(root, `${parentPath}/${name}`))
  .filter((path) => !forOneService.some((folder) => path.startsWith(folder)));

test('the names, titles and prefixes of services are looked for', () => {
  expect(new Set(words).size).toBeGreaterThanOrEqual(2 * serviceNames.length);
  expect(files.length).toBeGreaterThan(50);
  expect(named('// as PWPUSH_API_TOKEN has it')).toEqual(['pwpush', 'pwpush']);
  expect(named('push-mcp PUSH_MCP_READ_ONLY')).toEqual([]);
});

test.each(files)('src/%s names no service', (path) => {
  const text = readFileSync(`${root}${path}`, 'utf8');
  // The table of commands alone says in which folder a command stands
  const own = path === 'commands/table.ts' ? text.replaceAll(/import\('\.\/[a-z]+\/[a-z-]+\.ts'\)/g, '') : text;
  expect(named(own)).toEqual([]);
});
