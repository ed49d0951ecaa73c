import { services } from '../../overrides/services.ts';
import type { Config } from '../config/config.ts';
import type { EnabledTools, ServedTool } from '../policy/enabled.ts';

/** A tool as `tools/list` has it. */
export type ListedTool = Pick<
  ServedTool,
  'name' | 'title' | 'description' | 'annotations' | 'inputSchema' | 'outputSchema'
>;

/** The enabled tools as clients get them: under the name that is configured, with the arguments that settings add. */
export function listTools({ on }: EnabledTools, config: Config): ListedTool[] {
  return [...on.values()].map(({ toolset, effect: _, onlyWith = {}, ...tool }) => {
    const { toolNames, legacyPasswords } = config.services[toolset];
    const name = (toolNames === 'dotted' && services[toolset]?.ownName?.(tool.name)) || tool.name;
    const { inputSchema } = tool;
    if (legacyPasswords || Object.keys(onlyWith).length === 0) return { ...tool, name };
    const listed = Object.entries(inputSchema.properties as object).filter(([argument]) => !(argument in onlyWith));
    const properties = Object.fromEntries(listed);
    return { ...tool, name, inputSchema: { ...inputSchema, properties } };
  });
}
