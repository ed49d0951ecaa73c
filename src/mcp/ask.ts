import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { sha256 } from '../../overrides/rule/digest.ts';
import type { Slot } from '../../overrides/rule/memory.ts';
import { NeedsInput, type Person, type Question, type Reply } from '../../overrides/rule/person.ts';
import type { App } from '../callers/app.ts';
import type { Caller } from '../callers/caller.ts';

/** Milliseconds for which a question that went out in a result can be answered. */
const QUESTION_LIFETIME = 10 * 60_000;
/** How often one call asks at the most: the text of a question may be another one by the time of the reply. */
const MOST_ROUNDS = 3;
/** Our name for the one question that a result can hold. */
const KEY = 'person';

/** What the client keeps, encrypted, while it asks the person. */
interface Sealed {
  /** Digest of the question. */
  readonly question: string;
  readonly id: string;
  readonly until: number;
}

/** Ids of questions whose reply was used: none counts twice. */
const used: Slot<true> = { name: 'answers', lifetime: QUESTION_LIFETIME, most: 1000 };

/** A call during which the person may be asked. */
interface Asking {
  readonly app: App;
  readonly caller: Caller;
  readonly server: Server;
  readonly ctx: ServerContext;
  /** A reply counts only for the tool and the arguments that the question was about. */
  readonly tool: string;
  readonly args: unknown;
}

/**
 * Runs a tool that may come back with a question, in both protocol eras: since 2026-07-28 the question is the result, and the
 * client calls again with the reply; before that the client is asked while its call waits.
 */
export async function withPerson<T extends object>(asking: Asking, run: (person: Person) => Promise<T | NeedsInput>) {
  const { server, ctx } = asking;
  const { envelope } = ctx.mcpReq;
  const capabilities = envelope
    ? (envelope as Readonly<Record<string, ReturnType<Server['getClientCapabilities']>>>)[CLIENT_CAPABILITIES_META_KEY]
    : server.getClientCapabilities();
  const { elicitation } = capabilities ?? {};
  // `{}` is what clients declared before there were two modes
  const isPlain = elicitation !== undefined && Object.keys(elicitation).length === 0;
  const canAnswer = { form: isPlain || elicitation?.form !== undefined, url: elicitation?.url !== undefined };
  if (envelope) {
    const result = await run({ canAnswer, replyTo: (question) => broughtReply(question, asking) });
    return result instanceof NeedsInput ? askByResult(result.question, asking) : result;
  }
  let last: { readonly question: string; readonly reply: Reply } | undefined;
  for (let round = 1; ; round += 1) {
    const replyTo = async (question: Question): Promise<Reply | undefined> => {
      if (last?.question === digestOf(question)) return last.reply;
      return round > MOST_ROUNDS ? { action: 'timeout' } : undefined;
    };
    const result = await run({ canAnswer, replyTo });
    if (!(result instanceof NeedsInput)) return result;
    last = { question: digestOf(result.question), reply: await askByRequest(result.question, asking) };
  }
}

/** Tells apart what a person saw: a yes to one text is none to another. */
function digestOf(question: Question): string {
  return sha256(JSON.stringify(question));
}

async function askByRequest(question: Question, { app, server, ctx: { mcpReq } }: Asking): Promise<Reply> {
  const { mode, message } = question;
  const params =
    question.mode === 'form'
      ? { mode, message, requestedSchema: question.schema }
      : { mode, message, url: question.url, elicitationId: randomId() };
  const limit = AbortSignal.timeout(app.patience);
  const signal = AbortSignal.any([mcpReq.signal, limit]);
  try {
    const options = { signal, timeout: 2 * app.patience, relatedRequestId: mcpReq.id };
    return readReply(await server.request({ method: 'elicitation/create', params: params as never }, options));
  } catch {
    mcpReq.signal.throwIfAborted();
    // A client that declares the capability and then fails counts as a person who closes the question
    return { action: limit.aborted ? 'timeout' : 'cancel' };
  }
}

function randomId(): string {
  return process.getBuiltinModule('node:crypto').randomUUID();
}

function askByResult(question: Question, asking: Asking) {
  const sealed: Sealed = { question: digestOf(question), id: randomId(), until: Date.now() + QUESTION_LIFETIME };
  const { message } = question;
  const embedded =
    question.mode === 'form'
      ? inputRequired.elicit({ message, requestedSchema: question.schema as never })
      : inputRequired.elicitUrl({ message, url: question.url });
  return inputRequired({
    inputRequests: { [KEY]: embedded },
    requestState: asking.app.seal.close(sealed, bindingOf(asking)),
  });
}

/** The reply that came with a request, where it is one to this question of this caller, and was not used before. */
async function broughtReply(question: Question, asking: Asking): Promise<Reply | undefined> {
  const { app, caller, ctx } = asking;
  const state = ctx.mcpReq.requestState();
  const response = ctx.mcpReq.inputResponses?.[KEY] as Reply | undefined;
  if (typeof state !== 'string' || typeof response?.action !== 'string') return undefined;
  const sealed = app.seal.open(state, bindingOf(asking)) as Sealed | undefined;
  if (sealed?.question !== digestOf(question)) return undefined;
  if (Date.now() >= sealed.until) return { action: 'timeout' };
  let isNew = false;
  await caller.state.update(used, sealed.id, (wasUsed) => {
    isNew = wasUsed === undefined;
    return true as const;
  });
  return isNew ? readReply(response) : undefined;
}

/** A reply as a client gave it: an action that MCP does not know counts as a closed question. */
function readReply({ action, content }: Reply): Reply {
  return { action: action === 'accept' || action === 'decline' ? action : 'cancel', content };
}

function bindingOf({ caller, tool, args }: Asking): string {
  return JSON.stringify([caller.id ?? caller.sessionId, tool, sha256(JSON.stringify(args ?? {}))]);
}
