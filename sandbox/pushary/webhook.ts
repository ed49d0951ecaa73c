// The answer webhook (contract 1.10). Nothing leaves the double: what would be sent is kept to be looked at.
import { createHmac } from 'node:crypto';
import type { Question } from './question.ts';
import type { Service } from './service.ts';

export interface WebhookDelivery {
  url: string;
  headers: { 'content-type': string; 'X-Pushary-Signature': string };
  body: string;
}

/** Over the bytes as they are sent, without a prefix. */
export function signWebhook(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

export function recordWebhook(service: Service, { callbackUrl, id, value, settledAt, context }: Question): void {
  if (callbackUrl === undefined) return;
  const body = JSON.stringify({
    event: 'decision.answered',
    correlationId: id,
    answer: value,
    value,
    answeredAt: settledAt?.toISOString(),
    context,
  });
  service.webhooks.push({
    url: callbackUrl,
    headers: { 'content-type': 'application/json', 'X-Pushary-Signature': signWebhook(service.webhookSecret, body) },
    body,
  });
}
