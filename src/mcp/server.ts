import querystring from 'node:querystring';
import { CLIENT_INFO_META_KEY, Server as McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { once } from '../../generated/once.ts';
import type { PromptRule } from '../../overrides/rule/prompt-rule.ts';
import type { Service } from '../../overrides/rule/service.ts';
import { services } from '../../overrides/services.ts';
import { openChannelsFile } from '../callers/channels/file.ts';
import { createChannelKeys } from '../callers/channels/keys.ts';
import type { ChannelStore } from '../callers/channels/store.ts';
import { type ClientIntroduction, describeAgent } from '../calls/agent.ts';
import { type Audit, createAudit } from '../calls/audit.ts';
import { runTool, type ToolCall } from '../calls/run.ts';
import { factsOf, type LiveService } from '../calls/tool-context.ts';
import type { Config, ServiceConfig, ServiceName } from '../config/config.ts';
import { type EnabledTools, enableTools } from '../policy/enabled.ts';
import { createLog, type Log } from '../policy/log.ts';
import { createScrubber } from '../policy/scrub.ts';
import { Secret } from '../policy/secret.ts';
import { createSender } from '../upstream/sender.ts';
import { version } from '../version.ts';
import { describeServer } from './instructions.ts';
import { type ListedTool, listTools } from './list-tools.ts';
import { completeArgument, enabledPrompts, getPrompt, listPrompts } from './prompts.ts';
import { listResources, listTemplates, readResource, type ServedResources } from './resources.ts';

/** What all connections of a process share. */
export interface Server {
  readonly tools: EnabledTools;
  /** The list as clients get it. */
  readonly listed: readonly ListedTool[];
  /** Names that the services themselves have for our tools, to ours. */
  readonly ownNames: ReadonlyMap<string, string>;
  readonly prompts: ReadonlyMap<string, PromptRule>;
  readonly resources: readonly ServedResources[];
  /** One window of an agent: over stdio, a process. */
  readonly sessionId: string;
  /** What this machine is called, and the folder that the server was started in. */
  readonly machine: { readonly hostname: string; readonly folder: string };
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
  /** Where channels are kept, in place of the file that is configured. */
  readonly channels?: ChannelStore;
}

/** Computes once what does not depend on a connection. */
export function createServer(config: Config, { write, notice, channels }: ServerOptions = {}): Server {
  const tools = enableTools(config);
  const secrets = Object.entries(config.services).flatMap(([name, own]) => secretsOf(own, services[name]));
  const log = createLog(config.logLevel, createScrubber(secrets.map((secret) => secret.reveal())), write);
  // On first use: what makes it would add a twentieth to every start
  const sessionId = once(() => process.getBuiltinModule('node:crypto').randomUUID());
  const live = new Map<string, LiveService>(
    config.toolsets.map((name) => [name, createLive(name, config, log, channels)]),
  );
  return {
    tools,
    listed: listTools(tools, config),
    ownNames: new Map(Object.values(services).flatMap(ownNamesOf)),
    prompts: enabledPrompts(tools),
    resources: Object.values(services).flatMap(({ name, resources }) => {
      const of = live.get(name);
      if (!of || !resources || !tools.on.has(resources.tool)) return [];
      const scrubber = () =>
        createScrubber(
          [...secrets, ...of.channels.secrets()].map((secret) => secret.reveal()),
          [of.config.origin],
        );
      return { book: resources, channels: of.channels, scrubber };
    }),
    get sessionId() {
      return sessionId();
    },
    machine: { hostname: process.getBuiltinModule('node:os').hostname(), folder: process.cwd() },
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

function createLive(
  name: ServiceName,
  { services: all, keptFiles }: Config,
  log: Log,
  channels?: ChannelStore,
): LiveService {
  const service = services[name];
  if (!service) throw new TypeError(`There is no service ${name}.`);
  const config = all[name];
  const { channelsFile, legacyPasswords } = config;
  const kept = channelsFile === undefined ? undefined : (channels ?? openChannelsFile(channelsFile));
  return {
    service,
    config,
    facts: factsOf(config),
    send: createSender(config, service, log),
    channels: createChannelKeys(kept, config),
    keptFiles,
    switches: legacyPasswords ? ['legacyPasswords'] : [],
    memory: new Map(),
  };
}

/** What a client says of itself with each request, in the era that has it so. */
function clientOf({ mcpReq }: ServerContext): ClientIntroduction | undefined {
  return (mcpReq.envelope as Readonly<Record<string, ClientIntroduction>> | undefined)?.[CLIENT_INFO_META_KEY];
}

/** Tells the client how far a call is, where it gave a token for that; a client that has gone away is no matter. */
function progressOf({ mcpReq }: ServerContext): ToolCall['progress'] {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  return (progress, total, message) => {
    const params = { progressToken, progress, total, message };
    void mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}

function ownNamesOf({ tools, ownName }: Service): [string, string][] {
  return ownName ? Object.keys(tools).map((name) => [ownName(name), name]) : [];
}

function secretsOf({ token, email, connection }: ServiceConfig, service: Service | undefined): Secret[] {
  const passwords = [connection.httpProxy, connection.httpsProxy].flatMap((proxy) =>
    proxy ? [new URL(proxy.reveal()).password] : [],
  );
  const spellings = passwords.flatMap((password) => [password, querystring.unescape(password)]);
  const ofToken = token ? (service?.secretParts?.(token.reveal()) ?? []) : [];
  const parts = [...spellings, ...ofToken].map((part) => new Secret(part));
  return [token, email].flatMap((secret) => secret ?? []).concat(parts);
}

/** One connection's server, for either protocol era. The lists are computed already; a connection only points at them. */
export function connectServer(server: Server): McpServer {
  const { listed, prompts, resources, instructions } = server;
  const capabilities = {
    tools: {},
    ...(prompts.size > 0 && { prompts: {}, completions: {} }),
    ...(resources.length > 0 && { resources: { listChanged: true } }),
  };
  const mcp = new McpServer({ name: 'push-mcp', title: 'push-mcp', version }, { capabilities, instructions });
  const list = { tools: listed } as unknown as { tools: [] };
  mcp.setRequestHandler('tools/list', () => list);
  mcp.setRequestHandler('tools/call', ({ params }, ctx) =>
    runTool(server, {
      name: params.name,
      arguments: params.arguments,
      signal: ctx.mcpReq.signal,
      resourcesChanged: () => void mcp.sendResourceListChanged().catch(() => {}),
      progress: progressOf(ctx),
      agent: () => describeAgent(clientOf(ctx) ?? mcp.getClientVersion(), server.sessionId, server.machine),
    }),
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
  if (resources.length > 0) {
    mcp.setRequestHandler('resources/list', () => ({ resources: listResources(resources) }));
    mcp.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: listTemplates(resources) }));
    mcp.setRequestHandler('resources/read', ({ params }) => readResource(resources, params.uri));
  }
  return mcp;
}
