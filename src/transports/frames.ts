// Judges what a client sends, as sections 4 to 6 of JSON-RPC 2.0 and MCP say. Each request gets an answer, whatever is wrong
// with it; a notification and an answer never get one.
import { isUtf8 } from 'node:buffer';
import { type JSONRPCMessage, parseJSONRPCMessage, type RequestId } from '@modelcontextprotocol/server';
import { isObject } from '../json.ts';
import { LARGEST_LINE, type Line } from './lines.ts';

/** Tells a sender what is wrong with a frame. Its id is null where the frame has none that could be sent back. */
export interface Refusal {
  readonly jsonrpc: '2.0';
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

export type Frame =
  /** A message; `mended` where it was taken in spite of a slip. */
  | { readonly message: JSONRPCMessage; readonly mended: boolean }
  /** Nothing to go on with. `code` is for the log, and `refusal`, where there is one, for the sender. */
  | { readonly code: number; readonly refusal?: Refusal | readonly Refusal[] };

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const INVALID_PARAMS = -32602;

/** Reads one line. Undefined for a blank one. */
export function readFrame(line: Line): Frame | undefined {
  return 'whole' in line
    ? readWhole(line.whole)
    : refuseLong(line.head.toString('latin1'), line.tail.toString('latin1'));
}

function readWhole(line: Buffer): Frame | undefined {
  const text = line.toString('utf8').replace(/^\ufeff/, '');
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(null, PARSE_ERROR, 'Parse error: the line is no JSON.');
  }
  // Reading it all the same would put other characters in the place of those that were meant
  if (!isUtf8(line)) return refuse(idOf(value), PARSE_ERROR, 'Parse error: the line is not in UTF-8.');
  return Array.isArray(value) ? refuseBatch(value) : judge(value);
}

/** @param id of the request, where it can be sent back */
function refuse(id: RequestId | null, code: number, message: string): Frame {
  return { code, refusal: { jsonrpc: '2.0', id, error: { code, message } } };
}

const ID = String.raw`"id"\s*:\s*(-?\d{1,16}|"(?:[^"\\]|\\.){0,200}")`;
const NAMED = String.raw`"(?:jsonrpc|method)"\s*:\s*"[^"\\]*"`;

/** A message whose members before the large one are known, and one whose members behind it are. */
const ID_IN_HEAD = new RegExp(String.raw`^\s*\{\s*(?:${NAMED}\s*,\s*)*${ID}\s*,`);
const ID_IN_TAIL = new RegExp(String.raw`[,{]\s*${ID}\s*(?:,\s*${NAMED}\s*)*\}\s*$`);
const ANSWER_IN_HEAD = new RegExp(String.raw`^\s*\{\s*(?:(?:${NAMED}|${ID})\s*,\s*)*"(?:result|error)"\s*:`);

/** A message over the limit was not kept. Its id stands before or behind the large member, so it is mostly found. */
function refuseLong(head: string, tail: string): Frame {
  const [, written] = ID_IN_HEAD.exec(head) ?? ID_IN_TAIL.exec(tail) ?? [];
  if (written === undefined || ANSWER_IN_HEAD.test(head)) return { code: INVALID_REQUEST };
  const megabytes = LARGEST_LINE / 1024 / 1024;
  return refuse(
    idOf({ id: JSON.parse(written) as unknown }),
    INVALID_REQUEST,
    `Invalid Request: the message is larger than ${megabytes} MiB and was not read.`,
  );
}

/** MCP has no batches since 2025-06-18. Each member that asks for an answer gets one, in one list. */
function refuseBatch(members: readonly unknown[]): Frame {
  const refusals = members
    .filter((member) => !isObject(member) || !(isAnswer(member) || isNotification(member)))
    .map((member) => refusalOf(idOf(member)));
  if (members.length === 0) return { code: INVALID_REQUEST, refusal: refusalOf(null) };
  return { code: INVALID_REQUEST, ...(refusals.length > 0 && { refusal: refusals }) };

  function refusalOf(id: RequestId | null): Refusal {
    const message = 'Invalid Request: batches are not served. Send each message on a line of its own.';
    return { jsonrpc: '2.0', id, error: { code: INVALID_REQUEST, message } };
  }
}

function judge(value: unknown): Frame {
  if (!isObject(value)) return refuse(null, INVALID_REQUEST, 'Invalid Request: the line is no object.');
  const { frame, mended } = mend(value);
  try {
    return { message: parseJSONRPCMessage(frame), mended };
  } catch {
    if (isAnswer(frame) || isNotification(frame)) return { code: INVALID_REQUEST };
    const { code, message } = problemOf(frame);
    return refuse(idOf(frame), code, message);
  }
}

function problemOf({ jsonrpc, id, method, params, ...others }: Record<string, unknown>) {
  const invalid = (what: string) => ({ code: INVALID_REQUEST, message: `Invalid Request: ${what}` });
  if (jsonrpc !== '2.0') return invalid('jsonrpc has to be "2.0".');
  if (typeof method !== 'string') return invalid('method has to be a text.');
  if (!isId(id)) return invalid('id has to be a text or a whole number.');
  if ('result' in others || 'error' in others) return invalid('it is a request and an answer at once.');
  if (params !== undefined && (typeof params !== 'object' || params === null))
    return invalid('params has to be an object.');
  const what = Array.isArray(params) ? 'params has to be an object, by name.' : '_meta is not as the protocol has it.';
  return { code: INVALID_PARAMS, message: `Invalid params: ${what}` };
}

const MEMBERS: ReadonlySet<string> = new Set(['jsonrpc', 'id', 'method', 'params', 'result', 'error']);

/**
 * The frame without what does no harm: null for what may be left out, at the top, in `params` and in `_meta`; an empty list
 * for `params`; an id of null in a notification; members that JSON-RPC does not have.
 */
function mend(value: Readonly<Record<string, unknown>>) {
  let mended = false;
  const without = (object: Readonly<Record<string, unknown>>, isLeftOut: (key: string, member: unknown) => boolean) => {
    const kept = Object.entries(object).filter(([key, member]) => !isLeftOut(key, member));
    if (kept.length === Object.keys(object).length) return object;
    mended = true;
    return Object.fromEntries(kept);
  };
  const isNull = (_: string, member: unknown) => member === null;
  const frame: Record<string, unknown> = {
    ...without(value, (key, member) => {
      if (!MEMBERS.has(key)) return true;
      if (key === 'id') return member === null && (isNamedNotification(value) || isObject(value.error));
      if (key === 'method') return false;
      return member === null || (key === 'params' && Array.isArray(member) && member.length === 0);
    }),
  };
  if (isObject(frame.params)) {
    const params = without(frame.params, isNull);
    frame.params = isObject(params._meta) ? { ...params, _meta: without(params._meta, isNull) } : params;
  }
  // An answer to a request of ours has to arrive, or the request would wait for it
  if (value.result === null && !isObject(value.error) && !('method' in value)) frame.result = {};
  return { frame, mended };
}

function isAnswer(frame: Readonly<Record<string, unknown>>): boolean {
  return !('method' in frame) && ('result' in frame || 'error' in frame);
}

function isNotification(frame: Readonly<Record<string, unknown>>): boolean {
  return typeof frame.method === 'string' && (!('id' in frame) || (frame.id === null && isNamedNotification(frame)));
}

function isNamedNotification({ method }: Readonly<Record<string, unknown>>): boolean {
  return typeof method === 'string' && method.startsWith('notifications/');
}

function isId(id: unknown): id is RequestId {
  return typeof id === 'string' || Number.isSafeInteger(id);
}

/** The id that goes back to the sender: also one with a fraction, which JSON-RPC has and MCP has not. */
function idOf(value: unknown): RequestId | null {
  if (!isObject(value)) return null;
  const { id } = value;
  return isId(id) || (typeof id === 'number' && Number.isFinite(id) && !Number.isInteger(id)) ? id : null;
}
