// The page for people: the items that have arrived on the sandbox's device. Looking at it pulls nothing.
import type { Answer } from '../../http/answer.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import { writePage } from '../../pages/page.ts';
import type { Call, Gateway } from '../gateway.ts';
import { peekItems } from '../pull.ts';
import { listArrivals } from './arrivals.ts';
import { showCard } from './cards.ts';
import { cardStyle } from './style.ts';

export const devicePath = '/sandbox/device';

const reloadSeconds = 5;
const mostCards = 100;
const footer = 'PushGo Gateway sandbox. Everything in it is gone when it stops.';

function showArrivals(gateway: Gateway): Html {
  const device = gateway.store.devices.get(gateway.ownDeviceKey);
  const arrivals = device === undefined ? [] : listArrivals(peekItems(gateway, device));
  if (arrivals.length === 0) return html`<p class="empty">Nothing has arrived yet. This page refreshes by itself.</p>`;
  const now = gateway.now();
  const nameOf = (id: string) => gateway.store.channels.get(id)?.name ?? id;
  const cards = arrivals.slice(0, mostCards).map((arrival) => showCard(arrival, nameOf(arrival.channelId), now));
  const rest = arrivals.length - cards.length;
  return html`${cards}${rest > 0 ? html`<p class="empty">And ${rest} older.</p>` : nothing}`;
}

export function showDevice({ gateway }: Call): Answer {
  return writePage({
    title: 'Sandbox device',
    footer,
    style: cardStyle,
    reload: reloadSeconds,
    body: html`<header><h1>Sandbox device</h1><a class="button quiet" href="${devicePath}">Refresh</a></header>
${showArrivals(gateway)}`,
  });
}

/** Stands at `/`, where the service has its documentation for senders. */
export function showRoot(): Answer {
  return writePage({
    title: 'PushGo Gateway sandbox',
    footer,
    body: html`<h1>PushGo Gateway sandbox</h1>
<p>What is sent here reaches no phone.</p>
<a class="button" href="${devicePath}">Show the device</a>`,
  });
}
