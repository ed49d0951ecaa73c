import { served } from '../../generated/served.ts';
import { effects } from '../../overrides/rule/effects.ts';
import type { Config } from '../config/config.ts';
import { matchesGlob } from '../config/globs.ts';

/** A tool as `generate` wrote it down. */
export type ServedTool = (typeof served)[number];

/** What the configuration makes of the tools, computed once. */
export interface EnabledTools {
  readonly on: ReadonlyMap<string, ServedTool>;
  /** Tools that are off, with the flag or variable that did it. */
  readonly off: ReadonlyMap<string, string>;
  /** Tools of services that nobody set up, with their toolset. */
  readonly idle: ReadonlyMap<string, string>;
}

/** Decides tool by tool: toolset, read-only, globs; of two settings for the same thing the stricter wins. */
export function enableTools(config: Config): EnabledTools {
  const on = new Map<string, ServedTool>();
  const off = new Map<string, string>();
  const idle = new Map<string, string>();
  for (const tool of served) {
    const reason = whyOff(tool, config);
    if (config.setBy.toolsets === undefined && !config.toolsets.includes(tool.toolset))
      idle.set(tool.name, tool.toolset);
    else if (reason === undefined) on.set(tool.name, tool);
    else off.set(tool.name, reason);
  }
  return { on, off, idle };
}

function whyOff({ name, toolset, effect }: ServedTool, config: Config): string | undefined {
  const service = config.services[toolset];
  const prefix = toolset.toUpperCase();
  if (!config.toolsets.includes(toolset)) return config.setBy.toolsets;
  if (!effects[effect].inReadOnlyMode) {
    if (config.readOnly) return config.setBy.readOnly;
    if (service.readOnly) return `${prefix}_READ_ONLY`;
  }
  if (!matches(name, config.enabledTools)) return 'PUSH_MCP_ENABLED_TOOLS';
  return matches(name, service.enabledTools) ? undefined : `${prefix}_ENABLED_TOOLS`;
}

function matches(name: string, globs: readonly string[]): boolean {
  return globs.length === 0 || globs.some((glob) => matchesGlob(name, glob));
}
