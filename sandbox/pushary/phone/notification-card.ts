// A notification in the list, and the page behind one with a context.
import { type Html, html, nothing } from '../../pages/html.ts';
import type { Notification, NotificationContext } from '../model.ts';
import { showAge } from './time.ts';

const kinds = { task_complete: 'Task complete', error: 'Error', info: 'Info' } as const;

function showKind({ context }: Notification): Html {
  const type = context?.type;
  return type === undefined ? nothing : html`<span class="chip ${type}">${kinds[type]}</span>`;
}

const paragraph = (name: string, text: string | undefined): Html =>
  text === undefined || text === '' ? nothing : html`<dt>${name}</dt><dd dir="auto">${text}</dd>`;

const bullets = (name: string, entries: readonly string[] = []): Html =>
  entries.length === 0
    ? nothing
    : html`<dt>${name}</dt><dd><ul>${entries.map((entry) => html`<li dir="auto">${entry}</li>`)}</ul></dd>`;

function listContext(context: NotificationContext): Html[] {
  return [
    paragraph('Summary', context.summary),
    bullets('Details', context.details),
    bullets('Files changed', context.filesChanged),
    paragraph('What failed', context.errorMessage),
    paragraph('Where', context.errorFile),
    paragraph('Next', context.nextSteps),
  ];
}

function tellRecipients({ recipients: { web, mobile } }: Notification): string {
  const count = (amount: number, one: string, many: string) => (amount === 1 ? `1 ${one}` : `${amount} ${many}`);
  const parts = [
    ...(mobile > 0 ? [count(mobile, 'phone', 'phones')] : []),
    ...(web > 0 ? [count(web, 'browser', 'browsers')] : []),
  ];
  return `to ${parts.join(' and ')}`;
}

/** Only addresses with http or https get here. */
function showLink({ url }: Notification): Html {
  if (url === undefined) return nothing;
  return html`<p><a href="${url}" rel="noopener noreferrer" target="_blank">${url}</a></p>`;
}

function showHead(notification: Notification, now: Date): Html {
  return html`<p class="from"><b dir="auto">${notification.agentName ?? 'Sandbox'}</b>${showAge(notification.sentAt, now)}</p>
${showKind(notification)}<h3 dir="auto">${notification.title}</h3>
<p dir="auto">${notification.body}</p>
`;
}

/** Details have their own page, since the list loads itself anew and would fold them again. */
export function showNotification(notification: Notification, path: string, now: Date): Html {
  const { id, context } = notification;
  const details = html`<p><a href="${path}/notifications/${id}">Details</a></p>`;
  return html`<article>
${showHead(notification, now)}${context === undefined ? showLink(notification) : details}
<p class="soft">${tellRecipients(notification)}</p>
</article>
`;
}

export function showDetails(notification: Notification, now: Date): Html {
  return html`<article>
${showHead(notification, now)}<dl>${listContext(notification.context ?? {})}</dl>
<p class="soft">${tellRecipients(notification)}</p>
</article>
`;
}
