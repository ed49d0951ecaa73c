// What a push service of Apple holds of an item that is too large for it: title and the beginning of the text, both twice
// (docs/services/pushgo.md#dispatch). Whether other devices are subscribed is not known, and they have more room.
import { trim } from '../rule/trim.ts';
import type { Args } from './fields.ts';
import type { PushgoOperation } from './rules.ts';

/** Bytes of JSON text, with an `op_id` of 32 bytes and no thing. */
const ROOM = 3548;
const SHORTEST_KEY = 32;
/** What a `thing_id` costs beside its own bytes. */
const THING = 13;
/** Characters of the text that go along. */
const BEGINNING = 180;

const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;

/** What is wrong with a title that has no room, as a sentence; undefined where nothing is. */
export function checkTitle(operation: PushgoOperation, args: Args): string | undefined {
  const [titleName, title] = findTitle(operation, args);
  const [textName, text = ''] = findText(operation, args);
  const beginning = [...trim(text)].slice(0, BEGINNING).join('');
  const key = Math.max(0, trim(args.op_id ?? '').length - SHORTEST_KEY);
  const thing = args.thing_id === undefined ? 0 : trim(args.thing_id).length + THING;
  const room = Math.floor((ROOM - key - thing) / 2) - sizeOf(beginning);
  if (sizeOf(title) <= room) return undefined;
  const beside = beginning === '' ? '' : ` beside the first ${BEGINNING} characters of ${textName}`;
  return `${titleName} is longer than ${room} bytes: Apple devices have no more room${beside}. Put the rest elsewhere.`;
}

/** The title that devices show. An attribute `name` is the title of a thing without one (docs/services/pushgo.md#devices). */
function findTitle(operation: PushgoOperation, { title, attrs }: Args): [name: string, value: string] {
  if (title !== undefined) return ['title', operation === 'pushgoSendMessage' ? trim(title) : title];
  const name = operation.endsWith('Thing') ? attrs?.name : undefined;
  return ['attrs.name', typeof name === 'string' ? name : ''];
}

/** The text below the title. What changes of a thing without a description is told by its attributes. */
function findText(operation: PushgoOperation, args: Args): [name: string, value: string | undefined] {
  if (operation === 'pushgoSendMessage') return ['body', args.body];
  if (operation.endsWith('Event')) return ['message', args.message];
  if (args.description !== undefined || operation === 'pushgoCreateThing') return ['description', args.description];
  const lines = Object.entries(args.attrs ?? {}).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return ['attrs', lines.sort().join('\n')];
}
