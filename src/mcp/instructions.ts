import type { LiveService } from '../calls/tool-context.ts';
import type { EnabledTools } from '../policy/enabled.ts';

/** The server's `instructions`: which services are on, what is not set up, which tools are off and by which flag or variable. */
export function describeServer(live: readonly LiveService[], tools: EnabledTools, notice?: string): string {
  const on = live.map(({ service, facts, channels }) => service.instructions(facts, channels));
  const bySetting = new Map<string, string[]>();
  for (const [name, setting] of tools.off) bySetting.set(setting, [...(bySetting.get(setting) ?? []), name]);
  const off = [...bySetting].map(([setting, names]) => `Switched off by ${setting}: ${names.join(', ')}.`);
  return [...on, ...off, ...(notice === undefined ? [] : [notice])].join('\n\n');
}
