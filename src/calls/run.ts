import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { operations } from '../../generated/operations.ts';
import { services } from '../../overrides/registry.ts';
import { mayHaveActed } from '../../overrides/rule/acted.ts';
import { type Effect, effects } from '../../overrides/rule/effects.ts';
import { OperationError, ToolError } from '../../overrides/rule/failure.ts';
import { NeedsInput, type Person } from '../../overrides/rule/person.ts';
import { secretArguments } from '../../overrides/rule/secrets.ts';
import type { Agent, AnyTool, ToolContext } from '../../overrides/rule/tool-rule.ts';
import type { App, ServiceRuntime } from '../callers/app.ts';
import { type Caller, type Connection, createCallScrubber } from '../callers/caller.ts';
import { closest } from '../closest.ts';
import { createInfo } from '../config/info.ts';
import type { ServedTool } from '../policy/enabled.ts';
import type { Scrubber } from '../policy/scrub.ts';
import { readArguments } from './arguments.ts';
import { type AuditOutcome, openAudit } from './audit.ts';
import { confirmFirst } from './confirm.ts';
import { type CallScope, createToolContext } from './tool-context.ts';

/** Clients give up after a minute, so a call ends before that, or as soon as one request may last. */
const ANSWER_WITHIN = 50_000;
/** What is left at least where a person took long to answer. */
const AFTER_ANSWER = 10_000;

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
  /** When the client called, in milliseconds since the epoch. */
  readonly began: number;
  readonly person: Person;
}

interface Compiled {
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
}

// Schemas are built on the first call of a tool, never at start, and once for all callers
const compiled = new WeakMap<ServiceRuntime, Map<AnyTool, Compiled>>();

function compile({ onlyWith = {} }: ServedTool, rule: AnyTool, runtime: ServiceRuntime): Compiled {
  const known = compiled.get(runtime) ?? new Map<AnyTool, Compiled>();
  compiled.set(runtime, known);
  const found = known.get(rule);
  if (found) return found;
  const off = Object.entries(onlyWith).filter(([, setting]) => !runtime.config.switches.includes(setting));
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
  app: App,
  caller: Caller,
  { name: called, arguments: raw, signal, began, ...request }: ToolCall,
): Promise<ToolResult | NeedsInput> {
  const name = app.ownNames.get(called) ?? called;
  const tool = app.tools.on.get(name);
  if (!tool) return refuseUnlisted(app, name);
  const connection = caller.connections.get(tool.toolset);
  const rule = connection?.runtime.service.tools[name];
  if (!connection || typeof rule !== 'object') throw new TypeError(`${name} has no rule.`);
  const { runtime } = connection;
  const secrets = secretArguments(name, rule, runtime.service);
  const scrubber = createCallScrubber(caller, connection, secretsIn(raw, secrets, rule.target));
  const audit = openAudit(
    {
      tool: name,
      effect: tool.effect,
      ...(caller.id !== undefined && { caller: caller.id }),
      instance: runtime.config.origin,
      raw,
      names: () => Object.keys(compile(tool, rule, runtime).input.shape),
      secrets,
    },
    scrubber,
    effects[tool.effect as Effect].audited && runtime.config.auditLog ? app.write : () => {},
  );
  if (rule.target !== undefined) audit.target = (raw as Record<string, unknown> | undefined)?.[rule.target];
  let acted = false;
  try {
    const { input, output } = compile(tool, rule, runtime);
    const args = readArguments(input, raw, rule.numbers);
    audit.args = args;
    const scope: CallScope = {
      ...request,
      signal,
      deadline: Math.max(
        began + Math.max(ANSWER_WITHIN, runtime.config.timeoutSeconds * 1000),
        Date.now() + AFTER_ANSWER,
      ),
      scrub: scrubber.text,
      log: caller.log,
      keptFiles: app.config.keptFiles,
      onSend(origin) {
        audit.instance = origin;
      },
      onActed() {
        acted = true;
      },
    };
    const context = createToolContext(connection, scope);
    const question = await confirmFirst(app.config.confirm, tool, rule, args, audit.shown(), context);
    const outcome = question ?? (await rule.run(args as never, context));
    if (outcome instanceof NeedsInput) {
      audit.close('asked');
      return outcome;
    }
    acted ||= tool.effect !== 'read';
    const data = scrubber.value(checkResult(output, outcome));
    if (rule.target !== undefined) audit.target ??= data[rule.target];
    audit.close('done');
    return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
  } catch (error) {
    if (signal.aborted) {
      audit.close('cancelled');
      throw error;
    }
    const info = { ...connection.info, origin: audit.instance };
    const refusal = explain(error, { ...connection, info }, caller, scrubber, acted);
    audit.close(mayBeDone(error, acted) ? 'unknown' : outcomeOf(error), refusal.code);
    return { content: refusalContent(refusal, runtime.service.name, scrubber), isError: true };
  }
}

/** Our sentence, and in a block of its own what the service says: data, however it is worded. */
function refusalContent({ message, says }: ToolError, service: string, scrubber: Scrubber): ToolResult['content'] {
  const own = { type: 'text', text: scrubber.text(message) } as const;
  if (says === undefined) return [own];
  return [own, { type: 'text', text: JSON.stringify({ [`${service}_says`]: scrubber.text(says) }) }];
}

function refuseUnlisted({ tools, config }: App, name: string): ToolResult {
  const setting = tools.off.get(name);
  const idle = tools.idle.get(name);
  if (idle !== undefined) {
    const { settings, howToSetUp } = services[idle];
    const how = howToSetUp?.(createInfo(settings, config.services[idle], {})) ?? '';
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
function checkResult(output: z.ZodObject, result: object): Record<string, unknown> {
  const parsed = output.safeParse(result);
  // Keys whose value is undefined are absent in JSON; they have to be in the structured result, too
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data));
  throw new TooLittle();
}

/** What came back lacks what the tool has to tell. */
class TooLittle extends Error {}

/** To be said of whatever failed once a request may have been done. */
const UNCERTAIN = 'It may have been done all the same: look before repeating it.';

/** `acted`: a request of this call was done, or may have been. */
function explain(
  error: unknown,
  { runtime: { service }, info }: Connection,
  { log }: Caller,
  scrubber: Scrubber,
  acted: boolean,
): ToolError {
  // Its tool worded it, and knows what it has done
  if (error instanceof ToolError) return error;
  const uncertain = mayBeDone(error, acted) ? ` ${UNCERTAIN}` : '';
  if (error instanceof OperationError) {
    const { code, message, says } = service.explainFailure(error.failure, info);
    const own = mayHaveActed(error.failure) && service.explainUncertainty?.(error.failure, info);
    return new ToolError(code, `${message}${own ? ` ${own}` : uncertain}`, says);
  }
  if (error instanceof TooLittle)
    return new ToolError(
      'NOT_UNDERSTOOD',
      `The answer of the service lacks what this tool has to tell.${uncertain} Check that the address is that of the right service.`,
    );
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  // Its message may hold anything; the frames tell where it happened
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  log.error('tool failed', { error: name, at: scrubber.text(frames.slice(0, 8).join('\n')) });
  return new ToolError(
    'INTERNAL',
    `push-mcp itself failed on this call; its log on stderr says where.${uncertain || ' Repeating it will hardly help.'}`,
  );
}

/** Whether a call that ended with this error may have done something. A failure of the request that acts decides itself. */
function mayBeDone(error: unknown, acted: boolean): boolean {
  if (error instanceof OperationError && operations[error.failure.operation].effect !== 'read')
    return mayHaveActed(error.failure);
  return acted;
}

function outcomeOf(error: unknown): AuditOutcome {
  return error instanceof ToolError || error instanceof OperationError ? 'refused' : 'failed';
}

/** Every text among the arguments that a person decided to keep to itself. */
function secretsIn(raw: unknown, secrets: readonly string[], target: string | undefined): string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  // The thing acted on is in the result as well, where it belongs
  const names = secrets.filter((name) => name !== target);
  return names.map((name) => (raw as Record<string, unknown>)[name]).filter((value) => typeof value === 'string');
}
