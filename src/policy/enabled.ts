import picomatch from 'picomatch';
import { served } from '../../generated/served.ts';
import { effects } from '../../overrides/rule/effects.ts';

/** A tool as `generate` wrote it down. */
export type ServedTool = (typeof served)[number];

/** Two ways to have fewer tools, and what set them, for the sentence that says why a tool is off. */
interface Restriction {
  readonly readOnly: boolean;
  /** Globs; empty: all. */
  readonly enabledTools: readonly string[];
  readonly setBy: { readonly readOnly: string };
}

/** What decides which tools are on, for all services and for each. */
export interface Restrictions extends Restriction {
  readonly toolsets: readonly string[];
  /** `toolsets` is undefined where nobody chose: those that are set up. */
  readonly setBy: Restriction['setBy'] & { readonly toolsets: string | undefined };
  readonly services: Readonly<
    Record<ServedTool['toolset'], Restriction & { readonly setBy: { readonly enabledTools: string } }>
  >;
}

/** What the configuration makes of the tools, computed once. */
export interface EnabledTools {
  readonly on: ReadonlyMap<string, ServedTool>;
  /** Tools that are off, with the flag or variable that did it. */
  readonly off: ReadonlyMap<string, string>;
  /** Tools of services that nobody set up, with their toolset. */
  readonly idle: ReadonlyMap<string, ServedTool['toolset']>;
}

/** Arguments of a tool that belong to a setting that is off: they are neither listed nor accepted. */
export function argumentsOff({ onlyWith = {} }: ServedTool, switches: readonly string[]): string[] {
  return Object.keys(onlyWith).filter((name) => !switches.includes(onlyWith[name] ?? ''));
}

/** Decides tool by tool: toolset, read-only, globs; of two settings for the same thing the stricter wins. */
export function enableTools(config: Restrictions): EnabledTools {
  const on = new Map<string, ServedTool>();
  const off = new Map<string, string>();
  const idle = new Map<string, ServedTool['toolset']>();
  for (const tool of served) {
    const reason = whyOff(tool, config);
    if (config.setBy.toolsets === undefined && !config.toolsets.includes(tool.toolset))
      idle.set(tool.name, tool.toolset);
    else if (reason === undefined) on.set(tool.name, tool);
    else off.set(tool.name, reason);
  }
  return { on, off, idle };
}

function whyOff({ name, toolset, effect }: ServedTool, config: Restrictions): string | undefined {
  const service = config.services[toolset];
  if (!config.toolsets.includes(toolset)) return config.setBy.toolsets;
  if (!effects[effect].inReadOnlyMode) {
    if (config.readOnly) return config.setBy.readOnly;
    if (service.readOnly) return service.setBy.readOnly;
  }
  if (!matches(name, config.enabledTools)) return 'PUSH_MCP_ENABLED_TOOLS';
  return matches(name, service.enabledTools) ? undefined : service.setBy.enabledTools;
}

/** Longer than any list of tool names in braces; picomatch throws at 65,536. */
const LONGEST_GLOB = 200;

export function matchesGlob(name: string, glob: string): boolean {
  return glob.length <= LONGEST_GLOB && picomatch.isMatch(name, glob);
}

function matches(name: string, globs: readonly string[]): boolean {
  return globs.length === 0 || globs.some((glob) => matchesGlob(name, glob));
}
