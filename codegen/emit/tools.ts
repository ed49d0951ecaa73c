import { identifier, jsonCode, unionOf } from '../code.ts';
import type { Model } from '../model.ts';
import type { SurfaceTool } from '../overrides/contract.ts';
import { render } from './render.ts';

/** `generated/tools.ts` */
export function emitTools({ tools }: Model): string {
  const data = tools.map((tool) => ({
    ...tool,
    key: identifier(tool.name),
    operations: tool.operations.map(({ id }) => id),
  }));
  return render('tools', { tools: data });
}

/** `generated/served.ts` */
export function emitServed(tools: readonly SurfaceTool[]): string {
  const data = tools.map((tool) => ({
    ...tool,
    inputSchema: jsonCode(tool.inputSchema, '    '),
    outputSchema: jsonCode(tool.outputSchema, '    '),
    further: tool.onlyWith ? [{ key: identifier('onlyWith'), value: tool.onlyWith }] : [],
  }));
  const toolsets = unionOf([...new Set(tools.map(({ toolset }) => toolset))].sort());
  return render('served', { tools: data, toolsets });
}
