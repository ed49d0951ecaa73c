import { OwnFileError } from '../../policy/own-file.ts';
import { addChannel } from './add.ts';
import { type Arguments, type Command, readCommandLine } from './arguments.ts';
import { CommandError, type CommandIo } from './io.ts';
import { listChannels, removeChannel } from './kept.ts';

/** What `push-mcp channels --help` prints. */
const usage = `push-mcp channels: the channels of PushGo that the model may send to, and never holds the password of.

Usage: push-mcp channels add [CHANNEL_ID] [flags]     asks for what is missing, checks it with the gateway, keeps it
       push-mcp channels list [flags]                 shows what is kept, without passwords
       push-mcp channels remove ID|NAME [flags]       forgets a channel, its password included

Flags
  --gateway=URL      gateway of the channel (PUSHGO_BASE_URL)
  --password-stdin   add: read the password from the first line of stdin; a second line is the token of the gateway
  --json             list: as JSON
  --file=PATH        file that channels are kept in (PUSHGO_CHANNELS_FILE, else in your configuration folder)
  --help, -h         this text
`;

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
