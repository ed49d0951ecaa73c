import type { z } from 'zod';
import { type Inputs, type OperationId, operations } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { mayHaveActed } from '../../overrides/rule/acted.ts';
import { OperationError } from '../../overrides/rule/failure.ts';
import { isCredential } from '../../overrides/rule/operation-rule.ts';
import type { Person } from '../../overrides/rule/person.ts';
import type { Service } from '../../overrides/rule/service.ts';
import type { Agent, Outcome, SendOptions, ToolContext } from '../../overrides/rule/tool-rule.ts';
import type { Connection } from '../callers/caller.ts';
import type { Target } from '../callers/channels/keys.ts';
import type { Log } from '../policy/log.ts';
import { project, unfit } from '../policy/project.ts';
import { keyFieldOf, keyOf } from '../upstream/request.ts';
import { readFiles } from './files.ts';

/** One call of a tool, as far as what it may use depends on it. */
export interface CallScope {
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch by which the tool has to answer. */
  readonly deadline: number;
  /** Masks the secrets of the call. */
  readonly scrub: (text: string) => string;
  /** Told the origin of each request before it leaves. */
  readonly onSend: (origin: string) => void;
  /** Told when the service did something, or may have done it. */
  readonly onActed: () => void;
  readonly resourcesChanged: () => void;
  readonly progress: ToolContext['progress'];
  readonly agent: () => Agent;
  readonly person: Person;
  readonly log: Log;
  /** Files of ours that hold secrets: no tool reads them, wherever they are. */
  readonly keptFiles: readonly string[];
}

/** What one call of a tool may use. Every answer passes the rule book here, before the tool sees it. */
export function createToolContext(
  { runtime, credentials, info, channels, state }: Connection,
  { signal, deadline, scrub, onSend, onActed, resourcesChanged, progress, agent, person, log, keptFiles }: CallScope,
): ToolContext {
  const { service, config, send, cache } = runtime;
  const context: ToolContext = {
    service: info,
    channels,
    resourcesChanged,
    cache,
    state,
    signal,
    deadline,
    progress,
    person,
    get agent() {
      return agent();
    },
    now: () => new Date(),
    readFiles: (below, paths) =>
      readFiles({ root: info.get(below), setting: info.nameOf(below), kept: keptFiles }, paths, signal),
    async send<K extends OperationId>(operation: K, input: Inputs[K], options: SendOptions): Promise<Outcome<K>> {
      const target = options.channel ? channels.open(options.channel) : { origin: config.origin, ...credentials };
      const { origin, password, ...proof }: Target = target;
      if (!proof.token && service.withoutToken) throw service.withoutToken(info);
      onSend(origin);
      const filled = fillIn(service, operation, input, password?.reveal(), options);
      const key = keyOf(operation, filled);
      const answer = await send({
        operation,
        input: filled,
        options,
        origin,
        credentials: proof,
        log,
        signal: options.detached ? new AbortController().signal : signal,
        deadline,
        scrub,
      });
      if (answer.ok ? operations[operation].effect !== 'read' : mayHaveActed(answer.failure)) onActed();
      if (!answer.ok) return answer;
      const { status } = answer;
      const told = key === undefined ? {} : { key };
      const { output } = ruleOf(service, operation);
      // Asked without a credential, it may be kept for all callers: no caller's secret masks a part of it. Results are masked
      const mask = options.credentials === 'none' ? undefined : scrub;
      const data = project(schemas[operation].output() as z.ZodType, output, answer.body, mask);
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

/** What the tool does not set itself: the credential, and the service's own idempotency key. */
function fillIn(
  service: Service,
  operation: OperationId,
  input: object,
  credential: string | undefined,
  { unkeyed }: SendOptions,
): Readonly<Record<string, unknown>> {
  const filled: Record<string, unknown> = { ...input };
  const keyField = keyFieldOf(operation);
  if (keyField !== undefined && !unkeyed) filled[keyField] ??= newKey();
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
