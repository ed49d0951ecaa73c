// Whether the title of a message, event or thing fits into what push services carry (docs/services/pushgo.md#dispatch).
import { trim } from '../rule/trim.ts';
import type { Args } from './fields.ts';
import type { IdName } from './send.ts';

/** Bytes of JSON text for two copies of the title and of the beginning of the body, on Apple devices: they have the least room. */
const ROOM = 3548;
/** Bytes of an `op_id` that the room allows for. */
const OP_ID = 32;
/** Bytes around a `thing_id`. */
const THING_ID = 13;
/** Characters of the body. */
const BEGINNING = 180;

/** The argument that becomes the text of the notification, by what is sent. */
const bodies: Readonly<Record<IdName, string>> = { message_id: 'body', event_id: 'message', thing_id: 'description' };

const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;

/** What is wrong with the title, or with what becomes the title, as a sentence; undefined where nothing is. */
export function checkTitle(kind: IdName, args: Args): string | undefined {
  const [subject, title] = titleOf(kind, args);
  const body = args[bodies[kind]];
  const beginning = typeof body === 'string' ? [...trim(body)].slice(0, BEGINNING).join('') : '';
  const { op_id = '', thing_id } = args;
  const ids =
    Math.max(0, Buffer.byteLength(trim(op_id)) - OP_ID) +
    (thing_id === undefined ? 0 : Buffer.byteLength(trim(thing_id)) + THING_ID);
  const room = Math.floor((ROOM - ids) / 2) - bytesOf(beginning);
  if (bytesOf(title) <= room) return undefined;
  const beside = beginning === '' ? '' : ` beside the beginning of ${bodies[kind]}`;
  return `${subject} is longer than the ${room} bytes that every push service carries${beside}: put the rest elsewhere.`;
}

/** Where a thing has no title, its attribute `name` becomes one (docs/services/pushgo.md#devices). */
function titleOf(kind: IdName, { title = '', attrs: { name } = {} }: Args): readonly [subject: string, title: string] {
  if (kind === 'message_id') return ['title', trim(title)];
  if (kind === 'thing_id' && trim(title) === '' && typeof name === 'string') return ['attrs.name', name];
  return ['title', title];
}
