import { identifier, jsonCode } from '../code.ts';
import type { Model } from '../model.ts';
import type { SurfaceTool } from '../overrides/contract.ts';
import { headerLine } from './header.ts';
import { render } from './render.ts';

/** `generated/served.ts` */
export function emitServed(tools: readonly SurfaceTool[], { apis }: Model): string {
  const data = tools.map((tool) => ({
    ...tool,
    inputSchema: jsonCode(tool.inputSchema, '    '),
    outputSchema: jsonCode(tool.outputSchema, '    '),
    further: tool.onlyWith ? [{ key: identifier('onlyWith'), value: tool.onlyWith }] : [],
  }));
  return headerLine(apis) + render('served', { tools: data });
}
