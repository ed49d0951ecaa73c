// Chooses the command. Serving is by far the most frequent one, so it is bundled into the same file.
import { serve } from './commands/serve.ts';
import { commands } from './commands/table.ts';
import { readFlags } from './config/flags.ts';
import { version } from './version.ts';

async function main([command, ...rest]: readonly string[], { env, stdout }: NodeJS.Process): Promise<void> {
  if (command !== undefined && Object.hasOwn(commands, command)) {
    process.exitCode = (await commands[command]?.run(rest, process)) ?? 0;
    return;
  }
  // If the reader of our output has ended, as `head` does, that is no failure
  const print = (text: string) => stdout.once('error', () => {}).write(text);
  const { flags, problems } = readFlags(command === undefined ? [] : [command, ...rest]);
  if (problems.length === 0 && flags.help) print((await import('./commands/help.ts')).help);
  else if (problems.length === 0 && flags.version) print(`${version}\n`);
  else await serve(flags, problems, env);
}

await main(process.argv.slice(2), process);
