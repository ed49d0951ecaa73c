// The form in which a payload too large for a push provider goes out: ids, base URL, whole title, start of the body.
// What even this form cannot hold fails (docs/services/pushgo.md#dispatch). The room is what was measured, for an
// `op_id` of 32 bytes and a base URL of 21; where the service counts otherwise than this sum is not known.
import type { Platform } from './store.ts';

interface Room {
  /** Bytes for all copies of the title when there is no body. */
  bytes: number;
  /** How often title and body are in it. */
  copies: number;
  /** What each copy of a body costs beside its text. */
  perBody: number;
}

const apple: Room = { bytes: 3570, copies: 2, perBody: 10 };

const rooms: Record<Platform, Room> = {
  ios: apple,
  ipados: apple,
  macos: apple,
  watchos: apple,
  android: { bytes: 3575, copies: 1, perBody: 6 },
  windows: { bytes: 4738, copies: 1, perBody: 7 },
};

const measuredOpId = 32;
const measuredBaseUrl = 21;
const baseUrlMember = '"base_url":"",'.length;
const thingIdMember = 13;
const bodyStart = 180;

const jsonBytes = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;

export interface WakeUp {
  title: string;
  body: string | undefined;
  opId: string;
  thingId: string | undefined;
  baseUrl: string | null;
}

export function fitsWakeUp({ title, body, opId, thingId, baseUrl }: WakeUp, platform: Platform): boolean {
  const { bytes, copies, perBody } = rooms[platform];
  const start = body === undefined ? 0 : jsonBytes([...body].slice(0, bodyStart).join('')) + perBody;
  const base = baseUrl === null ? -baseUrlMember : jsonBytes(baseUrl);
  const thing = thingId === undefined ? 0 : thingId.length + thingIdMember;
  const rest = opId.length - measuredOpId + thing + base - measuredBaseUrl;
  return copies * (jsonBytes(title) + start) + rest <= bytes;
}
