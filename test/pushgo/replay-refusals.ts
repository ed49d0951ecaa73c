// What a refusal has to say, by what was recorded.
import type { Exchange } from './replay.ts';
import type { Mode } from './replay-server.ts';

const words = [
  ...['title', 'op_id', 'thing_id', 'event_id', 'channel_id', 'status', 'message', 'severity', 'password'],
  ...['tags', 'images', 'metadata', 'attrs', 'external_ids', 'primary_image', 'location', 'ttl', 'url'],
  ...['event_time', 'started_at', 'ended_at', 'observed_at', 'created_at', 'deleted_at', 'occurred_at'],
];

/** Ids that do not begin with the argument that is wrong, by their end. */
const others: readonly (readonly [end: RegExp, argument: string])[] = [
  [/-channel-syntax-after-title$/, 'title'],
  [/-after-failure-1$/, 'tags'],
  [/-temporal-before-required$/, 'ended_at'],
  [/-required-before-event-time$/, 'status'],
  [/-malformed-channel$/, 'channel_id'],
  [/-severity-and-url$/, 'url'],
  [/-manufacturer-[\w-]+$/, 'attrs'],
];

const sentences: readonly (readonly [end: RegExp, sentence: RegExp])[] = [
  // A name that no tool knows may be a value in the wrong place, so it is not repeated
  [/-(?:unknown-field|unknown-field-token|state)$/, /^One argument has a name that this tool does not know\./],
  [/-message-send-body-\d+-bytes$/, /^The arguments together are larger than the 32768 bytes /],
  // With no channel that is kept, the way to add one comes first
  [/-password-(?:missing|null)$|-no-password$/, /^No channel is set up\. .* Or pass channel_id and password, /],
];

/** The beginning of a sentence about an argument or an entry of it. */
export function about(argument: string): RegExp {
  const name = argument === 'location' ? 'location_(?:type|value)' : argument;
  return new RegExp(`(?:^|\\. )${name}(?:\\[\\d+\\])? (?:is|has|holds|takes|together|and)\\b`);
}

/** The sentence that refuses a value which the gateway refused: it names the argument that the id names first. */
export function sentenceFor({ id }: Exchange): RegExp {
  const known = sentences.find(([end]) => end.test(`-${id}`));
  if (known) return known[1];
  const topic = id.replace(/^(?:message-send|(?:event|thing)-[a-z]+)-/, '').replaceAll('-', '_');
  const places = words.map((word) => [topic.indexOf(word), word] as const).filter(([place]) => place !== -1);
  const [first] = places.sort(([one, two], [other, another]) => one - other || another.length - two.length);
  const argument = others.find(([end]) => end.test(id))?.[1] ?? first?.[1];
  if (argument === undefined) throw new Error(`${id} names no argument.`);
  return about(argument);
}

const nextSteps: Readonly<Record<number, RegExp>> = {
  401: /wants its gateway token, .* sets it as PUSHGO_TOKEN .* or adds the channel again/,
  404: /knows no such channel\. Check its id/,
  500: /failed with 500\. .* to repeat it without sending it twice, pass op_id [\w:-]+\.$/,
  503: /is busy .* Try again in a minute; if it stays so, without op_id\. .* pass op_id [\w:-]+\.$/,
};

const refusedPassword: Readonly<Record<Mode, RegExp>> = {
  kept: /refused the password of this channel\. A person gives it again with `npx push-mcp channels add --file="[^"]+"`; it does not belong into the conversation\.$/,
  legacy:
    /refused the password of this channel\. If it came with the call, correct it there\. A person gives it again with `npx push-mcp channels add --file="[^"]+"`\.$/,
};

/** What there is to do after an answer of the gateway, by its status and where the password came from. */
export function nextStep(status: number, mode: Mode = 'kept'): RegExp {
  return status === 403 ? refusedPassword[mode] : (nextSteps[status] ?? /(?!)/);
}

/** Texts of the gateway of which three words in a row, or all, stand in a text of ours. */
export function relayed({ response }: Exchange, text: string): string[] {
  const { error, problem } = response.json as { error?: string; problem?: Readonly<Record<string, unknown>> };
  const theirs = [error, problem?.title, problem?.detail, problem?.localized_message, problem?.request_id];
  const ours = inWords(text);
  return theirs
    .filter((told) => typeof told === 'string')
    .filter((told) => text.includes(told) || runsOf(told).some((run) => ours.includes(run)));
}

function inWords(text: string): string {
  return ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
}

function runsOf(text: string): string[] {
  const words = inWords(text).trim().split(' ');
  return words.slice(2).map((word, index) => ` ${words[index]} ${words[index + 1]} ${word} `);
}
