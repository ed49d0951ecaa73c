// The page: questions that wait, then what has been, newest first.
import type { Answer } from '../../http/answer.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { refuseUnknown } from '../answers.ts';
import type { Question, Service, SiteMode } from '../model.ts';
import { answerPage } from './layout.ts';
import { type NoticeName, readNotice } from './notices.ts';
import { showDetails, showNotification } from './notification-card.ts';
import { phonePath } from './path.ts';
import { showEnded, showPending } from './question-card.ts';

const longestHistory = 50;

/** What is unusual about the site, since a person would wonder why nothing rings. */
const modes: Record<SiteMode, string | null> = {
  normal: null,
  notify_only: 'This site only notifies: questions are decided at the computer.',
  terminal_only: 'This site does not ask by phone: questions are decided at the computer.',
  no_devices: 'No phone is connected to this site. What is sent or asked reaches nobody.',
  suppressed: 'You are at the computer, so the phone does not ring for questions.',
  deferred: 'Every question is handed back to the computer at once.',
};

interface Entry {
  at: Date;
  card: Html;
}

function showHistory({ notifications }: Service, questions: readonly Question[], now: Date): Html[] {
  const sent = notifications.map(
    (entry): Entry => ({ at: entry.sentAt, card: showNotification(entry, phonePath, now) }),
  );
  const over = questions
    .filter(({ status }) => status !== 'pending' && status !== 'unavailable')
    .map((entry): Entry => ({ at: entry.settledAt ?? entry.createdAt, card: showEnded(entry, now) }));
  return [...sent, ...over]
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, longestHistory)
    .map(({ card }) => card);
}

function showQuestions(service: Service, pending: readonly Question[], now: Date): Html {
  if (pending.length === 0) return nothing;
  const cards = pending.map((question) => {
    const about = service.notifications.find(({ correlationId }) => correlationId === question.id);
    return showPending(question, about?.title ?? null, phonePath, now);
  });
  return html`<h2>${pending.length === 1 ? 'A question for you' : `${pending.length} questions for you`}</h2>
${cards}`;
}

function header(title: string, link: string): Html {
  return html`<header><h1>${title}</h1><a class="button quiet" href="${phonePath}">${link}</a></header>`;
}

/** A question under the context can be answered on its page as well. */
export function answerDetailsPage(service: Service, id: string): Answer {
  const notification = service.notifications.find((candidate) => candidate.id === id);
  if (!notification) throw refuseUnknown('Page');
  const now = service.now();
  const question = service.questions.get(notification.correlationId ?? '');
  const body = html`${header('Notification', 'Back')}
${showDetails(notification, now)}
${question?.status === 'pending' ? showPending(question, null, phonePath, now) : nothing}`;
  return answerPage('Notification', body, false);
}

export function answerPhonePage(service: Service, notice: NoticeName | null): Answer {
  const now = service.now();
  const connected = service.site.mode !== 'no_devices';
  const questions = connected ? [...service.questions.values()] : [];
  const pending = questions.filter(({ status }) => status === 'pending').reverse();
  const history = showHistory(service, questions, now);
  const mode = modes[service.site.mode];
  const body = html`${header('Sandbox phone', 'Refresh')}
${notice === null ? nothing : html`<p class="notice" role="status">${readNotice(notice)}</p>`}
${mode === null ? nothing : html`<p class="notice">${mode}</p>`}
${showQuestions(service, pending, now)}
${history.length === 0 ? nothing : html`<h2>Earlier</h2>${history}`}
${pending.length + history.length === 0 ? html`<p class="empty">Nothing has arrived yet. This page looks by itself.</p>` : nothing}`;
  return answerPage('Sandbox phone', body, pending.length === 0);
}
