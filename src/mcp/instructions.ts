import type { App } from '../callers/app.ts';
import type { Caller } from '../callers/caller.ts';

/**
 * The server's `instructions` for one caller: which services are on, what is not set up, which tools are off and by which
 * flag or variable.
 */
export function describeServer({ tools, notice }: App, { connections }: Caller): string {
  const on = [...connections.values()].map(({ runtime, info, channels }) =>
    runtime.service.instructions(info, channels),
  );
  const bySetting = new Map<string, string[]>();
  for (const [name, setting] of tools.off) bySetting.set(setting, [...(bySetting.get(setting) ?? []), name]);
  const off = [...bySetting].map(([setting, names]) => `Switched off by ${setting}: ${names.join(', ')}.`);
  return [...on, ...off, ...(notice === undefined ? [] : [notice])].join('\n\n');
}
