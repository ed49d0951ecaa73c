// What waits on the device, as a phone would show it: one entry for each message, event and thing, newest first.
import type { DeliveredItem } from '../store.ts';

export type Payload = Readonly<Record<string, string>>;

export interface Arrival {
  type: 'message' | 'event' | 'thing';
  id: string;
  channelId: string;
  title: string;
  /** Newest first, at least one. */
  payloads: readonly [Payload, ...Payload[]];
}

const derivedTitles = { message: '', event: 'Event', thing: 'Object' } as const;

/**
 * The gateway makes a title from the id for an update without one. An earlier title of the same entity is shown
 * instead.
 */
function titleOf(type: Arrival['type'], id: string, [newest, ...older]: Arrival['payloads']): string {
  const isGiven = ({ title }: Payload) => title !== `${derivedTitles[type]} ${id}`;
  return ([newest, ...older].find(isGiven) ?? newest).title ?? '';
}

function isType(text: string | undefined): text is Arrival['type'] {
  return text !== undefined && Object.hasOwn(derivedTitles, text);
}

/** `items`: oldest first. */
export function listArrivals(items: readonly DeliveredItem[]): Arrival[] {
  const groups = new Map<string, [Payload, ...Payload[]]>();
  for (const { payload } of items.toReversed()) {
    const key = JSON.stringify([payload.entity_type, payload.channel_id, payload.entity_id]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [payload]);
    else known.push(payload);
  }
  return [...groups.values()].flatMap((payloads) => {
    const [{ entity_type: type, entity_id: id = '', channel_id: channelId = '' }] = payloads;
    return isType(type) ? [{ type, id, channelId, title: titleOf(type, id, payloads), payloads }] : [];
  });
}
