// A device fetches the items that wait in its queue (docs/services/pushgo.md#devices). A pull removes them.
import type { Answer } from '../http/answer.ts';
import { answerData, refuse } from './answers.ts';
import { readJsonBody } from './bodies.ts';
import type { Fields } from './fields.ts';
import { type Call, type Gateway, nowOf } from './gateway.ts';
import type { DeliveredItem, Device } from './store.ts';
import { trim } from './trim.ts';

const mostAtOnce = 512;

/** The waiting items that have not expired, oldest first. */
export function peekItems(gateway: Gateway, device: Device): DeliveredItem[] {
  const now = nowOf(gateway);
  device.waiting = device.waiting.filter(({ expiresAt }) => expiresAt > now);
  return device.waiting.map(({ item }) => item);
}

function takeItems(device: Device, taken: readonly DeliveredItem[]): void {
  device.waiting = device.waiting.filter(({ item }) => !taken.includes(item));
}

export function pullItems(gateway: Gateway, device: Device): DeliveredItem[] {
  const items = peekItems(gateway, device).slice(0, mostAtOnce);
  takeItems(device, items);
  return items;
}

function readDeliveryId(text: string): string {
  return trim(text) || refuse('delivery_id must not be empty', 'delivery_id_required');
}

const pullFields = { device_key: 'text', delivery_id: 'optionalText' } as const satisfies Fields;

export function pull(call: Call): Answer {
  const { gateway } = call;
  const intent = readJsonBody(call, pullFields);
  const id = intent.delivery_id === null ? null : readDeliveryId(intent.delivery_id);
  const device = gateway.store.devices.get(trim(intent.device_key));
  if (device === undefined) return answerData({ items: [] });
  if (id === null) return answerData({ items: pullItems(gateway, device) });
  const items = peekItems(gateway, device).filter(({ delivery_id }) => delivery_id === id);
  takeItems(device, items);
  return answerData({ items });
}
