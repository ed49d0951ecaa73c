import type { operations } from '../../generated/operations.ts';
import type { OperationOf } from '../rule/operation-rule.ts';

export type PusharyOperation = OperationOf<'pushary'>;
type EffectOf<K extends PusharyOperation> = (typeof operations)[K]['effect'];

/** What sentences about a failure call the thing acted on, and what there is to know where a write brought no usable answer. */
export interface About {
  readonly thing?: 'campaign' | 'flow' | 'subscriber' | 'template';
  readonly uncertain?: string;
}

const harmless = 'It may have been done all the same; repeating it does no harm.';
const made = 'It may have been made all the same: look at the list before repeating.';

/** An operation that is new has to be decided about; nothing is uncertain about one that only reads. */
export const about: {
  readonly [K in PusharyOperation]: EffectOf<K> extends 'read' ? About : About & { readonly uncertain: string };
} = {
  pusharyAskUser: {
    uncertain:
      'The question may have been asked all the same and was not asked again; list_sessions names the questions that are open.',
  },
  pusharyWaitForAnswer: {},
  pusharyCancelQuestion: { uncertain: harmless },
  pusharyListSessions: {},
  // The key, which goes with every request, makes a repeat harmless
  pusharySendNotification: { uncertain: harmless },
  pusharyListSubscribers: { thing: 'subscriber' },
  pusharyGetSubscriber: { thing: 'subscriber' },
  pusharyCountSubscribers: { thing: 'subscriber' },
  pusharyListCampaigns: { thing: 'campaign' },
  pusharyCreateCampaign: { thing: 'campaign', uncertain: made },
  pusharyGetCampaign: { thing: 'campaign' },
  pusharySendCampaign: {
    thing: 'campaign',
    uncertain:
      'It may have been sent all the same: look with get_campaign before repeating, people would get it twice.',
  },
  pusharyPauseCampaign: { thing: 'campaign', uncertain: harmless },
  pusharyGetCampaignStats: { thing: 'campaign' },
  pusharyListTemplates: { thing: 'template' },
  pusharyCreateTemplate: { thing: 'template', uncertain: made },
  pusharyListFlows: { thing: 'flow' },
  pusharyCreateFlow: { thing: 'flow', uncertain: made },
  pusharyActivateFlow: {
    thing: 'flow',
    uncertain: 'It may be active all the same; activating it again does no harm.',
  },
  pusharyPauseFlow: { thing: 'flow', uncertain: harmless },
};
