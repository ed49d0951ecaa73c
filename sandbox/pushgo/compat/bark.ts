// Bark: parts of the path, or JSON. What it has beyond a message goes into the metadata.
import type { Answer } from '../answers.ts';
import { readJsonBody, readQuery } from '../bodies.ts';
import type { Fields } from '../fields.ts';
import type { Call } from '../gateway.ts';
import type { JsonObject } from '../json-value.ts';
import { splitValues } from '../lists.ts';
import { sendMessage } from '../message.ts';
import { parseMetadata } from '../metadata.ts';
import { readStruct } from '../structs.ts';
import { addMetadata, composeIntent, firstText } from './intent.ts';

const queryFields = {
  url: 'optionalText',
  op_id: 'trimmed',
  level: 'optionalText',
  sound: 'optionalText',
  icon: 'optionalText',
  group: 'optionalText',
  images: 'optionalText',
  ciphertext: 'optionalText',
  tags: 'optionalText',
  metadata: 'optionalText',
} as const satisfies Fields;

const pushFields = {
  device_key: 'text',
  title: 'optionalText',
  body: 'optionalText',
  ...queryFields,
  images: 'list',
  tags: 'list',
  metadata: 'metadata',
} as const satisfies Fields;

const severities: Readonly<Record<string, string>> = { active: 'critical', critical: 'critical' };

interface Given {
  title: string | null;
  body: string | null;
  url: string | null;
  op_id: string | null;
  level: string | null;
  sound: string | null;
  icon: string | null;
  group: string | null;
  ciphertext: string | null;
  images: readonly string[];
  tags: readonly string[];
  metadata: JsonObject | null;
}

function send({ gateway }: Call, key: string, given: Given): Answer {
  const { url, op_id, ciphertext, images, tags, sound, icon, group } = given;
  const extras = { 'compat.bark.sound': sound, 'compat.bark.icon': icon, 'compat.bark.group': group };
  const intent = composeIntent(key, {
    title: firstText(given.title),
    body: firstText(given.body),
    severity: severities[given.level?.trim().toLowerCase() ?? ''] ?? null,
    url,
    op_id,
    ciphertext,
    images,
    tags,
    metadata: addMetadata(given.metadata, extras),
  });
  return sendMessage(gateway, intent);
}

export function pushByPath(call: Call): Answer {
  const query = readQuery(call, queryFields);
  const { device_key: key = '', title, body } = call.segments;
  return send(call, key, {
    ...query,
    title: title ?? null,
    body: body ?? null,
    images: splitValues(query.images),
    tags: splitValues(query.tags),
    metadata: parseMetadata(query.metadata),
  });
}

export function pushByBody(call: Call): Answer {
  const { device_key: key, ...given } = readJsonBody(call, (reader) => readStruct(reader, pushFields, 'BarkPush'));
  return send(call, key, given);
}
