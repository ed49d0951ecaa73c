// Fields that several calls share: who asks, and what kind of question it is (docs/services/pushary.md#ask_user,
// #agent-identity).
import { refuse } from './answers.ts';
import { list, oneOf, optional, text } from './checks.ts';

export const identityShape = {
  agentName: optional(text(100)),
  sessionId: optional(text(128)),
  machineId: optional(text(128)),
};

export const questionType = oneOf('confirm', 'select', 'input');
export const options = list(text(200), 6, 2);

/** Choices belong to `select` and to nothing else. */
export function checkOptions({ type, options }: { type?: string | undefined; options?: string[] | undefined }): void {
  if (type === 'select' && !options) throw refuse(400, 'options are required for type select');
  if (type !== 'select' && options) throw refuse(400, 'options are for type select only');
}
