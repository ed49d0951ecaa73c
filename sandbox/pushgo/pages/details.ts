// The parts of a card that are lists: tags, pictures, pairs. They come as JSON in text.
import { type Html, html, nothing } from '../../pages/html.ts';
import type { Payload } from './arrivals.ts';
import { showInstant } from './time.ts';

const readList = (json: string | undefined): string[] => (json === undefined ? [] : (JSON.parse(json) as string[]));

export const readPairs = (json: string | undefined): Record<string, unknown> =>
  json === undefined ? {} : (JSON.parse(json) as Record<string, unknown>);

export function showTags({ tags }: Payload): Html[] {
  return readList(tags).map((tag) => html`<span class="chip" dir="auto">${tag}</span>`);
}

/** A link where the scheme is http or https; any other URL is shown as text. */
function showLink(url: string): Html {
  if (!/^https?:\/\//i.test(url)) return html`<span>${url}</span>`;
  return html`<a href="${url}" rel="noopener noreferrer" target="_blank">${url}</a>`;
}

const pair = (name: string, value: Html): Html => html`<dt dir="auto">${name}</dt><dd dir="auto">${value}</dd>`;

const showValue = (value: unknown): Html => html`${typeof value === 'string' ? value : JSON.stringify(value)}`;

function showImages({ images, primary_image: first }: Payload): Html[] {
  return [...(first === undefined ? [] : [first]), ...readList(images)].map((url) => pair('Image', showLink(url)));
}

function showTime(name: string, milliseconds: string | undefined): Html {
  return milliseconds === undefined ? nothing : pair(name, showInstant(milliseconds));
}

function showText(name: string, text: string | undefined): Html {
  return text === undefined ? nothing : pair(name, html`${text}`);
}

function showLocation({ location_type: type, location_value: value }: Payload): Html {
  return type === undefined || value === undefined ? nothing : pair(`Location (${type})`, html`${value}`);
}

/** `attrs`: the attributes of the newest state. Empty where the payload has no details. */
export function showDetails(payload: Payload, attrs: Record<string, unknown>): Html {
  const pairs = { ...attrs, ...readPairs(payload.external_ids), ...readPairs(payload.metadata) };
  const parts = [
    payload.url === undefined ? nothing : pair('Link', showLink(payload.url)),
    ...showImages(payload),
    payload.entity_type === 'thing' ? nothing : showText('Thing', payload.thing_id),
    showLocation(payload),
    ...Object.entries(pairs).map(([key, value]) => pair(key, showValue(value))),
    showTime('Started', payload.started_at),
    showTime('Ended', payload.ended_at),
    showTime('Created', payload.created_at),
    showTime('Deleted', payload.deleted_at),
    showTime('Expires', payload.ttl),
    payload.ciphertext === undefined ? nothing : pair('Encrypted part', html`${payload.ciphertext.length} characters`),
  ];
  return parts.every(({ text }) => text === '') ? nothing : html`<dl>${parts}</dl>`;
}
