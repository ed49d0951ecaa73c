// ntfy: text from the query, the headers or the body, in this order.
import { type Answer, refuse } from '../answers.ts';
import { readQuery, readRawBody } from '../bodies.ts';
import type { Fields } from '../fields.ts';
import type { Call } from '../gateway.ts';
import { splitValues } from '../lists.ts';
import { sendMessage } from '../message.ts';
import { parseMetadata } from '../metadata.ts';
import { composeIntent, firstText } from './intent.ts';

const queryFields = {
  message: 'optionalText',
  body: 'optionalText',
  title: 'optionalText',
  priority: 'optionalText',
  severity: 'optionalText',
  url: 'optionalText',
  op_id: 'trimmed',
  thing_id: 'optionalText',
  occurred_at: 'instant',
  ttl: 'instant',
  images: 'optionalText',
  ciphertext: 'optionalText',
  tags: 'optionalText',
  metadata: 'optionalText',
} as const satisfies Fields;

/** Two of these are no severities of a message, and come out as normal. */
const severities: Readonly<Record<string, string>> = {
  '1': 'info',
  '2': 'info',
  '3': 'warning',
  '4': 'critical',
  '5': 'critical',
};

/** Headers with anything but plain characters are not read. */
function headerText({ headers }: Call, name: string): string | null {
  const text = headers[name];
  return text !== undefined && /^[\t -~]*$/.test(text) ? text : null;
}

function publish(call: Call, hasBody: boolean): Answer {
  const query = readQuery(call, queryFields);
  const body = hasBody ? readRawBody(call).toString('utf8') : null;
  if (query.thing_id !== null) {
    refuse('thing_id is not supported on this endpoint', 'thing_id_unsupported_on_ntfy_endpoint');
  }
  const intent = composeIntent(call.segments.topic ?? '', {
    title: firstText(query.title, headerText(call, 'title')),
    body: firstText(query.message, query.body, headerText(call, 'message'), body),
    severity: firstText(query.severity, severities[query.priority?.trim() ?? '']),
    url: query.url,
    op_id: query.op_id,
    occurred_at: query.occurred_at,
    ttl: query.ttl,
    images: splitValues(query.images),
    ciphertext: query.ciphertext,
    tags: splitValues(query.tags),
    metadata: parseMetadata(query.metadata),
  });
  return sendMessage(call.gateway, intent);
}

export const publishByBody = (call: Call): Answer => publish(call, true);
export const publishByQuery = (call: Call): Answer => publish(call, false);
