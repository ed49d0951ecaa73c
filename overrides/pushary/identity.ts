import type { ToolContext } from '../rule/tool-rule.ts';

interface Identity {
  readonly agentName?: string;
  readonly sessionId?: string;
  readonly machineId?: string;
}

// See docs/services/pushary.md#agent-identity
/** Says who asks or sends where the caller did not: the window, the machine and the agent's name for itself. */
export function identify<T extends Identity>(given: T, { agent }: ToolContext): T {
  return { ...agent, ...given };
}
