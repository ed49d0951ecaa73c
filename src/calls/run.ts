import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { operations } from '../../generated/operations.ts';
import { services } from '../../overrides/registry.ts';
import { type Effect, effects } from '../../overrides/rule/effects.ts';
import { mayHaveActed, OperationError, ToolError } from '../../overrides/rule/failure.ts';
import { NeedsInput } from '../../overrides/rule/person.ts';
import { secretArguments } from '../../overrides/rule/secrets.ts';
import type { AnyTool } from '../../overrides/rule/tool-rule.ts';
import type { App, ServiceRuntime } from '../callers/app.ts';
import { type Caller, type Connection, createCallScrubber } from '../callers/caller.ts';
import { closest } from '../closest.ts';
import { createInfo } from '../config/info.ts';
import { argumentsOff, type ServedTool } from '../policy/enabled.ts';
import type { Log } from '../policy/log.ts';
import type { Scrubber } from '../policy/scrub.ts';
import { readArguments } from './arguments.ts';
import { type AuditOutcome, openAudit } from './audit.ts';
import { confirmFirst } from './confirm.ts';
import { type CallScope, createToolContext } from './tool-context.ts';

/** Milliseconds that a call may take where no request may take longer: clients give up after a minute. */
const ANSWER_WITHIN = 50_000;
/** Milliseconds that are left for a call at least, however long a person took to answer. */
const AFTER_REPLY = 10_000;

export interface ToolResult {
  [key: string]: unknown;
  content: { type: 'text'; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
}

/** A call as a client made it, and what a tool may use of that client. */
export interface ToolCall extends Pick<CallScope, 'signal' | 'resourcesChanged' | 'progress' | 'agent' | 'person'> {
  readonly name: string;
  readonly arguments: unknown;
  /** When the client called, in milliseconds since the epoch. */
  readonly began: number;
}

type Compiled = Readonly<Record<'input' | 'output', z.ZodObject>>;

// Schemas are built on the first call of a tool, never at start, and once for all callers
const compiled = new WeakMap<ServiceRuntime, Map<AnyTool, Compiled>>();

function compile(tool: ServedTool, rule: AnyTool, runtime: ServiceRuntime): Compiled {
  const ofRuntime = compiled.get(runtime) ?? new Map<AnyTool, Compiled>();
  compiled.set(runtime, ofRuntime);
  const earlier = ofRuntime.get(rule);
  if (earlier) return earlier;
  const off = argumentsOff(tool, runtime.config.switches).map((name) => [name, true as const]);
  const listed = rule.input().omit(Object.fromEntries(off) as Record<never, true>);
  const built = { input: listed.extend(rule.acceptedInput?.().shape ?? {}), output: rule.output() };
  ofRuntime.set(rule, built);
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
  const secrets = secretArguments(name, rule, runtime.service.rules);
  const scrubber = createCallScrubber(caller, connection, secretsIn(raw, secrets, rule.target));
  const audit = openAudit(
    {
      tool: name,
      effect: tool.effect,
      caller: caller.id,
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
  let data: Record<string, unknown> | NeedsInput;
  try {
    const { input, output } = compile(tool, rule, runtime);
    const args = readArguments(input, raw, rule.numbers);
    audit.args = args;
    const context = createToolContext(connection, {
      ...request,
      signal,
      deadline: Math.max(
        began + Math.max(ANSWER_WITHIN, runtime.config.timeoutSeconds * 1000),
        Date.now() + AFTER_REPLY,
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
    });
    const question = await confirmFirst(app.config.confirm, tool, rule, args, audit.shown(), context);
    const outcome = question ?? (await rule.run(args as never, context));
    if (outcome instanceof NeedsInput) data = outcome;
    else {
      acted ||= tool.effect !== 'read';
      data = scrubber.value(checkResult(output, outcome));
    }
  } catch (error) {
    if (signal.aborted) {
      audit.close('cancelled');
      throw error;
    }
    const info = { ...connection.info, origin: audit.instance };
    const { code, message, says } = explain(error, { runtime, info }, caller.log, scrubber, acted);
    audit.close(mayBeDone(error, acted) ? 'unknown' : outcomeOf(error), code);
    // What the service says gets a block of its own: it is data, however it is worded
    const quoted = says === undefined ? [] : [JSON.stringify({ [`${tool.toolset}_says`]: scrubber.text(says) })];
    return refusal(scrubber.text(message), ...quoted);
  }
  if (data instanceof NeedsInput) {
    audit.close('asked');
    return data;
  }
  if (rule.target !== undefined) audit.target ??= data[rule.target];
  audit.close('done');
  return { content: [{ type: 'text', text: JSON.stringify(data) }], structuredContent: data };
}

/** A result that says why there is no other one, in one block of text or several. */
function refusal(...texts: string[]): ToolResult {
  return { content: texts.map((text) => ({ type: 'text', text })), isError: true };
}

/** For a tool that is off. Throws a protocol error where there is no such tool at all. */
function refuseUnlisted({ tools, config }: App, name: string): ToolResult {
  const idle = tools.idle.get(name);
  if (idle !== undefined) {
    const { settings, howToSetUp } = services[idle];
    const how = howToSetUp?.(createInfo(settings, config.services[idle], {})) ?? '';
    return refusal(
      `${name} is off: ${idle} was not set up when this server started. ${how} Then the server has to be started anew.`,
    );
  }
  const setting = tools.off.get(name);
  if (setting !== undefined) return refusal(`${name} is switched off by ${setting}. Only a person can change that.`);
  // The name is not repeated: it may be a value in the wrong place
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `There is no such tool.${closest(name, [...tools.on.keys()])}`,
  );
}

/** The result as its schema has it: without what the schema does not name. Throws where something that it requires is missing. */
function checkResult(output: z.ZodObject, result: object): Record<string, unknown> {
  const parsed = output.safeParse(result);
  // A key whose value is undefined is absent in JSON, so it has to be absent in the structured result, too
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data));
  throw new IncompleteResult();
}

/** A tool's result lacks what its schema requires. */
class IncompleteResult extends Error {}

/** To be said of whatever failed once a request may have been done. */
const UNCERTAIN = 'It may have been done all the same: look before repeating it.';

/** Before what the last attempt met, where only an earlier one may have been done. */
const EARLIER = 'An earlier attempt brought no usable answer. The last one: ';

/** `acted`: a request of this call was done, or may have been. */
function explain(
  error: unknown,
  { runtime: { service }, info }: Pick<Connection, 'runtime' | 'info'>,
  log: Log,
  scrubber: Scrubber,
  acted: boolean,
): ToolError {
  // Its tool worded it, and knows what it has done
  if (error instanceof ToolError) return error;
  const uncertain = mayBeDone(error, acted) ? ` ${UNCERTAIN}` : '';
  if (error instanceof OperationError) {
    const { actedEarlier, ...last } = error.failure;
    const { code, message, says } = service.explainFailure(error.failure, info);
    const own = mayHaveActed(error.failure) && service.explainUncertainty?.(error.failure, info);
    const before = actedEarlier && !mayHaveActed(last) ? EARLIER : '';
    return new ToolError(code, `${before}${message}${own ? ` ${own}` : uncertain}`, says);
  }
  if (error instanceof IncompleteResult)
    return new ToolError(
      'NOT_UNDERSTOOD',
      `The answer of the service lacks what this tool has to tell.${uncertain} Check that the address is that of the right service.`,
    );
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  // The message may hold anything; the frames tell where it happened
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

/** The texts among the arguments that the rules say are secret. */
function secretsIn(raw: unknown, secrets: readonly string[], target: string | undefined): string[] {
  // The result has to name the thing acted on, so that is not masked
  const names = secrets.filter((name) => name !== target);
  const values = names.map((name) => (raw as Record<string, unknown> | null | undefined)?.[name]);
  return values.filter((value) => typeof value === 'string');
}
