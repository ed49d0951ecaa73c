// Delivering a notification: it is kept, so that the phone's page and tests can show it.
import { makeId } from './ids.ts';
import type { Content, Notification, Service, Subscriber } from './model.ts';

export function countRecipients(audience: readonly Subscriber[]): Notification['recipients'] {
  const mobile = audience.filter(({ deviceType }) => deviceType === 'mobile').length;
  return { web: audience.length - mobile, mobile };
}

export function deliver(service: Service, campaignId: string, content: Content, audience: readonly Subscriber[]) {
  const notification: Notification = {
    ...content,
    id: makeId('ntf'),
    campaignId,
    sentAt: service.now(),
    recipients: countRecipients(audience),
    correlationId: null,
  };
  service.notifications.push(notification);
  return notification;
}
