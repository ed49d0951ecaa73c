import querystring from 'node:querystring';
import { Server as McpServer } from '@modelcontextprotocol/server';
import type { PromptRule } from '../../overrides/rule/prompt-rule.ts';
import { services } from '../../overrides/services.ts';
import { type Audit, createAudit } from '../audit.ts';
import type { Config, ServiceConfig } from '../config/config.ts';
import { createSender } from '../http/sender.ts';
import { createLog, type Log } from '../log.ts';
import { type EnabledTools, enableTools } from '../policy/enabled.ts';
import { createScrubber } from '../scrub.ts';
import { Secret } from '../secret.ts';
import { factsOf, type LiveService } from '../tool-context.ts';
import { version } from '../version.ts';
import { describeServer } from './instructions.ts';
import { completeArgument, enabledPrompts, getPrompt, listPrompts } from './prompts.ts';
import { runTool } from './run.ts';

/** What all connections of a process share. */
export interface Server {
  readonly tools: EnabledTools;
  readonly prompts: ReadonlyMap<string, PromptRule>;
  readonly instructions: string;
  readonly log: Log;
  readonly audit: Audit;
  /** Values that leave by no exit. */
  readonly secrets: readonly Secret[];
  live(toolset: string): LiveService;
}

export interface ServerOptions {
  /** Lines for stderr; replaced in tests. */
  readonly write?: (line: string) => void;
  /** Said in `instructions` beside the rest, such as the addresses of the sandbox. */
  readonly notice?: string;
}

/** Computes once what does not depend on a connection. */
export function createServer(config: Config, { write, notice }: ServerOptions = {}): Server {
  const tools = enableTools(config);
  const secrets = Object.values(config.services).flatMap(secretsOf);
  const log = createLog(config.logLevel, createScrubber(secrets.map((secret) => secret.reveal())), write);
  const live = new Map(
    config.toolsets.map((name) => [name, createLive(name as keyof Config['services'], config, log)]),
  );
  return {
    tools,
    prompts: enabledPrompts(tools),
    instructions: describeServer([...live.values()], tools, notice),
    log,
    audit: createAudit(write),
    secrets,
    live(toolset) {
      const found = live.get(toolset);
      if (!found) throw new TypeError(`The toolset ${toolset} is off.`);
      return found;
    },
  };
}

function createLive(name: keyof Config['services'], config: Config, log: Log): LiveService {
  const service = services[name];
  if (!service) throw new TypeError(`There is no service ${name}.`);
  const own = config.services[name];
  return { service, config: own, facts: factsOf(own), send: createSender(own, log), memory: new Map() };
}

function secretsOf({ token, email, connection }: ServiceConfig): Secret[] {
  const passwords = [connection.httpProxy, connection.httpsProxy].flatMap((proxy) =>
    proxy ? [new URL(proxy.reveal()).password] : [],
  );
  const spellings = passwords.flatMap((password) => [password, querystring.unescape(password)]);
  return [token, email].flatMap((secret) => secret ?? []).concat(spellings.map((password) => new Secret(password)));
}

/** One connection's server, for either protocol era. The lists are computed already; a connection only points at them. */
export function connectServer(server: Server): McpServer {
  const { tools, prompts, instructions } = server;
  const capabilities = { tools: {}, ...(prompts.size > 0 && { prompts: {}, completions: {} }) };
  const mcp = new McpServer({ name: 'push-mcp', title: 'push-mcp', version }, { capabilities, instructions });
  const list = {
    tools: [...tools.on.values()].map(({ effect: _, toolset: __, ...tool }) => tool),
  } as unknown as { tools: [] };
  mcp.setRequestHandler('tools/list', () => list);
  mcp.setRequestHandler('tools/call', ({ params }, ctx) =>
    runTool(server, params.name, params.arguments, ctx.mcpReq.signal),
  );
  if (prompts.size > 0) {
    const promptList = { prompts: listPrompts(prompts) };
    mcp.setRequestHandler('prompts/list', () => promptList);
    mcp.setRequestHandler('prompts/get', ({ params }) => getPrompt(prompts, params.name, params.arguments ?? {}));
    mcp.setRequestHandler('completion/complete', ({ params: { ref, argument } }) => ({
      completion: {
        values: ref.type === 'ref/prompt' ? completeArgument(prompts, ref.name, argument.name, argument.value) : [],
      },
    }));
  }
  return mcp;
}
