import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../diagnostics.ts';
import { compareText } from '../json.ts';
import type { Change } from '../tree.ts';
import type { SurfaceTool } from './contract.ts';

/** The page with the tables of tools, by its path from the root of the project. */
const toolsPage = 'docs/tools.md';
const start = '<!-- tools:start -->';
const end = '<!-- tools:end -->';

/** The change of the page that rebuilds its tables of tools, one for each service. Text outside the markers is kept. */
export async function updateToolTables(root: string, tools: readonly SurfaceTool[], report: Report): Promise<Change[]> {
  const before = await readFile(join(root, toolsPage), 'utf8').catch(() => undefined);
  if (before === undefined) return [];
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) {
    report.add('DOCS_MARKERS', toolsPage, '', 'The two marker lines are not there, or not in this order.');
    return [];
  }
  const services = [...new Set(tools.map(({ toolset }) => toolset))].sort(compareText);
  const tables = services.map((service) =>
    toolTable(
      service,
      tools.filter(({ toolset }) => toolset === service),
    ),
  );
  const after = `${before.slice(0, from + start.length)}\n${tables.join('\n')}${before.slice(to)}`;
  return before === after ? [] : [{ path: toolsPage, before, after }];
}

function toolTable(service: string, tools: readonly SurfaceTool[]): string {
  const rows = tools.map(
    (tool) =>
      `| \`${tool.name}\` | ${plainText(tool.effect)} | ${argumentsOf(tool)} | ${plainText(tool.description)} |\n`,
  );
  return `## ${plainText(service)}\n\n| Tool | Effect | Arguments | What it does |\n| --- | --- | --- | --- |\n${rows.join('')}`;
}

/** The arguments, required ones in bold. Their names need no escaping: checkSurface has checked them. */
function argumentsOf({ inputSchema, onlyWith = {} }: SurfaceTool): string {
  const listed = Object.keys(inputSchema.properties ?? {}).filter((name) => !(name in onlyWith));
  const names = listed.map((name) => (inputSchema.required?.includes(name) ? `**\`${name}\`**` : `\`${name}\``));
  return names.join(', ') || '–';
}

/** The text with the markup of Markdown and HTML escaped. */
function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
    .replace(/[\\`*_[\]|~]/g, '\\$&');
}
