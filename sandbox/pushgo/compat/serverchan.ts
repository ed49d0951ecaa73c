// ServerChan: a query or a form. A URL is kept in the metadata as well.
import type { Answer } from '../answers.ts';
import { readForm, readQuery } from '../bodies.ts';
import type { Fields, Read } from '../fields.ts';
import type { Call } from '../gateway.ts';
import { sendMessage } from '../message.ts';
import { parseMetadata } from '../metadata.ts';
import { addMetadata, composeIntent, firstText } from './intent.ts';

const fields = {
  title: 'optionalText',
  text: 'optionalText',
  desp: 'optionalText',
  body: 'optionalText',
  url: 'optionalText',
  ciphertext: 'optionalText',
  op_id: 'trimmed',
  metadata: 'optionalText',
} as const satisfies Fields;

function send({ gateway, segments }: Call, given: Read<typeof fields>): Answer {
  const intent = composeIntent(segments.sendkey ?? '', {
    title: firstText(given.title, given.text),
    body: firstText(given.desp, given.body),
    url: given.url,
    ciphertext: given.ciphertext,
    op_id: given.op_id,
    metadata: addMetadata(parseMetadata(given.metadata), { 'compat.serverchan.url': given.url }),
  });
  return sendMessage(gateway, intent);
}

export const sendByQuery = (call: Call): Answer => send(call, readQuery(call, fields));
export const sendByForm = (call: Call): Answer => send(call, readForm(call, fields));
