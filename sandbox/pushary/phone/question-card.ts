// A question with the form that answers it, and how one ended.
import { type Html, html, nothing } from '../../pages/html.ts';
import type { Question } from '../model.ts';
import { defer, maxAnswerLength } from '../question.ts';
import { showAge, showRest } from './time.ts';

/** Options longer than this stand below each other. */
const shortOption = 18;

function form(path: string, id: string, content: Html): Html {
  return html`<form method="post" action="${path}/questions/${id}">${content}</form>`;
}

const choice = (value: string, label: string, look = ''): Html =>
  html`<button name="answer" value="${value}" class="${look}">${label}</button>`;

const controls: Record<Question['type'], (question: Question) => Html> = {
  confirm: () => html`<div class="choices">${choice('no', 'No', 'no')}${choice('yes', 'Yes')}</div>`,
  select: ({ options = [] }) => {
    const look = options.some((option) => option.length > shortOption) ? 'choices long' : 'choices';
    return html`<div class="${look}">${options.map((option) => choice(option, option, 'no'))}</div>`;
  },
  input: ({
    id,
    placeholder = '',
  }) => html`<textarea name="answer" rows="2" maxlength="${maxAnswerLength}" required dir="auto" placeholder="${placeholder}" aria-labelledby="q-${id}"></textarea>
<div class="choices"><button>Send</button></div>`,
};

function showAsker({ agentName, createdAt }: Question, now: Date): Html {
  return html`<p class="from"><b dir="auto">${agentName ?? 'An agent'}</b>${showAge(createdAt, now)}</p>`;
}

function showTarget({ toolName, toolTarget }: Question): Html {
  if (toolName === undefined) return nothing;
  return html`<p class="target" dir="auto">${[toolName, toolTarget].filter(Boolean).join(' · ')}</p>`;
}

/** `about` is the title of the notification that the question stands under. */
export function showPending(question: Question, about: string | null, path: string, now: Date): Html {
  const context = question.context ?? about;
  return html`<article class="pending">
${showAsker(question, now)}
${context === null || context === '' ? nothing : html`<p dir="auto">${context}</p>`}
<h3 id="q-${question.id}" dir="auto">${question.question}</h3>
${showTarget(question)}
${form(path, question.id, controls[question.type](question))}
<div class="row"><p class="soft">${showRest(question.expiresAt, now)}</p>
${form(path, question.id, html`<button name="answer" value="${defer}" class="quiet">Decide at the computer</button>`)}</div>
</article>
`;
}

function tellEnd({ status, value, autoResolved }: Question): Html {
  if (status === 'expired') return html`Nobody answered in time.`;
  if (status === 'cancelled') return html`Withdrawn by the agent.`;
  if (value === defer && !autoResolved) return html`You left it to the computer.`;
  return html`${autoResolved ? 'Answered by the site' : 'You answered'}: <bdi>${value ?? ''}</bdi>`;
}

export function showEnded(question: Question, now: Date): Html {
  return html`<article>
${showAsker(question, now)}
<p dir="auto">${question.question}</p>
<p class="soft">${tellEnd(question)}</p>
</article>
`;
}
