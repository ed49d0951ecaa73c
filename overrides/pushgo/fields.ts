// What the gateway asks of the arguments of the sending tools beyond their schemas. It counts bytes of UTF-8 where a limit does not
// say characters (docs/services/pushgo.md#values).
import * as z from 'zod';
import { checkInstant } from '../rule/instant.ts';
import { isObject } from '../rule/is-object.ts';
import { trim } from '../rule/trim.ts';
import { checkWebAddress } from '../rule/web-address.ts';
import { isPassword } from './channel-id.ts';
import { checkExpiry } from './instant.ts';
import type { LocationType } from './location.ts';
import { checkAttrs, checkExternalIds, checkMetadata, checkThingAttrs, type MapCheck } from './maps.ts';

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
  readonly external_ids?: Readonly<Record<string, unknown>>;
  readonly location_type?: LocationType;
  readonly location_value?: string;
  readonly [name: string]: unknown;
}

/** Text that can be sent. A problem is the rest of a sentence that begins with the argument's name; it holds no value. */
export function text(isFine: (value: string) => boolean = () => true, problem = 'is not taken'): z.ZodString {
  return checkedText((value) => (isFine(value) ? undefined : problem));
}

/** The same where there is more than one problem. */
function checkedText(problemOf: (value: string) => string | undefined): z.ZodString {
  return z
    .string()
    .refine((value) => value.isWellFormed(), { error: 'is no valid Unicode', abort: true })
    .superRefine((value, ctx) => {
      const message = problemOf(value);
      if (message !== undefined) ctx.addIssue({ code: 'custom', message });
    });
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
    .meta({ type: 'object', additionalProperties: true });
}

const notBlank = () => text((value) => !isBlank(value), 'is blank');
const checkImage = (value: string) => (isBlank(value) ? 'is blank' : checkWebAddress(trim(value)));
const fitsBytes = (value: string, bytes: number) => Buffer.byteLength(trim(value)) <= bytes;

function list(item: z.ZodString, bytes: number): z.ZodType {
  const isShort = (value: string) => fitsBytes(value, bytes);
  return z.array(item.refine(isShort, { error: `is longer than ${bytes} bytes` })).max(32);
}

// What an event or a thing tells of may have happened, and may be planned
function instant(): z.ZodType {
  return checkedText((value) => checkInstant(value, { forms: 'iso or unix', mayBePast: true, now: new Date() }));
}

/** Not blank, and at most so many characters once trimmed. */
function short(characters: number): z.ZodType {
  return notBlank()
    .refine((value) => [...trim(value)].length <= characters, { error: `is longer than ${characters} characters` })
    .meta({ maxLength: characters });
}

/** An address that devices open or fetch (docs/services/pushgo.md#message: the gateway looks at none). */
const webAddress = () => checkedText((value) => (isBlank(value) ? undefined : checkWebAddress(trim(value))));

export const channelId = () => text().describe(descriptions.channel_id ?? '');

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
  title: text,
  status: () => short(24),
  message: () => short(512),
  tags: () => list(notBlank(), 64),
  url: webAddress,
  images: () => list(checkedText(checkImage), 2048),
  primary_image: () => webAddress().refine((value) => fitsBytes(value, 2048), { error: 'is longer than 2048 bytes' }),
  metadata: () => map(checkMetadata),
  attrs: () => map(checkAttrs),
  external_ids: () => map(checkExternalIds),
  // `checkLocation` checks the rest, together with the type
  location_value: () => text(),
  ...Object.fromEntries(instantNames.map((name) => [name, instant])),
  ttl: () => checkedText((value) => checkExpiry(value, new Date())),
};

/** Arguments that are listed without a description: the name says it all, and each word costs in every conversation. */
export const undescribed = 'thing_id event_id description images primary_image ciphertext location_type severity'.split(
  ' ',
);

/** Descriptions that are listed in place of the specification's. */
export const descriptions: Readonly<Record<string, string>> = {
  channel_id: 'Id or name',
  password: 'Password of the channel',
  location_value: 'geo 52.5,13.4; cloud aws:eu-west-1; datacenter site:room:rack; logical a/b',
  event_time: 'ISO 8601; default now',
  observed_at: 'ISO 8601; default now',
  status: 'A word or two',
  ttl: 'Duration (2h) or instant',
  metadata: 'Named text, numbers, booleans',
};

// See docs/services/pushgo.md#sending
/** Of a message and of a new event the title is required. */
export const titled: Fields = { title: notBlank };

export const thing: Fields = { attrs: () => map(checkThingAttrs) };
