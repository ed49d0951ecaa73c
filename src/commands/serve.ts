import { hostname } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { once } from '../../generated/once.ts';
import { type AppOptions, createApp } from '../callers/app.ts';
import { type CallerOptions, openCaller } from '../callers/caller.ts';
import { readEnvironment } from '../config/environment.ts';
import { realFiles } from '../config/files.ts';
import type { Flags } from '../config/flags.ts';
import { type Resolved, resolveConfig } from '../config/resolve.ts';
import { aboutInstances } from '../config/variables.ts';
import { createConnector } from '../mcp/connect.ts';
import { writeStderr } from '../policy/log.ts';
import { serveStdio } from '../transports/stdio.ts';
import { version } from '../version.ts';

export type PersonalServer = ReturnType<typeof createPersonalServer>;

/** Puts all parts of the server together for one person, whose machine this is. */
export function createPersonalServer(
  { config, credentials }: Resolved,
  options: AppOptions & Pick<CallerOptions, 'channels'> = {},
) {
  const app = createApp(config, options);
  const place = { hostname: hostname(), folder: process.cwd() };
  const caller = openCaller(app, credentials, { ...options, place });
  const connector = createConnector(app);
  /** Makes the server for one connection of a client; for stdio, the only one. */
  const connect = () => connector(caller);
  return { app, caller, connect };
}

/**
 * Serves on stdin and stdout until the client closes stdin or the process is told to end.
 *
 * @param problems what is wrong with the command line; with one the server does not start, and its exit code is 2
 */
export async function serve(flags: Flags, problems: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { environment, warnings } = readEnvironment(env);
  const sandboxed = flags.sandbox === undefined ? undefined : await import('./sandboxed.ts');
  const started = await sandboxed?.startSandboxFor(flags.sandbox ?? '', environment, aboutInstances);
  const sandbox = started?.problem === undefined ? started : undefined;
  if (started?.problem !== undefined) problems.push(started.problem);
  const files = realFiles(env, process.platform);
  const { credentials, ...withoutCredentials } = files;
  // Emulators must never see a credential of a real account
  const resolved = started
    ? resolveConfig(flags, started.environment, withoutCredentials)
    : resolveConfig(flags, environment, files);
  if ('problems' in resolved) problems.push(...resolved.problems);
  if ('problems' in resolved || problems.length > 0) {
    await sandbox?.close();
    return refuse(problems, warnings);
  }
  const { app, caller, connect } = createPersonalServer(
    resolved,
    sandbox ? { notice: sandbox.notice, channels: sandbox.channels } : {},
  );
  for (const warning of [...warnings, ...app.config.warnings]) caller.log.warn(warning);
  if (app.tools.on.size === 0) caller.log.warn('No tool is on: the settings together leave none.');
  if (sandbox && process.stderr.isTTY) writeStderr(sandbox.text);
  else
    caller.log.info('serving on stdio', {
      version,
      tools: app.tools.on.size,
      ...(sandbox && { sandbox: sandbox.notice }),
    });
  const handle = serveStdio(connect, caller.log);
  endWith(async () => {
    await handle.close();
    // Calls under way were aborted; this lets them write their audit lines
    await setImmediate();
    await sandbox?.close();
  });
}

/** Ends the process, once, when stdin closes or a signal comes. */
function endWith(close: () => Promise<void>): void {
  const stop = once(async () => {
    await close();
    // Kept-alive connections would keep the process running for seconds
    process.exit(0);
  });
  process.stdin.once('close', stop);
  process.stdin.once('end', stop);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function refuse(problems: readonly string[], warnings: readonly string[]): void {
  const list = (sentences: readonly string[]) => sentences.map((sentence) => `  - ${sentence}\n`).join('');
  const besides = warnings.length > 0 ? `Besides:\n${list(warnings)}` : '';
  writeStderr(`push-mcp cannot start:\n${list(problems)}${besides}`);
  process.exitCode = 2;
}
