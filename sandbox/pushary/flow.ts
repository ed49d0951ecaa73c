// A flow: what starts it, and its steps (docs/services/pushary.md#flows). The emulator keeps flows and runs none.
import { refuse } from './answers.ts';
import { address, list, nested, object, oneOf, optional, positive, type Read, readFields, text } from './checks.ts';
import { makeId } from './ids.ts';
import type { Flow, FlowStep } from './model.ts';

const triggerType = oneOf(
  'notification_click',
  'notification_impression',
  'notification_dismiss',
  'subscription',
  'unsubscription',
);

const stepShape = { stepType: oneOf('send_notification', 'delay', 'exit'), config: optional(object) };
type StepInput = Read<typeof stepShape>;

export const flowShape = {
  name: text(100),
  triggerType,
  description: optional(text(1000, 0)),
  triggerCampaignId: optional(text(128)),
  steps: optional(list(nested(stepShape), 50)),
};

const notificationShape = {
  title: text(100),
  body: text(500),
  iconUrl: optional(address()),
  imageUrl: optional(address()),
  actionUrl: optional(address()),
};
const delayShape = { value: positive, unit: oneOf('seconds', 'minutes', 'hours', 'days') };

const configShapes: Record<StepInput['stepType'], Parameters<typeof readFields>[1]> = {
  send_notification: { notification: nested(notificationShape) },
  delay: { delay: nested(delayShape) },
  exit: {},
};

/** What a step says beside the configuration of its type is dropped. */
export function createSteps(flowId: string, inputs: readonly StepInput[], now: Date): FlowStep[] {
  const at = now.toISOString();
  return inputs.map(({ stepType, config = {} }, stepOrder) => ({
    id: makeId('step'),
    flowId,
    stepOrder,
    stepType,
    config: readFields(config, configShapes[stepType]),
    createdAt: at,
    updatedAt: at,
  }));
}

export function checkTrigger({ triggerType, triggerCampaignId }: Pick<Flow, 'triggerType' | 'triggerCampaignId'>) {
  if (triggerCampaignId !== undefined && !triggerType.startsWith('notification_')) {
    throw refuse(400, 'triggerCampaignId is for triggers by a notification only');
  }
}
