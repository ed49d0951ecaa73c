// /campaigns (docs/services/pushary.md#campaigns).
import type { Answer } from '../http/answer.ts';
import { answerJson, refuse, refuseUnknown } from './answers.ts';
import { createCampaign, sendCampaign } from './campaign.ts';
import { address, instant, list, optional, readFields, text } from './checks.ts';
import type { Call, Campaign, Handle } from './model.ts';
import { pageOf } from './pages.ts';

const contentShape = {
  name: text(100),
  title: text(100),
  body: text(500),
  iconUrl: optional(address()),
  imageUrl: optional(address()),
  actionUrl: optional(address()),
  scheduledAt: optional(instant),
  segmentId: optional(text(128)),
  tags: optional(list(text(256))),
};

function describe({ sentAt: _, segmentId: __, tags: ___, createdAt, scheduledAt, ...campaign }: Campaign) {
  return { ...campaign, scheduledAt: scheduledAt?.toISOString(), createdAt: createdAt.toISOString() };
}

function find({ service, segments }: Call): Campaign {
  const campaign = service.campaigns.get(segments.id ?? '');
  if (!campaign) throw refuseUnknown('Campaign');
  return campaign;
}

/** The action only where the campaign is in one of the states. */
function act(action: 'send' | 'pause', change: (campaign: Campaign, call: Call) => void): Handle {
  return (call) => {
    const campaign = find(call);
    if (!call.service.facts.campaign[action].includes(campaign.status)) {
      throw refuse(409, `Cannot ${action} a campaign that is ${campaign.status}`);
    }
    change(campaign, call);
    return answerJson(describe(campaign));
  };
}

export const sendStored = act('send', (campaign, { service }) => sendCampaign(service, campaign));

export const pauseCampaign = act('pause', (campaign) => {
  campaign.status = 'paused';
});

export function listCampaigns({ service, query }: Call): Answer {
  const { data, ...rest } = pageOf(service.campaigns.values(), query);
  return answerJson({ data: data.map(describe), ...rest });
}

export function addCampaign({ service, body }: Call): Answer {
  const content = readFields(body, contentShape);
  const { limits, facts } = service;
  if (service.campaigns.size >= limits.savedCampaigns) {
    throw refuse(402, 'This plan has no room for another saved campaign', facts.codes.quota);
  }
  return answerJson(describe(createCampaign(service, content)), facts.createdStatus);
}

export function getCampaign(call: Call): Answer {
  return answerJson(describe(find(call)));
}

export function getCampaignStats(call: Call): Answer {
  const { totalTargeted, totalSent, totalDelivered, totalClicked } = find(call);
  const rate = (part: number, whole: number) => (whole === 0 ? 0 : (part / whole) * call.service.facts.rateScale);
  return answerJson({
    totalSent,
    totalDelivered,
    totalClicked,
    totalFailed: totalTargeted - totalSent,
    deliveryRate: rate(totalDelivered, totalSent),
    clickRate: rate(totalClicked, totalDelivered),
  });
}
