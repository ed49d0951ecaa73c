import { OwnFileError } from '../../policy/own-file.ts';
import { addChannel } from './add.ts';
import { type Arguments, type Command, readCommandLine } from './arguments.ts';
import { CommandError, type CommandIo } from './io.ts';
import { removeChannel } from './remove.ts';
import { listChannels } from './show.ts';
import { usage } from './usage.ts';

export type { CommandIo } from './io.ts';

const commands: Readonly<Record<Command, (words: Arguments, io: CommandIo) => void | Promise<void>>> = {
  add: addChannel,
  list: listChannels,
  remove: removeChannel,
};

/**
 * `push-mcp channels …`: lets a person add, list and remove channels.
 *
 * @param argv what follows `channels`
 * @param io `process`
 * @returns the exit code: 0, 1 where the gateway or the file refused, 2 where the words were not understood, 130 after Ctrl-C
 */
export async function runChannelsCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  // If the reader of our output has ended, as `head` does, that is no failure
  io.stdout.once('error', () => {});
  try {
    const words = readCommandLine(argv);
    if (words.command === 'help') io.stdout.write(usage);
    else await commands[words.command](words, io);
    return 0;
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof OwnFileError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return error instanceof CommandError ? error.exitCode : 1;
  }
}
