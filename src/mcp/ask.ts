import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  inputResponse,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { sha256 } from '../../overrides/rule/digest.ts';
import type { Slot } from '../../overrides/rule/memory.ts';
import { type Answer, NeedsInput, type Person, type Question } from '../../overrides/rule/person.ts';
import type { App } from '../callers/app.ts';
import type { Caller } from '../callers/caller.ts';

/** Milliseconds after which an answer that the client brings with a request of its own counts for nothing. */
const LIFETIME = 10 * 60_000;
/** A question whose text changes while it is answered is asked this often at the most. */
const MOST_ROUNDS = 3;
/** The one request that a result of ours embeds. */
const KEY = 'person';

/** What the client keeps while the person is asked. */
interface Sealed {
  readonly question: string;
  readonly id: string;
  readonly until: number;
}

/** Answers that were used: none counts twice. */
const used: Slot<true> = { name: 'answers', lifetime: LIFETIME, most: 1000 };

interface Asking {
  readonly app: App;
  readonly caller: Caller;
  readonly server: Server;
  readonly ctx: ServerContext;
  /** What the answer is bound to, beside the caller. */
  readonly tool: string;
  readonly args: unknown;
}

/**
 * Runs a tool that may come back with a question, in both protocol eras: since 2026-07-28 the question is the result, and the
 * client calls again with the answer; before that the client is asked while its call waits.
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
    const result = await run({ canAnswer, answerTo: (question) => broughtAnswer(question, asking) });
    return result instanceof NeedsInput ? askByResult(result.question, asking) : result;
  }
  let answered: { readonly question: string; readonly answer: Answer } | undefined;
  for (let round = 1; ; round += 1) {
    const answerTo = async (question: Question): Promise<Answer | undefined> => {
      if (answered?.question === nameOf(question)) return answered.answer;
      return round > MOST_ROUNDS ? { action: 'timeout' } : undefined;
    };
    const result = await run({ canAnswer, answerTo });
    if (!(result instanceof NeedsInput)) return result;
    answered = { question: nameOf(result.question), answer: await askByRequest(result.question, asking) };
  }
}

/** What a person saw: a yes to one text is none to another. */
function nameOf(question: Question): string {
  return sha256(JSON.stringify(question));
}

async function askByRequest(question: Question, { app, server, ctx: { mcpReq } }: Asking): Promise<Answer> {
  const { mode, message } = question;
  const params =
    question.mode === 'form'
      ? { mode, message, requestedSchema: question.schema }
      : { mode, message, url: question.url, elicitationId: randomId() };
  const limit = AbortSignal.timeout(app.patience);
  const signal = AbortSignal.any([mcpReq.signal, limit]);
  try {
    const options = { signal, timeout: 2 * app.patience, relatedRequestId: mcpReq.id };
    const { action, content } = await server.request(
      { method: 'elicitation/create', params: params as never },
      options,
    );
    return { action, ...(content && { content }) };
  } catch {
    mcpReq.signal.throwIfAborted();
    // A client that declares the capability and then fails gives no answer either
    return { action: limit.aborted ? 'timeout' : 'cancel' };
  }
}

function randomId(): string {
  return process.getBuiltinModule('node:crypto').randomUUID();
}

function askByResult(question: Question, asking: Asking) {
  const sealed: Sealed = { question: nameOf(question), id: randomId(), until: Date.now() + LIFETIME };
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

/** The answer that came with a request, where it is one to this question of this caller, and was not used before. */
async function broughtAnswer(question: Question, asking: Asking): Promise<Answer | undefined> {
  const { app, caller, ctx } = asking;
  const state = ctx.mcpReq.requestState();
  const view = inputResponse(ctx.mcpReq.inputResponses, KEY);
  if (typeof state !== 'string' || view.kind !== 'elicit') return undefined;
  const sealed = app.seal.open(state, bindingOf(asking)) as Sealed | undefined;
  if (sealed?.question !== nameOf(question)) return undefined;
  if (Date.now() >= sealed.until) return { action: 'timeout' };
  let isNew = false;
  await caller.state.update(used, sealed.id, (known) => {
    isNew = known === undefined;
    return true as const;
  });
  const { action, content } = view;
  return isNew ? { action, ...(content && { content }) } : undefined;
}

function bindingOf({ caller, tool, args }: Asking): string {
  return JSON.stringify([caller.id ?? caller.sessionId, tool, sha256(JSON.stringify(args ?? {}))]);
}
