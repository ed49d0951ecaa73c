// The built program as a process: what it writes, and how it ends.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { built } from '../support/built.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Sends messages of JSON-RPC, or text as it is. */
  send(...messages: (object | string)[]): void;
  /** Resolves with the answer to a request. */
  answer(id: number): Promise<Record<string, unknown>>;
  stderr(): string;
}

type Environment = Readonly<Record<string, string>>;

/** A person who has configured nothing: channels of the machine's own do not matter. */
export const nobody: Environment = { HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent/.config' };

export function start(
  args: readonly string[] = [],
  env: Environment = {},
  node: readonly string[] = [],
  program = built,
): Running {
  const child = spawn(process.execPath, [...node, program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...nobody, ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // Writing to a program that has ended is what some of the tests do
  child.stdin.on('error', () => {});
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    child,
    ended,
    send: (...messages) => {
      for (const message of messages)
        child.stdin.write(
          typeof message === 'string' ? message : `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`,
        );
    },
    async answer(id) {
      while (child.exitCode === null) {
        const found = messagesOf(stdout).find((message) => message.id === id);
        if (found) return found;
        await sleep(10);
      }
      throw new Error(`It ended without an answer to ${id}: ${stderr}`);
    },
    stderr: () => stderr,
  };
}

/** Every line of stdout as JSON; throws for one that is none. */
export function messagesOf(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Runs it with an empty stdin until it ends. */
export function run(args: readonly string[], env: Environment = {}): Promise<Ended> {
  const { child, ended } = start(args, env);
  child.stdin.end();
  return ended;
}

const clientInfo = { name: 'process-test', version: '1.0.0' };
export const handshake = [
  { id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } },
  { method: 'notifications/initialized' },
];
export const listTools = { id: 2, method: 'tools/list' };
export const callTool = (id: number, name: string, args: object) => ({
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});
