import { byRule } from '../rule/by-rule.ts';
import type { ToolBook } from '../rule/tool-rule.ts';
import { askUser, cancelQuestion, waitForAnswer } from './question-tools.ts';
import { reachOfCampaign, reachOfFlow } from './reach.ts';
import { pusharyRules } from './rules.ts';
import { sendNotification } from './send-notification.ts';

const tool = (operation: keyof typeof pusharyRules) => byRule(operation, pusharyRules);

// See docs/services/pushary.md#the-twenty-tools
/** The twenty tools. Sixteen send one request by their rule; the others have code of their own. */
export const pusharyTools = {
  send_notification: sendNotification,
  ask_user: askUser,
  wait_for_answer: waitForAnswer,
  cancel_question: cancelQuestion,
  list_sessions: tool('pusharyListSessions'),
  list_subscribers: tool('pusharyListSubscribers'),
  get_subscriber: tool('pusharyGetSubscriber'),
  count_subscribers: tool('pusharyCountSubscribers'),
  list_campaigns: tool('pusharyListCampaigns'),
  create_campaign: tool('pusharyCreateCampaign'),
  get_campaign: tool('pusharyGetCampaign'),
  send_campaign: { ...tool('pusharySendCampaign'), reach: reachOfCampaign },
  pause_campaign: tool('pusharyPauseCampaign'),
  get_campaign_stats: tool('pusharyGetCampaignStats'),
  list_templates: tool('pusharyListTemplates'),
  create_template: tool('pusharyCreateTemplate'),
  list_flows: tool('pusharyListFlows'),
  create_flow: tool('pusharyCreateFlow'),
  activate_flow: { ...tool('pusharyActivateFlow'), reach: reachOfFlow },
  pause_flow: tool('pusharyPauseFlow'),
} satisfies ToolBook<'pushary'>;
