import type { z } from 'zod';
import type { Inputs, OperationId } from '../generated/operations.ts';
import { schemas } from '../generated/schemas.ts';
import { OperationError } from '../overrides/rule/failure.ts';
import { isCredential, type Switch } from '../overrides/rule/operation-rule.ts';
import type { Service } from '../overrides/rule/service.ts';
import type { Agent, Outcome, SendOptions, ServiceFacts, ToolContext } from '../overrides/rule/tool-rule.ts';
import type { ChannelKeys, Way } from './channels/keys.ts';
import type { ServiceConfig } from './config/config.ts';
import { readFiles } from './files.ts';
import { keyFieldOf, keyOf } from './http/request.ts';
import type { Sender } from './http/sender.ts';
import { rebuild, unfit } from './policy/rebuild.ts';

/** A service that is on: what a person decided about it, its settings, and the way to it. */
export interface LiveService {
  readonly service: Service;
  readonly config: ServiceConfig;
  readonly facts: ServiceFacts;
  readonly send: Sender;
  readonly channels: ChannelKeys;
  /** Files of ours that hold secrets: no tool reads them, wherever they are. */
  readonly keptFiles: readonly string[];
  readonly switches: readonly Switch[];
  readonly memory: Map<string, unknown>;
}

export function factsOf(config: ServiceConfig): ServiceFacts {
  const { origin, token, email, fileRoot, apiVersion, legacyPasswords, channelsFile, ownChannelsFile } = config;
  // In quotes, as far as a shell of any system reads them alike
  const flag = ownChannelsFile ? ` --file="${channelsFile}"` : '';
  return {
    origin,
    hasToken: token !== undefined,
    hasEmail: email !== undefined,
    pushesFiles: fileRoot !== undefined,
    apiVersion,
    addsChannels: `npx push-mcp channels add${flag}`,
    takesPasswords: legacyPasswords,
  };
}

/** One call of a tool, as far as what it may use depends on it. */
export interface CallScope {
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch by which the tool has to answer. */
  readonly deadline: number;
  /** Masks the secrets of the call. */
  readonly scrub: (text: string) => string;
  /** Told the origin of each request before it leaves. */
  readonly onSend: (origin: string) => void;
  readonly resourcesChanged: () => void;
  readonly progress: ToolContext['progress'];
  readonly agent: () => Agent;
}

/** What one call of a tool may use. Every answer passes the rule book here, before the tool sees it. */
export function createToolContext(
  live: LiveService,
  { signal, deadline, scrub, onSend, resourcesChanged, progress, agent }: CallScope,
): ToolContext {
  const { service, config, facts, send, channels, memory } = live;
  const context: ToolContext = {
    service: facts,
    channels,
    resourcesChanged,
    memory,
    signal,
    deadline,
    progress,
    get agent() {
      return agent();
    },
    now: () => new Date(),
    readFiles: (paths) => readFiles({ root: config.fileRoot, kept: live.keptFiles }, paths, signal),
    async send<K extends OperationId>(operation: K, input: Inputs[K], options: SendOptions): Promise<Outcome<K>> {
      const { origin, token, password }: Way = options.channel ? channels.open(options.channel) : config;
      if (!token && service.withoutToken) throw service.withoutToken();
      onSend(origin);
      const filled = fillIn(service, operation, input, password?.reveal());
      const key = keyOf(operation, filled);
      const answer = await send({
        operation,
        input: filled,
        options,
        origin,
        ...(token && { token }),
        signal: options.detached ? new AbortController().signal : signal,
        deadline,
        scrub,
      });
      if (!answer.ok) return answer;
      const { status } = answer;
      const told = key === undefined ? {} : { key };
      const { output } = ruleOf(service, operation);
      const data = rebuild(schemas[operation].output() as z.ZodType, output, answer.body, scrub);
      if (data !== unfit) return { ok: true, status, data: data as (Outcome<K> & { ok: true })['data'], ...told };
      return { ok: false, failure: { kind: 'not-understood', operation, status, problem: 'shape', ...told } };
    },
    async call(operation, input, options) {
      const outcome = await context.send(operation, input, options);
      if (!outcome.ok) throw new OperationError(outcome.failure);
      return outcome.data;
    },
  };
  return context;
}

function ruleOf(service: Service, operation: OperationId) {
  const rule = service.rules[operation];
  if (!rule) throw new TypeError(`${operation} has no rule.`);
  return rule;
}

/** What the tool does not set itself: the credential, and the service's own key against repetition. */
function fillIn(
  service: Service,
  operation: OperationId,
  input: object,
  credential: string | undefined,
): Readonly<Record<string, unknown>> {
  const filled: Record<string, unknown> = { ...input };
  const keyField = keyFieldOf(operation);
  if (keyField !== undefined) filled[keyField] ??= newKey();
  for (const [name, decision] of Object.entries(ruleOf(service, operation).input)) {
    if (isCredential(decision)) filled[name] = credential;
  }
  return filled;
}

/** 128 random bits. One is made for a request and its repetitions. */
function newKey(): string {
  // Loaded here and not above: it would add a twentieth to every start
  return process.getBuiltinModule('node:crypto').randomBytes(16).toString('hex');
}
