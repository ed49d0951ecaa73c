// What the gateway asks of the arguments of the sending tools beyond their schemas. It counts bytes of UTF-8 where a limit does not
// say characters (docs/services/pushgo.md#values).
import * as z from 'zod';
import { isObject } from '../rule/is-object.ts';
import { trim } from '../rule/trim.ts';
import { isPassword, readChannelId } from './channel-id.ts';
import { readExpiry, readInstant } from './instant.ts';
import type { LocationType } from './location.ts';
import { checkAttrs, checkExternalIds, checkMetadata, checkThingAttrs, type MapCheck } from './maps.ts';

// See docs/services/pushgo.md#dispatch
/** Bytes of a title, as JSON text, that the push services' wake-up form holds in any case. */
const LONGEST_TITLE = 1500;

export type Fields = Readonly<Record<string, () => z.ZodType>>;

/** The arguments of any sending tool, as checked. */
export interface Args {
  readonly channel_id?: string;
  readonly password?: string;
  readonly op_id?: string;
  readonly title?: string;
  readonly thing_id?: string;
  readonly occurred_at?: string;
  readonly ttl?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly location_type?: LocationType;
  readonly location_value?: string;
  readonly [name: string]: unknown;
}

/** Text that can be sent. A problem is the rest of a sentence that begins with the argument's name; it holds no value. */
export function text(isFine: (value: string) => boolean = () => true, problem = 'is not taken'): z.ZodString {
  return z
    .string()
    .refine((value) => value.isWellFormed(), { error: 'is no valid Unicode', abort: true })
    .refine(isFine, { error: problem });
}

const id = () =>
  text((value) => /^[A-Za-z0-9_:-]{1,64}$/.test(trim(value)), 'is no id: 1 to 64 letters, digits and _ : -');
const isBlank = (value: string) => trim(value) === '';

function map(check: MapCheck): z.ZodType {
  return z
    .unknown()
    .superRefine((value, ctx) => {
      const problem = isObject(value) ? check(value) : 'has to be an object';
      if (problem !== undefined) ctx.addIssue({ code: 'custom', message: problem });
    })
    .meta({ type: 'object' });
}

const notBlank = () => text((value) => !isBlank(value), 'is blank');
const fitsBytes = (value: string, bytes: number) => Buffer.byteLength(trim(value)) <= bytes;

function list(bytes: number): z.ZodType {
  const isShort = (value: string) => fitsBytes(value, bytes);
  return z.array(notBlank().refine(isShort, { error: `is longer than ${bytes} bytes` })).max(32);
}

function instant(): z.ZodType {
  return text(
    (value) => readInstant(value) !== undefined,
    'is no instant: write ISO 8601 with a time zone (2026-11-21T14:30:00Z), or whole seconds or milliseconds since 1970',
  );
}

/** Not blank, and at most so many characters once trimmed. */
function short(characters: number): z.ZodType {
  return notBlank()
    .refine((value) => [...trim(value)].length <= characters, { error: `is longer than ${characters} characters` })
    .meta({ maxLength: characters });
}

function fitsTitle(title: string): boolean {
  return Buffer.byteLength(JSON.stringify(title)) - 2 <= LONGEST_TITLE;
}

const TITLE_TOO_LONG = `is longer than ${LONGEST_TITLE} bytes: push services may not deliver it; put the rest elsewhere`;

const title = () => text(fitsTitle, TITLE_TOO_LONG);

export const channelId = () =>
  text(
    (value) => readChannelId(value) !== undefined,
    'is no channel id: 26 letters and digits, as pushgo_channel_list tells them',
  );

const instantNames = 'event_time started_at ended_at observed_at created_at deleted_at occurred_at'.split(' ');

/** Text arguments that a number stands for as well. */
export const instants: readonly string[] = [...instantNames, 'ttl'];

/**
 * The arguments that the gateway is stricter about than a schema can say, by name (docs/services/pushgo.md#sending, #values).
 * Everything else comes from the specification: the other arguments, and whether an argument is required.
 */
export const fields: Fields = {
  channel_id: channelId,
  password: () => text((value) => isPassword(trim(value)), 'is no password of a channel: 8 to 128 bytes'),
  op_id: () =>
    text(
      (value) => /^[A-Za-z0-9_:-]{0,128}$/.test(trim(value)),
      'has other characters than letters, digits and _ : -, or over 128',
    ),
  thing_id: id,
  event_id: id,
  title,
  status: () => short(24),
  message: () => short(512),
  tags: () => list(64),
  images: () => list(2048),
  primary_image: () => text((value) => fitsBytes(value, 2048), 'is longer than 2048 bytes'),
  metadata: () => map(checkMetadata),
  attrs: () => map(checkAttrs),
  external_ids: () => map(checkExternalIds),
  // `checkLocation` checks the rest, together with the type
  location_value: () => text(),
  ...Object.fromEntries(instantNames.map((name) => [name, instant])),
  ttl: () =>
    text(
      (value) => readExpiry(value, new Date()) !== undefined,
      'is neither a duration (2h) nor an instant (2026-11-21T14:30:00Z, or seconds or milliseconds since 1970)',
    ),
};

/** Arguments that are listed without a description: the name says it all, and each word costs in every conversation. */
export const undescribed =
  'channel_id thing_id event_id description images primary_image ciphertext location_type severity'.split(' ');

/** Descriptions that are listed in place of the specification's. */
export const descriptions: Readonly<Record<string, string>> = {
  password: 'Password of the channel',
  location_value: 'Such as 52.52,13.4 or aws:eu-west-1:a',
  event_time: 'ISO 8601 or Unix time',
  observed_at: 'ISO 8601 or Unix time',
  status: 'A word or two',
  ttl: 'Duration (2h) or instant',
  metadata: 'Named text, numbers, booleans',
};

/** What differs for the tools of one kind. */
export interface Special {
  /** Arguments that are stricter than for the other tools. */
  readonly fields?: Fields;
  /** What is wrong with several arguments together, as a sentence. */
  readonly check?: (args: Args) => string | undefined;
}

// See docs/services/pushgo.md#sending
export const message: Special = {
  fields: { title: () => title().refine((value) => !isBlank(value), { error: 'is blank' }) },
  check: ({ thing_id, occurred_at }) =>
    thing_id !== undefined && occurred_at === undefined ? 'occurred_at is required with thing_id.' : undefined,
};

export const thing: Special = {
  fields: { attrs: () => map(checkThingAttrs) },
  // Where a thing has no title, its attribute `name` becomes one (docs/services/pushgo.md#devices)
  check({ title, attrs: { name } = {} }) {
    const isTooLong = title === undefined && typeof name === 'string' && !fitsTitle(name);
    return isTooLong ? `attrs.name ${TITLE_TOO_LONG}.` : undefined;
  },
};
