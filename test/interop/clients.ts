// One face for the clients of both SDK lines, so that their answers can be laid side by side.
import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { nobody } from '../process/run.ts';
import { built } from '../support/built.ts';

/** A result without its `_meta`, or the protocol error in its place. */
export type Answer = Record<string, unknown>;

export interface Connected {
  listTools(): Promise<Answer>;
  callTool(name: string, args: Record<string, unknown>): Promise<Answer>;
  listPrompts(): Promise<Answer>;
  getPrompt(name: string, args: Record<string, string>): Promise<Answer>;
  complete(prompt: string, argument: string, typed: string): Promise<Answer>;
  listResources(): Promise<Answer>;
  listTemplates(): Promise<Answer>;
  readResource(uri: string): Promise<Answer>;
  instructions(): string | undefined;
  protocol(): string | undefined;
  close(): Promise<void>;
}

type Environment = Record<string, string>;

const info = { name: 'interop', version: '1.0.0' };
const server = (env: Environment) => ({
  command: process.execPath,
  args: [built],
  // Without these the SDKs hand on the home of whoever runs this
  env: { PATH: process.env.PATH ?? '', ...nobody, ...env },
  stderr: 'ignore' as const,
});

async function answerOf(asked: Promise<object>): Promise<Answer> {
  try {
    const { _meta, ...answer } = (await asked) as Answer;
    // The new era says besides what kind of a result it is and how long it may be kept
    const { resultType, ttlMs, cacheScope, ...rest } = answer;
    return rest;
  } catch (error) {
    const { code, message } = error as { code: number; message: string };
    return { code, message: message.replace(/^MCP error -?\d+: /, '') };
  }
}

function faceOf(client: NewClient | OldClient, protocol: () => string | undefined): Connected {
  const any = client as NewClient;
  return {
    listTools: () => answerOf(any.listTools()),
    callTool: (name, args) => answerOf(any.callTool({ name, arguments: args })),
    listPrompts: () => answerOf(any.listPrompts()),
    getPrompt: (name, args) => answerOf(any.getPrompt({ name, arguments: args })),
    complete: (name, argument, value) =>
      answerOf(any.complete({ ref: { type: 'ref/prompt', name }, argument: { name: argument, value } })),
    listResources: () => answerOf(any.listResources()),
    listTemplates: () => answerOf(any.listResourceTemplates()),
    readResource: (uri) => answerOf(any.readResource({ uri })),
    instructions: () => client.getInstructions(),
    protocol,
    close: () => client.close(),
  };
}

async function connectNew(env: Environment, mode: 'legacy' | 'auto' | { pin: string }): Promise<Connected> {
  const client = new NewClient(info, { versionNegotiation: { mode } });
  await client.connect(new NewTransport(server(env)));
  return faceOf(client, () => client.getNegotiatedProtocolVersion());
}

async function connectOld(env: Environment): Promise<Connected> {
  const client = new OldClient(info);
  const transport = new OldTransport(server(env));
  let protocol: string | undefined;
  // The old line tells its transport which version was agreed on, and nobody else
  Object.assign(transport, { setProtocolVersion: (version: string) => (protocol = version) });
  await client.connect(transport);
  return faceOf(client, () => protocol);
}

export const clients: Readonly<Record<string, (env: Environment) => Promise<Connected>>> = {
  'SDK 1.x': connectOld,
  'SDK 2.x, legacy': (env) => connectNew(env, 'legacy'),
  'SDK 2.x, auto': (env) => connectNew(env, 'auto'),
  'SDK 2.x, pinned': (env) => connectNew(env, { pin: '2026-07-28' }),
};
