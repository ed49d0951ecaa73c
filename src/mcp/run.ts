import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { mayHaveActed } from '../../overrides/rule/acted.ts';
import { type Effect, effects } from '../../overrides/rule/effects.ts';
import { OperationError, Refusal } from '../../overrides/rule/failure.ts';
import type { Switch } from '../../overrides/rule/operation-rule.ts';
import { secretArguments } from '../../overrides/rule/secrets.ts';
import type { Agent, AnyTool, ToolContext } from '../../overrides/rule/tool-rule.ts';
import { services } from '../../overrides/services.ts';
import { type AuditEvent, fingerprint, maskArguments } from '../audit.ts';
import { closest } from '../closest.ts';
import type { ServedTool } from '../policy/enabled.ts';
import { createScrubber, type Scrubber } from '../scrub.ts';
import { type CallScope, createToolContext, type LiveService } from '../tool-context.ts';
import { readArguments } from './arguments.ts';
import type { Server } from './server.ts';

/** Clients give up after a minute, so a call ends before that, or as soon as one request may last. */
const ANSWER_WITHIN = 50_000;

export interface ToolResult {
  [key: string]: unknown;
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
}

/** A call as a client made it. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: unknown;
  readonly signal: AbortSignal;
  readonly resourcesChanged: () => void;
  readonly progress: ToolContext['progress'];
  readonly agent: () => Agent;
}

interface Compiled {
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
}

// Schemas are built on the first call of a tool, never at start
const compiled = new WeakMap<LiveService, Map<AnyTool, Compiled>>();

function compile({ onlyWith = {} }: ServedTool, rule: AnyTool, live: LiveService): Compiled {
  const known = compiled.get(live) ?? new Map<AnyTool, Compiled>();
  compiled.set(live, known);
  const found = known.get(rule);
  if (found) return found;
  const off = Object.entries(onlyWith).filter(([, setting]) => !live.switches.includes(setting as Switch));
  const listed = rule
    .input()
    .omit(Object.fromEntries(off.map(([name]) => [name, true as const])) as Record<never, true>);
  const input = listed.extend(rule.acceptedInput?.().shape ?? {});
  const built = { input, output: rule.output() };
  known.set(rule, built);
  return built;
}

/**
 * Runs one tool call from name to result: name resolved, arguments checked, tool run, result checked against its own
 * schema, secrets scrubbed, audit line written. Whatever goes wrong becomes a sentence here and nowhere else.
 */
export async function runTool(
  server: Server,
  { name: called, arguments: raw, signal, ...connection }: ToolCall,
): Promise<ToolResult> {
  const name = server.ownNames.get(called) ?? called;
  const tool = server.tools.on.get(name);
  if (!tool) return refuseUnlisted(server, name);
  const live = server.live(tool.toolset);
  const rule = live.service.tools[name];
  if (typeof rule !== 'object') throw new TypeError(`${name} has no rule.`);
  const began = performance.now();
  const secrets = secretsIn(raw, secretArguments(name, rule, live.service), rule.target);
  const scrubber = createScrubber(
    [...server.secrets, ...live.channels.secrets()].map((secret) => secret.reveal()).concat(secrets),
    [live.config.origin],
  );
  let instance = live.config.origin;
  let target = rule.target === undefined ? undefined : (raw as Record<string, unknown> | undefined)?.[rule.target];
  let args: Record<string, unknown> | undefined;
  let told: object | undefined;
  const close = (outcome: AuditEvent['outcome'], code?: string) => {
    if (!effects[tool.effect as Effect].audited || !live.config.auditLog) return;
    server.audit(
      auditEvent(
        { tool, live, instance, rule, raw, args, target, outcome, code, ms: performance.now() - began },
        scrubber,
      ),
      scrubber,
    );
  };
  try {
    const { input, output } = compile(tool, rule, live);
    args = readArguments(input, raw, rule.numbers);
    const milliseconds = Math.max(ANSWER_WITHIN, live.config.timeoutSeconds * 1000);
    const scope: CallScope = {
      signal,
      deadline: Date.now() + milliseconds,
      scrub: scrubber.text,
      onSend(origin) {
        instance = origin;
      },
      ...connection,
    };
    told = await rule.run(args as never, createToolContext(live, scope));
    const data = scrubber.value(checkResult(output, told, tool.effect));
    if (rule.target !== undefined) target ??= data[rule.target];
    close('done');
    return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
  } catch (error) {
    if (signal.aborted) {
      close('cancelled');
      throw error;
    }
    const refusal = explain(error, { ...live, facts: { ...live.facts, origin: instance } }, server, scrubber);
    // Then it was done, and too little of it came back
    close(told === undefined ? outcomeOf(error) : 'unknown', refusal.code);
    return { content: refusalContent(refusal, live.service.name, scrubber), isError: true };
  }
}

/** Our sentence, and in a block of its own what the service says: data, however it is worded. */
function refusalContent({ message, says }: Refusal, service: string, scrubber: Scrubber): ToolResult['content'] {
  const own = { type: 'text', text: scrubber.text(message) } as const;
  if (says === undefined) return [own];
  return [own, { type: 'text', text: JSON.stringify({ [`${service}_says`]: scrubber.text(says) }) }];
}

function refuseUnlisted({ tools }: Server, name: string): ToolResult {
  const setting = tools.off.get(name);
  const idle = tools.idle.get(name);
  if (idle !== undefined) {
    const how = services[idle]?.howToSetUp ?? '';
    return {
      content: [
        {
          type: 'text',
          text: `${name} is off: ${idle} was not set up when this server started. ${how} Then the server has to be started anew.`,
        },
      ],
      isError: true,
    };
  }
  if (setting === undefined) {
    // The name is not repeated: it may be a value in the wrong place
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `There is no such tool.${closest(name, [...tools.on.keys()])}`,
    );
  }
  return {
    content: [{ type: 'text', text: `${name} is switched off by ${setting}. Only a person can change that.` }],
    isError: true,
  };
}

/** The result by its own schema: what that does not name is gone, and what it requires has to be there. */
function checkResult(output: z.ZodObject, told: object, effect: string): Record<string, unknown> {
  const parsed = output.safeParse(told);
  if (!parsed.success) {
    // It was answered as a success
    const uncertain = effect === 'read' ? '' : ' It may have been done all the same: look before repeating it.';
    throw new Refusal(
      'NOT_UNDERSTOOD',
      `The answer of the service lacks what this tool has to tell.${uncertain} Check that the address is that of the right service.`,
    );
  }
  // Keys whose value is undefined are absent in JSON; they have to be in the structured result, too
  return JSON.parse(JSON.stringify(parsed.data));
}

function explain(error: unknown, live: LiveService, server: Server, scrubber: Scrubber): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof OperationError) return live.service.explainFailure(error.failure, live.facts);
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  // Its message may hold anything; the frames tell where it happened
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  server.log.error('tool failed', { error: name, at: scrubber.text(frames.slice(0, 8).join('\n')) });
  return new Refusal(
    'INTERNAL',
    'push-mcp itself failed on this call; its log on stderr says where. Repeating it will hardly help.',
  );
}

function outcomeOf(error: unknown): AuditEvent['outcome'] {
  if (error instanceof OperationError && mayHaveActed(error.failure)) return 'unknown';
  return error instanceof Refusal || error instanceof OperationError ? 'refused' : 'failed';
}

/** Every text among the arguments that a person decided to keep to itself. */
function secretsIn(raw: unknown, secrets: readonly string[], target: string | undefined): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  // The thing acted on is in the result as well, where it belongs
  const names = secrets.filter((name) => name !== target);
  return names.map((name) => (raw as Record<string, unknown>)[name]).filter((value) => typeof value === 'string');
}

interface AuditFacts {
  readonly tool: ServedTool;
  readonly live: LiveService;
  /** Origin that was asked last. */
  readonly instance: string;
  readonly rule: AnyTool;
  readonly raw: unknown;
  /** As checked; absent where they were refused. */
  readonly args: Record<string, unknown> | undefined;
  readonly target: unknown;
  readonly outcome: AuditEvent['outcome'];
  readonly code: string | undefined;
  readonly ms: number;
}

function auditEvent(
  { tool, live, instance, rule, raw, args, target, outcome, code, ms }: AuditFacts,
  scrubber: Scrubber,
): AuditEvent {
  // A guess at a secret could be compared with its digest
  const digest = fingerprint(typeof target === 'string' ? scrubber.text(target) : undefined);
  const listed = Object.keys(compile(tool, rule, live).input.shape);
  // What was refused as an argument, names included, may be a secret in the wrong place
  const taken = code?.startsWith('BAD_') ? undefined : args;
  const given = Object.keys(typeof raw === 'object' && raw !== null ? raw : {}).filter((name) => listed.includes(name));
  const known = Object.fromEntries(given.map((name) => [name, taken ? taken[name] : '[not taken]']));
  return {
    tool: tool.name,
    effect: tool.effect,
    instance,
    arguments: maskArguments(known, secretArguments(tool.name, rule, live.service), scrubber),
    ...(digest !== undefined && { target: digest }),
    outcome,
    ...(code !== undefined && { code }),
    ms: Math.round(ms),
  };
}
