import { identifier } from '../code.ts';
import type { Model } from '../model.ts';
import { headerLine } from './header.ts';
import { render } from './render.ts';

/** `generated/tools.ts` */
export function emitTools({ tools }: Model): string {
  const data = tools.map((tool) => ({
    ...tool,
    key: identifier(tool.name),
    operations: tool.operations.map(({ id }) => id),
  }));
  return headerLine() + render('tools', { tools: data });
}
