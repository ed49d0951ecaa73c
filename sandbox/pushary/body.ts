// Request bodies: bounded, JSON objects or nothing.
import type { IncomingMessage } from 'node:http';
import { answerJson, Refusal, refuse } from './answers.ts';
import { type Fields, isObject } from './checks.ts';

const maxBytes = 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal(answerJson({ error: 'Payload too large' }, 413, { connection: 'close' }));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Calls that are only an action have the JSON content type and no body (contract 1.2). */
export function parseBody(body: string): Fields {
  if (body === '') return {};
  const value = parseJson(body);
  if (!isObject(value)) throw refuse(400, 'The body must be a JSON object');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'The body is not valid JSON');
  }
}
