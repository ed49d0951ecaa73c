import { CLIENT_INFO_META_KEY, Server, type ServerContext } from '@modelcontextprotocol/server';
import { services } from '../../overrides/registry.ts';
import type { App } from '../callers/app.ts';
import { type Caller, createCallScrubber } from '../callers/caller.ts';
import { type ClientIntroduction, describeAgent } from '../calls/agent.ts';
import { runTool, type ToolCall } from '../calls/run.ts';
import { version } from '../version.ts';
import { withPerson } from './ask.ts';
import { listTools } from './list-tools.ts';
import { completeArgument, enabledPrompts, getPrompt, listPrompts } from './prompts.ts';
import { listResources, listTemplates, readResource, type ServedResources } from './resources.ts';

/**
 * Makes servers of the SDK, for either protocol era. What is the same for every caller is computed here, once; the function
 * that comes back is called for each connection, or for each request where a transport has none.
 */
export function createConnector(app: App): (caller: Caller) => Server {
  const tools = { tools: listTools(app.tools, app.config) } as unknown as { tools: [] };
  const prompts = enabledPrompts(app.tools);
  const promptList = { prompts: listPrompts(prompts) };
  return (caller) => {
    const resources = resourcesOf(app, caller);
    const capabilities = {
      tools: {},
      ...(prompts.size > 0 && { prompts: {}, completions: {} }),
      ...(resources.length > 0 && { resources: { listChanged: true } }),
    };
    const instructions = describeServer(app, caller);
    const server = new Server({ name: 'push-mcp', title: 'push-mcp', version }, { capabilities, instructions });
    server.setRequestHandler('tools/list', () => tools);
    server.setRequestHandler('tools/call', ({ params: { name, arguments: args } }, ctx) => {
      const call = {
        name,
        arguments: args,
        began: Date.now(),
        signal: ctx.mcpReq.signal,
        resourcesChanged: () => void server.sendResourceListChanged().catch(() => {}),
        progress: progressOf(ctx),
        agent: () => describeAgent(clientOf(ctx) ?? server.getClientVersion(), caller.sessionId, caller.place),
      };
      return withPerson({ app, caller, server, ctx, tool: name, args }, (person) =>
        runTool(app, caller, { ...call, person }),
      );
    });
    if (prompts.size > 0) {
      server.setRequestHandler('prompts/list', () => promptList);
      server.setRequestHandler('prompts/get', ({ params }) => getPrompt(prompts, params.name, params.arguments ?? {}));
      server.setRequestHandler('completion/complete', ({ params: { ref, argument } }) => ({
        completion: {
          values: ref.type === 'ref/prompt' ? completeArgument(prompts, ref.name, argument.name, argument.value) : [],
        },
      }));
    }
    if (resources.length > 0) {
      server.setRequestHandler('resources/list', () => ({ resources: listResources(resources) }));
      server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: listTemplates(resources) }));
      server.setRequestHandler('resources/read', ({ params }) => readResource(resources, params.uri));
    }
    return server;
  };
}

/**
 * The server's `instructions` for one caller: which services are on, what is not set up, which tools are off and by which
 * flag or variable.
 */
function describeServer({ tools, notice }: App, { connections }: Caller): string {
  const on = [...connections.values()].map(({ runtime, info, channels }) =>
    runtime.service.instructions(info, channels),
  );
  const bySetting = new Map<string, string[]>();
  for (const [name, setting] of tools.off) bySetting.set(setting, [...(bySetting.get(setting) ?? []), name]);
  const off = [...bySetting].map(([setting, names]) => `Switched off by ${setting}: ${names.join(', ')}.`);
  return [...on, ...off, ...(notice === undefined ? [] : [notice])].join('\n\n');
}

/** The resources that a caller can read: those of its channels, where the tool that lists them is on. */
function resourcesOf(app: App, caller: Caller): ServedResources[] {
  return Object.values(services).flatMap(({ name, resources: book }) => {
    const connection = caller.connections.get(name);
    if (!connection || !book || !app.tools.on.has(book.tool)) return [];
    return [{ book, channels: connection.channels, scrubber: () => createCallScrubber(caller, connection) }];
  });
}

/** What a client says of itself with each request: it does since 2026-07-28. */
function clientOf({ mcpReq }: ServerContext): ClientIntroduction | undefined {
  return (mcpReq.envelope as Readonly<Record<string, ClientIntroduction>> | undefined)?.[CLIENT_INFO_META_KEY];
}

/** Tells the client how far a call is, where it gave a token for that. Nothing fails when the client has gone away. */
function progressOf({ mcpReq }: ServerContext): ToolCall['progress'] {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  return (progress, total, message) => {
    const params = { progressToken, progress, total, message };
    void mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}
