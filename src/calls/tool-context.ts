import type { z } from 'zod';
import { type Inputs, type OperationId, operations } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { mayHaveActed, OperationError } from '../../overrides/rule/failure.ts';
import { isCredential } from '../../overrides/rule/operation-rule.ts';
import type { Service } from '../../overrides/rule/service.ts';
import type { Agent, Outcome, SendOptions, ToolContext } from '../../overrides/rule/tool-rule.ts';
import { trim } from '../../overrides/rule/trim.ts';
import type { Connection } from '../callers/caller.ts';
import type { Destination } from '../callers/channels/keys.ts';
import type { Log } from '../policy/log.ts';
import { project, unfit } from '../policy/project.ts';
import { keyFieldOf, keyOf } from '../upstream/request.ts';
import { readFiles } from './files.ts';

/** One call of a tool: the parts of its context that depend on the call, and what the context itself needs. */
export interface CallScope
  extends Pick<ToolContext, 'signal' | 'deadline' | 'resourcesChanged' | 'progress' | 'person'> {
  /** Masks the secrets of the call. */
  readonly scrub: (text: string) => string;
  /** Gets the origin of each request before it leaves. */
  readonly onSend: (origin: string) => void;
  /** Called when the service did something, or may have done it. */
  readonly onActed: () => void;
  readonly agent: () => Agent;
  readonly log: Log;
  /** Files of ours that hold secrets: no tool reads them, wherever they are. */
  readonly keptFiles: readonly string[];
}

/** Makes the context of one call of a tool. Every answer passes the rule book here, before the tool sees it. */
export function createToolContext(
  { runtime, credentials, info, channels, state }: Connection,
  { scrub, onSend, onActed, agent, log, keptFiles, ...scope }: CallScope,
): ToolContext {
  const { service, config, send, cache } = runtime;
  const { signal, deadline } = scope;
  const context: ToolContext = {
    ...scope,
    service: info,
    channels,
    cache,
    state,
    get agent() {
      return agent();
    },
    now: () => new Date(),
    readFiles: (below, paths) =>
      readFiles({ root: info.get(below), setting: info.nameOf(below), kept: keptFiles }, paths, signal),
    async send<K extends OperationId>(operation: K, input: Inputs[K], options: SendOptions): Promise<Outcome<K>> {
      const { origin, password, ...opened }: Destination = options.channel
        ? channels.open(options.channel)
        : { origin: config.origin, ...credentials };
      if (!opened.token && service.withoutToken) throw service.withoutToken(info);
      onSend(origin);
      const filled = fillIn(service, operation, input, password?.reveal(), options);
      const key = keyOf(operation, filled);
      const answer = await send({
        operation,
        input: filled,
        options,
        origin,
        credentials: opened,
        log,
        signal: options.detached ? new AbortController().signal : signal,
        deadline,
        scrub,
      });
      if (answer.ok ? operations[operation].effect !== 'read' : mayHaveActed(answer.failure)) onActed();
      if (!answer.ok) {
        // What the last attempt met is not what became of the call, so no tool may make a result of it
        if (answer.failure.actedEarlier) throw new OperationError(answer.failure);
        return answer;
      }
      const { status } = answer;
      const sentKey = key === undefined ? {} : { key };
      const { output } = ruleOf(service, operation);
      // An answer to a request without a credential may be cached for all callers, so no secret of this one masks a part of it
      // here. Results are masked in any case
      const mask = options.credentials === 'none' ? undefined : scrub;
      const data = project(schemas[operation].output() as z.ZodType, output, answer.body, mask);
      if (data !== unfit) return { ok: true, status, data: data as (Outcome<K> & { ok: true })['data'], ...sentKey };
      return { ok: false, failure: { kind: 'not-understood', operation, status, problem: 'shape', ...sentKey } };
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
  // To a service a blank key is none: with one, a repetition would act again
  if (keyField !== undefined && !unkeyed && trim(String(filled[keyField] ?? '')) === '') filled[keyField] = newKey();
  for (const [name, decision] of Object.entries(ruleOf(service, operation).input)) {
    if (isCredential(decision)) filled[name] = credential;
  }
  return filled;
}

/** 128 random bits, made once for a request and its repetitions. */
function newKey(): string {
  // Imported above, the module would slow every start by a twentieth
  return process.getBuiltinModule('node:crypto').randomBytes(16).toString('hex');
}
