import { services } from '../../overrides/registry.ts';
import type { Config } from '../config/config.ts';
import { createInfo } from '../config/info.ts';
import { argumentsOff, type EnabledTools, type ServedTool } from '../policy/enabled.ts';

/** The enabled tools as `tools/list` has them: under the name that is configured, with the arguments that settings add. */
export function listTools({ on }: EnabledTools, config: Config): Omit<ServedTool, 'toolset' | 'effect' | 'onlyWith'>[] {
  return [...on.values()].map((served) => {
    const { toolset, effect: _, onlyWith: __, ...tool } = served;
    const { settings, ownName, listsOwnNames } = services[toolset];
    const serviceConfig = config.services[toolset];
    const isOwnName = listsOwnNames?.(createInfo(settings, serviceConfig, {}));
    const name = (isOwnName && ownName?.(tool.name)) || tool.name;
    const off = argumentsOff(served, serviceConfig.switches);
    const listed = Object.entries(tool.inputSchema.properties as object).filter(
      ([argument]) => !off.includes(argument),
    );
    return { ...tool, name, inputSchema: { ...tool.inputSchema, properties: Object.fromEntries(listed) } };
  });
}
