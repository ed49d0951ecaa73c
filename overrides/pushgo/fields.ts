import * as z from 'zod';
import { readChannelId } from './channel-id.ts';
import { readExpiry, readInstant } from './instant.ts';
import { checkAttrs, checkExternalIds, checkMetadata, checkThingAttrs, type MapCheck } from './maps.ts';
import { isPassword } from './password.ts';
import { bytesOf, charactersOf, trim } from './text.ts';

// See docs/services/pushgo.md#dispatch
/** Bytes of a title, as JSON text, that the push services' wake-up form holds in any case. */
const LONGEST_TITLE = 1500;

export type Fields = Readonly<Record<string, () => z.ZodType>>;

/** Text that can be sent. A problem is the rest of a sentence that begins with the argument's name; it holds no value. */
export function text(isFine: (value: string) => boolean = () => true, problem = 'is not taken'): z.ZodString {
  return z
    .string()
    .refine((value) => value.isWellFormed(), { error: 'is no valid Unicode', abort: true })
    .refine(isFine, { error: problem });
}

export const isId = (value: string) => /^[A-Za-z0-9_:-]{1,64}$/.test(trim(value));
const ID = 'is no id: 1 to 64 letters, digits and _ : -';
const isBlank = (value: string) => trim(value) === '';

function map(check: MapCheck): z.ZodType {
  return z
    .unknown()
    .superRefine((value, ctx) => {
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
      const problem = isMap ? check(value as Record<string, unknown>) : 'has to be an object';
      if (problem !== undefined) ctx.addIssue({ code: 'custom', message: problem });
    })
    .meta({ type: 'object' });
}

function list(bytes: number): z.ZodType {
  const entry = text((value) => !isBlank(value), 'is blank').refine((value) => bytesOf(trim(value)) <= bytes, {
    error: `is longer than ${bytes} bytes`,
  });
  return z.array(entry).max(32);
}

function instant(): z.ZodType {
  return text(
    (value) => readInstant(value) !== undefined,
    'is no instant: write ISO 8601 with a time zone (2026-11-21T14:30:00Z), or whole seconds or milliseconds since 1970',
  );
}

/** Not blank, and at most so many characters once trimmed. */
function short(characters: number): z.ZodType {
  return text((value) => !isBlank(value), 'is blank')
    .refine((value) => charactersOf(trim(value)) <= characters, { error: `is longer than ${characters} characters` })
    .meta({ maxLength: characters });
}

export function fitsTitle(title: string): boolean {
  return bytesOf(JSON.stringify(title)) - 2 <= LONGEST_TITLE;
}

export const TITLE_TOO_LONG = `is longer than ${LONGEST_TITLE} bytes: push services may not deliver it; put the rest elsewhere`;

const title = () => text(fitsTitle, TITLE_TOO_LONG);

export const channelId = () =>
  text(
    (value) => readChannelId(value) !== undefined,
    'is no channel id: 26 letters and digits, as pushgo_channel_list tells them',
  );

/**
 * The arguments that the gateway is stricter about than a schema can say (docs/services/pushgo.md#sending, #values), by
 * name. Of all others the type, values and limits, and of all whether one is required, come from the specification.
 */
export const fields: Fields = {
  channel_id: channelId,
  // See docs/services/pushgo.md#channel-ids
  password: () => text((value) => isPassword(trim(value)), 'is no password of a channel: 8 to 128 bytes'),
  op_id: () =>
    text(
      (value) => /^[A-Za-z0-9_:-]{0,128}$/.test(trim(value)),
      'has other characters than letters, digits and _ : -, or over 128',
    ),
  thing_id: () => text(isId, ID),
  event_id: () => text(isId, ID),
  title,
  status: () => short(24),
  message: () => short(512),
  tags: () => list(64),
  images: () => list(2048),
  primary_image: () => text((value) => bytesOf(trim(value)) <= 2048, 'is longer than 2048 bytes'),
  metadata: () => map(checkMetadata),
  attrs: () => map(checkAttrs),
  external_ids: () => map(checkExternalIds),
  // Checked together with its type
  location_value: () => text(),
  event_time: instant,
  started_at: instant,
  ended_at: instant,
  observed_at: instant,
  created_at: instant,
  deleted_at: instant,
  occurred_at: instant,
  ttl: () =>
    text(
      (value) => readExpiry(value, new Date()) !== undefined,
      'is neither a duration (2h) nor an instant (2026-11-21T14:30:00Z, or seconds or milliseconds since 1970)',
    ),
};

/** What is listed of an argument in place of the specification's words; nothing where the name says it all. Each word is paid for in every conversation. */
export const words: Readonly<Record<string, string>> = {
  channel_id: '',
  password: 'Password of the channel',
  thing_id: '',
  event_id: '',
  description: '',
  images: '',
  primary_image: '',
  ciphertext: '',
  location_type: '',
  location_value: 'Such as 52.52,13.4 or aws:eu-west-1:a',
  event_time: 'ISO 8601 or Unix time',
  observed_at: 'ISO 8601 or Unix time',
  severity: '',
  status: 'A word or two',
  ttl: 'Duration (2h) or instant',
  metadata: 'Named text, numbers, booleans',
};

/** Arguments that mean something else to one kind of tool. */
export const messageFields = {
  title: () => title().refine((value) => !isBlank(value), { error: 'is blank' }),
} as const;
export const thingFields = { attrs: () => map(checkThingAttrs) } as const;

/** Text arguments that a number stands for as well. */
export const instants = [
  'event_time',
  'started_at',
  'ended_at',
  'observed_at',
  'created_at',
  'deleted_at',
  'occurred_at',
  'ttl',
] as const;
