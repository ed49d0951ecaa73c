// One card for each message, event and thing.
import { type Html, html, nothing } from '../../pages/html.ts';
import { showMarkdown } from '../../pages/markdown.ts';
import type { Arrival, Payload } from './arrivals.ts';
import { readPairs, showDetails, showTags } from './details.ts';
import { showAge } from './time.ts';

const kinds = { message: 'Message', event: 'Event', thing: 'Thing' } as const;

const states: Readonly<Record<string, string>> = {
  ONGOING: 'Ongoing',
  CLOSED: 'Closed',
  active: 'Active',
  archived: 'Archived',
  deleted: 'Deleted',
};

function showState({ event_state, state }: Payload): Html {
  const name = event_state ?? state;
  if (name === undefined) return nothing;
  const style = name === 'ONGOING' || name === 'active' ? 'chip on' : 'chip';
  return html`<span class="${style}">${states[name] ?? name}</span>`;
}

function showSeverity({ severity }: Payload): Html {
  if (severity === undefined || severity === 'normal') return nothing;
  return html`<span class="chip ${severity}">${severity}</span>`;
}

const showText = (text: string | undefined): Html => (text === undefined ? nothing : html`<p dir="auto">${text}</p>`);

function showSteps(payloads: readonly Payload[], now: Date): Html {
  const steps = payloads.map(
    (step) =>
      html`<li><span dir="auto"><b>${step.status ?? ''}</b> ${step.message ?? ''}</span>${showAge(step.occurred_at, now)}</li>`,
  );
  return html`<ul>${steps}</ul>`;
}

/** Later payloads change parts of a thing or event, so the newest value of each part is shown. */
function mergePayloads(payloads: readonly Payload[]): Payload {
  return Object.assign({}, ...payloads.toReversed());
}

function mergeAttrs(payloads: readonly Payload[]): Record<string, unknown> {
  return Object.assign({}, ...payloads.map(({ attrs }) => readPairs(attrs)).reverse());
}

const texts: Record<Arrival['type'], (state: Payload, arrival: Arrival, now: Date) => Html> = {
  message: ({ body }) => (body === undefined ? nothing : showMarkdown(body)),
  event: ({ description }, { payloads }, now) => html`${showSteps(payloads, now)}${showText(description)}`,
  thing: ({ description }) => showText(description),
};

export function showCard(arrival: Arrival, channelName: string, now: Date): Html {
  const { type, title, payloads } = arrival;
  const state = mergePayloads(payloads);
  return html`<article>
<p class="from"><span dir="auto">${kinds[type]} in <b>${channelName}</b></span>${showAge(state.occurred_at, now)}</p>
<h2 dir="auto">${title}</h2>
${texts[type](state, arrival, now)}
<p class="chips">${showState(state)}${showSeverity(state)}${showTags(state)}</p>
${showDetails(state, mergeAttrs(payloads))}
</article>
`;
}
