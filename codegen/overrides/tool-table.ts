import type { Report } from '../diagnostics.ts';
import { compareText } from '../json.ts';
import type { SurfaceTool } from './contract.ts';

/** The page with the tables of tools, by its path from the root of the project. */
export const toolsPage = 'docs/tools.md';
const start = '<!-- tools:start -->';
const end = '<!-- tools:end -->';

/** The page with its tables of tools rebuilt, one for each service. Text outside the markers is kept. */
export function updateToolTables(page: string, tools: readonly SurfaceTool[], report: Report): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    report.add('DOCS_MARKERS', toolsPage, '', 'The two marker lines are not there, or not in this order.');
    return page;
  }
  const services = [...new Set(tools.map(({ toolset }) => toolset))].sort(compareText);
  const tables = services.map((service) =>
    toolTable(
      service,
      tools.filter(({ toolset }) => toolset === service),
    ),
  );
  return `${page.slice(0, from + start.length)}\n${tables.join('\n')}${page.slice(to)}`;
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
