import { commands } from './commands/table.ts';
import { readFlags } from './config/flags.ts';

/** Reads the command line as far as to know which command is meant. What the others need is not loaded. */
async function main([command, ...rest]: readonly string[], { env, stdout }: NodeJS.Process): Promise<void> {
  if (command !== undefined && Object.hasOwn(commands, command)) {
    process.exitCode = (await commands[command]?.run(rest, process)) ?? 0;
    return;
  }
  // A reader that has gone away, such as `head`, is no reason to fail
  const print = (text: string) => stdout.once('error', () => {}).write(text);
  const { flags, problems } = readFlags(command === undefined ? [] : [command, ...rest]);
  if (problems.length === 0 && flags.help) print((await import('./commands/help.ts')).help);
  else if (problems.length === 0 && flags.version) print(`${(await import('./version.ts')).version}\n`);
  else await (await import('./commands/serve.ts')).serve(flags, problems, env);
}

await main(process.argv.slice(2), process);
