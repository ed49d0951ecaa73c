import { services } from '../../overrides/registry.ts';
import type { Config } from '../config/config.ts';
import { createInfo } from '../config/info.ts';
import type { EnabledTools, ServedTool } from '../policy/enabled.ts';

/** A tool as `tools/list` has it. */
export type ListedTool = Pick<
  ServedTool,
  'name' | 'title' | 'description' | 'annotations' | 'inputSchema' | 'outputSchema'
>;

/** The enabled tools as clients get them: under the name that is configured, with the arguments that settings add. */
export function listTools({ on }: EnabledTools, config: Config): ListedTool[] {
  return [...on.values()].map(({ toolset, effect: _, onlyWith = {}, ...tool }) => {
    const { settings, ownName, listsOwnNames } = services[toolset];
    const own = config.services[toolset];
    const isOwn = listsOwnNames?.(createInfo(settings, own, {}));
    const name = (isOwn && ownName?.(tool.name)) || tool.name;
    const { inputSchema } = tool;
    const off = Object.keys(onlyWith).filter((argument) => !own.switches.includes(onlyWith[argument] ?? ''));
    if (off.length === 0) return { ...tool, name };
    const listed = Object.entries(inputSchema.properties as object).filter(([argument]) => !off.includes(argument));
    const properties = Object.fromEntries(listed);
    return { ...tool, name, inputSchema: { ...inputSchema, properties } };
  });
}
