import type { z } from 'zod';
import { type ExposedOperationId, type Inputs, operations } from '../generated/operations.ts';
import { schemas } from '../generated/schemas.ts';
import { OperationError } from '../overrides/rule/failure.ts';
import type { Service } from '../overrides/rule/service.ts';
import type { Outcome, SendOptions, ServiceFacts, ToolContext } from '../overrides/rule/tool-rule.ts';
import type { ServiceConfig } from './config/config.ts';
import { readFiles } from './files.ts';
import type { Sender } from './http/sender.ts';
import { rebuild, unfit } from './policy/rebuild.ts';

/** A service that is on: what a person decided about it, its settings, and the way to it. */
export interface LiveService {
  readonly service: Service;
  readonly config: ServiceConfig;
  readonly facts: ServiceFacts;
  readonly send: Sender;
  readonly memory: Map<string, unknown>;
}

export function factsOf({ origin, token, email, fileRoot, apiVersion }: ServiceConfig): ServiceFacts {
  return {
    origin,
    hasToken: token !== undefined,
    hasEmail: email !== undefined,
    pushesFiles: fileRoot !== undefined,
    apiVersion,
  };
}

/** What one call of a tool may use. Every answer passes the rule book here, before the tool sees it. */
export function createToolContext(
  { service, config, facts, send, memory }: LiveService,
  signal: AbortSignal,
  deadline: number,
  scrub: (text: string) => string,
): ToolContext {
  const context: ToolContext = {
    service: facts,
    memory,
    signal,
    now: () => new Date(),
    readFiles: (paths) => readFiles(config.fileRoot, paths, signal),
    async send<K extends ExposedOperationId>(
      operation: K,
      input: Inputs[K],
      options: SendOptions,
    ): Promise<Outcome<K>> {
      const rule = service.rules[operation];
      if (!rule) throw new TypeError(`${operation} has no rule.`);
      const fixed = Object.entries(rule.input).flatMap(([name, decision]) =>
        typeof decision === 'object' && decision !== null && 'fixed' in decision ? [[name, decision.fixed]] : [],
      );
      const answer = await send({
        operation,
        input: { ...input, ...Object.fromEntries(fixed) },
        options,
        signal,
        deadline,
      });
      if (!answer.ok) return answer;
      const data = rebuild(schemas[operation].output() as z.ZodType, rule.output, answer.body, scrub);
      if (data !== unfit) return { ok: true, data: data as (Outcome<K> & { ok: true })['data'] };
      const [status] = operations[operation].success;
      return { ok: false, failure: { kind: 'not-understood', operation, status, problem: 'shape' } };
    },
    async call(operation, input, options) {
      const outcome = await context.send(operation, input, options);
      if (!outcome.ok) throw new OperationError(outcome.failure);
      return outcome.data;
    },
  };
  return context;
}
