import type { Report } from '../diagnostics.ts';
import type { SurfaceTool } from './contract.ts';

const start = '<!-- tools:start -->';
const end = '<!-- tools:end -->';

/** The README with its table of tools rebuilt. Text outside the markers is kept. */
export function updateReadme(readme: string, tools: readonly SurfaceTool[], report: Report): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) {
    report.add('README_MARKERS', 'README.md', '', 'The two marker lines are not there, or not in this order.');
    return readme;
  }
  return `${readme.slice(0, from + start.length)}\n${toolTable(tools)}${readme.slice(to)}`;
}

function toolTable(tools: readonly SurfaceTool[]): string {
  const rows = tools.map(
    (tool) =>
      `| \`${tool.name}\` | ${plainText(tool.effect)} | ${argumentsOf(tool)} | ${plainText(tool.description)} |\n`,
  );
  return `| Tool | Effect | Arguments | What it does |\n| --- | --- | --- | --- |\n${rows.join('')}`;
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
