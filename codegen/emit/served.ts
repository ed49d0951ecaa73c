import { identifier, jsonCode, unionOf } from '../code.ts';
import type { SurfaceTool } from '../overrides/contract.ts';
import { headerLine } from './header.ts';
import { render } from './render.ts';

/** `generated/served.ts` */
export function emitServed(tools: readonly SurfaceTool[]): string {
  const data = tools.map((tool) => ({
    ...tool,
    inputSchema: jsonCode(tool.inputSchema, '    '),
    outputSchema: jsonCode(tool.outputSchema, '    '),
    further: tool.onlyWith ? [{ key: identifier('onlyWith'), value: tool.onlyWith }] : [],
  }));
  const toolsets = unionOf([...new Set(tools.map(({ toolset }) => toolset))].sort());
  return headerLine() + render('served', { tools: data, toolsets });
}
