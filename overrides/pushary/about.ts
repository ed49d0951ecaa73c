import type { operations } from '../../generated/operations.ts';
import type { OperationOf } from '../rule/operation-rule.ts';

export type PusharyOperation = OperationOf<'pushary'>;

/** What sentences about a failure have to know of an operation. */
export interface About {
  /** What its id in the address is the id of. */
  readonly thing?: string;
  /** What to know of a write where nothing usable came back: a sentence with a space before it. */
  readonly uncertain?: string | ((key: string | undefined) => string);
}

type Reading = {
  [K in PusharyOperation]: (typeof operations)[K]['effect'] extends 'read' ? K : never;
}[PusharyOperation];
/** Nothing is uncertain about what only reads. */
type Table = Readonly<
  Record<Reading, About> & Record<Exclude<PusharyOperation, Reading>, Required<Pick<About, 'uncertain'>> & About>
>;

const harmless = ' It may have been done all the same; repeating it does no harm.';
const made = ' It may have been made all the same: look at the list before repeating.';

/** An operation that is new has to be decided about. */
export const about: Table = {
  pusharyAskUser: {
    uncertain:
      ' The question may have been asked all the same and was not asked again; list_sessions names the questions that are open.',
  },
  pusharySendNotification: {
    uncertain: (key) => ` It may have been sent all the same${key === undefined ? '' : ' and was not sent twice'}.`,
  },
  pusharyWaitForAnswer: {},
  pusharyCancelQuestion: { uncertain: harmless },
  pusharyListSessions: {},
  pusharyListSubscribers: { thing: 'subscriber' },
  pusharyGetSubscriber: { thing: 'subscriber' },
  pusharyCountSubscribers: { thing: 'subscriber' },
  pusharyListCampaigns: { thing: 'campaign' },
  pusharyCreateCampaign: { thing: 'campaign', uncertain: made },
  pusharyGetCampaign: { thing: 'campaign' },
  pusharySendCampaign: {
    thing: 'campaign',
    uncertain:
      ' It may have been sent all the same: look with get_campaign before repeating, people would get it twice.',
  },
  pusharyPauseCampaign: { thing: 'campaign', uncertain: harmless },
  pusharyGetCampaignStats: { thing: 'campaign' },
  pusharyListTemplates: { thing: 'template' },
  pusharyCreateTemplate: { thing: 'template', uncertain: made },
  pusharyListFlows: { thing: 'flow' },
  pusharyCreateFlow: { thing: 'flow', uncertain: made },
  pusharyActivateFlow: {
    thing: 'flow',
    uncertain: ' It may be active all the same; activating it again does no harm.',
  },
  pusharyPauseFlow: { thing: 'flow', uncertain: harmless },
};
