import { setImmediate } from 'node:timers/promises';
import { readEnvironment } from './config/environment.ts';
import { realFiles } from './config/files.ts';
import { readFlags } from './config/flags.ts';
import { resolveConfig } from './config/resolve.ts';
import { createServer } from './mcp/server.ts';
import { writeStderr } from './policy/log.ts';
import { serveStdio } from './transports/stdio.ts';
import { version } from './version.ts';

async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (argv[0] === 'channels') {
    const { runChannelsCommand } = await import('./commands/pushgo/channels.ts');
    process.exitCode = await runChannelsCommand(argv.slice(1), process);
    return;
  }
  const { flags, problems } = readFlags(argv);
  if (problems.length === 0 && flags.help) return print((await import('./commands/help.ts')).help);
  if (problems.length === 0 && flags.version) return print(`${version}\n`);
  const { environment, warnings } = readEnvironment(env);
  const started =
    flags.sandbox === undefined
      ? undefined
      : await (await import('./commands/sandboxed.ts')).startSandboxFor(flags.sandbox, environment);
  const sandbox = started && 'close' in started ? started : undefined;
  if (started && 'problem' in started) problems.push(started.problem);
  const resolved = resolveConfig(flags, started?.environment ?? environment, realFiles(env, process.platform));
  if ('problems' in resolved) problems.push(...resolved.problems);
  if ('problems' in resolved || problems.length > 0) {
    await sandbox?.close();
    return fail(problems, warnings);
  }
  const { config } = resolved;
  const server = createServer(config, sandbox ? { notice: sandbox.notice, channels: sandbox.channels } : {});
  for (const warning of [...warnings, ...config.warnings]) server.log.warn(warning);
  if (server.tools.on.size === 0) server.log.warn('No tool is on: the settings together leave none.');
  const facts = { version, tools: server.tools.on.size, ...(sandbox && { sandbox: sandbox.notice }) };
  server.log.info('serving on stdio', facts);
  const handle = serveStdio(server);
  const end = async () => {
    await handle.close();
    // Calls under way were aborted; this lets them write their audit lines
    await setImmediate();
    await sandbox?.close();
    // Kept-alive connections would hold the process for seconds
    process.exit(0);
  };
  let isEnding = false;
  const stop = () => {
    if (isEnding) return;
    isEnding = true;
    void end();
  };
  process.stdin.once('close', stop);
  process.stdin.once('end', stop);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function print(text: string): void {
  // A reader that has gone away, such as `head`, is no reason to fail
  process.stdout.once('error', () => {});
  process.stdout.write(text);
}

function fail(problems: readonly string[], warnings: readonly string[]): void {
  const list = (sentences: readonly string[]) => sentences.map((sentence) => `  - ${sentence}\n`).join('');
  const besides = warnings.length > 0 ? `Besides:\n${list(warnings)}` : '';
  writeStderr(`push-mcp cannot start:\n${list(problems)}${besides}`);
  process.exitCode = 2;
}

await main(process.argv.slice(2), process.env);
