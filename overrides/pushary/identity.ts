// Under whose name something is sent (docs/services/pushary.md#agent-identity).
import type { Agent, ToolContext } from '../rule/tool-rule.ts';

/** What a call may say of the agent. Hooks of the vendor fill it in, and a model could. */
type Claimed = { readonly [F in keyof Agent]?: string | undefined };

/** The form of the id of a machine. */
const MACHINE = /^[\da-f]{8}$/;

/**
 * The arguments of a call with the agent as the server knows it: no call passes for another agent. Of what the call says, only
 * the id of a machine is taken, where the server does not know the machine.
 */
export function identify<T extends Claimed>(
  args: T,
  { agent }: Pick<ToolContext, 'agent'>,
): Omit<T, keyof Agent> & Agent {
  const { agentName: _, sessionId: __, machineId = '', ...rest } = args;
  return { ...rest, ...(MACHINE.test(machineId) && { machineId }), ...agent };
}
