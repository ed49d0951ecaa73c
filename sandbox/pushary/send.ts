// POST /send: a notification at once (docs/services/pushary.md#send, #send_notification).
import type { Answer } from '../http/answer.ts';
import { answerJson, refuse } from './answers.ts';
import { createCampaign } from './campaign.ts';
import { address, list, nested, object, oneOf, optional, type Read, readFields, text } from './checks.ts';
import type { Inferred } from './facts.ts';
import { checkOptions, identityShape, options, questionType } from './identity.ts';
import type { Call, Notification, Service } from './model.ts';
import { deliver } from './notification.ts';
import { announceQuestion, openQuestion } from './questions.ts';
import { checkMonth, checkQuestionLimits, countInMonth, describeMonth, takeNotification } from './quotas.ts';
import { noteSession } from './sessions.ts';
import { findAudience, targetShape } from './subscribers.ts';

const followUpShape = { question: text(500), type: optional(questionType), options: optional(options) };

function contextShape({ context }: Inferred) {
  return {
    type: optional(oneOf('task_complete', 'error', 'info')),
    summary: optional(text(context.summary, 0)),
    details: optional(list(text(context.details[1], 0), context.details[0])),
    filesChanged: optional(list(text(context.files[1]), context.files[0])),
    errorMessage: optional(text(context.message, 0)),
    errorFile: optional(text(context.file, 0)),
    nextSteps: optional(text(context.summary, 0)),
    askQuestion: optional(nested(followUpShape)),
  };
}

function sendShape(facts: Inferred) {
  return {
    title: text(100),
    body: text(500),
    url: optional(address()),
    iconUrl: optional(address()),
    imageUrl: optional(address()),
    data: optional(object),
    metadata: optional(object),
    idempotencyKey: optional(text(200)),
    context: optional(nested(contextShape(facts))),
    ...targetShape,
    ...identityShape,
  };
}

type Send = Read<ReturnType<typeof sendShape>>;

export function sendNotification({ service, body }: Call): Answer {
  const send = readFields(body, sendShape(service.facts));
  checkOptions(send.context?.askQuestion ?? {});
  const known = findEarlier(service, send.idempotencyKey);
  if (known) return answerJson({ ...known, duplicate: true });
  const result = sendOnce(service, send);
  if (send.idempotencyKey) service.sends.set(send.idempotencyKey, { at: service.now(), result });
  return answerJson(result);
}

function findEarlier({ sends, facts, now }: Service, key: string | undefined): object | null {
  const earlier = sends.get(key ?? '');
  if (!earlier || now().getTime() - earlier.at.getTime() >= facts.idempotencySeconds * 1000) return null;
  return earlier.result;
}

function sendOnce(service: Service, send: Send): object {
  const audience = findAudience(service, send);
  if (audience.length === 0) return answerNobody(service);
  const { askQuestion: followUp, ...context } = send.context ?? {};
  if (followUp) checkQuestionLimits(service, send);
  checkMonth(service, audience.length);
  takeNotification(service);
  countInMonth(service, audience.length);
  noteSession(service, send, send.context?.type === 'error' ? 'errored' : 'fine', 'send_notification');

  const { title, body, url, agentName, data } = send;
  const campaign = createCampaign(service, { name: title, title, body });
  // A rich context always wins over the address (docs/services/pushary.md#send_notification)
  const shown = send.context ? { context } : { url };
  const notification = deliver(service, campaign.id, { title, body, agentName, data, ...shown }, audience);
  Object.assign(campaign, { status: 'completed', totalTargeted: audience.length });
  Object.assign(campaign, { totalSent: audience.length, totalDelivered: audience.length });
  const linked = followUp ? openFollowUp(service, notification, send, followUp) : {};
  return {
    success: true,
    campaignId: campaign.id,
    status: 'queued',
    queued: audience.length,
    sent: audience.length,
    delivery: describeDelivery(notification.recipients),
    limits: describeMonth(service),
    ...linked,
  };
}

function openFollowUp(service: Service, notification: Notification, send: Send, followUp: Read<typeof followUpShape>) {
  const { question, type = 'confirm', options: choices } = followUp;
  const { agentName, sessionId, machineId } = send;
  const asked = { question, type, options: choices, agentName, sessionId, machineId };
  const opened = openQuestion(service, asked, service.limits.questionSeconds);
  notification.correlationId = opened.id;
  announceQuestion(service, opened);
  return { linkedCorrelationId: opened.id };
}

function describeDelivery({ web, mobile }: Notification['recipients']) {
  const channel = (recipients: number) => ({ recipients, ...(recipients === 0 ? { status: 'no_recipients' } : {}) });
  return { web: channel(web), mobile: channel(mobile) };
}

function answerNobody(service: Service): object {
  const { facts, site } = service;
  if (facts.emptyAudience === 'refuse') throw refuse(400, 'No subscribers found', facts.codes.noSubscribers);
  const none = { recipients: 0, status: site.mode === 'no_devices' ? 'not_configured' : 'no_recipients' };
  return {
    success: true,
    sent: 0,
    delivery: { web: none, mobile: none },
    limits: describeMonth(service),
    warning: 'No device was reached. Connect one under Settings, Connections.',
  };
}
