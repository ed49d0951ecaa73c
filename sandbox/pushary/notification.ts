// What arrived on devices.
import { makeId } from './ids.ts';
import type { Service } from './service.ts';
import type { Subscriber } from './subscribers.ts';

export interface NotificationContext {
  type?: 'task_complete' | 'error' | 'info' | undefined;
  summary?: string | undefined;
  details?: string[] | undefined;
  filesChanged?: string[] | undefined;
  errorMessage?: string | undefined;
  errorFile?: string | undefined;
  nextSteps?: string | undefined;
}

export interface Content {
  title: string;
  body: string;
  url?: string | undefined;
  agentName?: string | undefined;
  context?: NotificationContext | undefined;
  data?: object | undefined;
}

export interface Notification extends Content {
  id: string;
  campaignId: string;
  sentAt: Date;
  recipients: { web: number; mobile: number };
  /** The question under its context. */
  correlationId: string | null;
}

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
