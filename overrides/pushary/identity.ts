import type { ToolContext } from '../rule/tool-rule.ts';

interface Identity {
  readonly agentName?: string;
  readonly sessionId?: string;
  readonly machineId?: string;
}

/** Says who asks or sends where the caller did not (contract 3): the window, the machine and the agent's name for itself. */
export function identify<T extends Identity>(given: T, { agent }: ToolContext): T {
  return { ...agent, ...given };
}
