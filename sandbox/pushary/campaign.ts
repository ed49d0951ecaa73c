// A campaign and its states (docs/services/pushary.md#campaigns). A plain send makes one, too.
import { refuse } from './answers.ts';
import { makeId } from './ids.ts';
import type { Campaign, CampaignContent, Service } from './model.ts';
import { countRecipients, deliver } from './notification.ts';
import { checkMonth, countInMonth } from './quotas.ts';
import { findAudience } from './subscribers.ts';

export function createCampaign(service: Service, content: CampaignContent): Campaign {
  const campaign: Campaign = {
    ...content,
    id: makeId('camp'),
    siteId: service.site.id,
    status: content.scheduledAt && content.scheduledAt > service.now() ? 'scheduled' : 'draft',
    totalTargeted: 0,
    totalSent: 0,
    totalDelivered: 0,
    totalClicked: 0,
    createdAt: service.now(),
    sentAt: null,
  };
  service.campaigns.set(campaign.id, campaign);
  return campaign;
}

/** Delivered at once; only the state takes its time. */
export function sendCampaign(service: Service, campaign: Campaign): void {
  const audience = findAudience(service, campaign.tags?.length ? { tags: campaign.tags } : {});
  if (audience.length === 0) throw refuse(400, 'No subscribers found', service.facts.codes.noSubscribers);
  checkMonth(service, audience.length);
  countInMonth(service, audience.length);
  const { title, body, actionUrl } = campaign;
  deliver(service, campaign.id, { title, body, url: actionUrl }, audience);
  const { web, mobile } = countRecipients(audience);
  campaign.status = 'sending';
  campaign.sentAt = service.now();
  campaign.totalTargeted = web + mobile;
  campaign.totalSent = web + mobile;
  campaign.totalDelivered = web + mobile;
}

/** What happened by itself since the last look: scheduled campaigns go out, sending ones end. */
export function progressCampaigns(service: Service): void {
  const now = service.now();
  for (const campaign of service.campaigns.values()) {
    const { status, scheduledAt, sentAt } = campaign;
    if (status === 'scheduled' && scheduledAt && scheduledAt <= now) sendOrCancel(service, campaign);
    const sendingUntil = (sentAt?.getTime() ?? 0) + service.facts.sendingSeconds * 1000;
    if (status === 'sending' && sendingUntil <= now.getTime()) campaign.status = 'completed';
  }
}

/** Nobody is there to be told that a scheduled campaign has no audience or quota. */
function sendOrCancel(service: Service, campaign: Campaign): void {
  try {
    sendCampaign(service, campaign);
  } catch {
    campaign.status = 'cancelled';
  }
}
