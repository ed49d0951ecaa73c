import { readChannelId } from '../../../overrides/pushgo/channel-id.ts';
import { openChannelsFile } from '../../callers/channels/file.ts';
import type { KeptChannel } from '../../callers/channels/store.ts';
import type { Arguments } from './arguments.ts';
import { CommandError, type CommandIo } from './io.ts';
import { book, findChannelsFile, readGateway } from './settings.ts';
import { describe } from './show.ts';

/** Removes one channel, by its id or its name. */
export async function removeChannel({ word = '', gateway, file }: Arguments, io: CommandIo): Promise<void> {
  const origin = gateway === undefined ? undefined : readGateway('--gateway', gateway);
  const store = openChannelsFile(findChannelsFile(file, io), book);
  const kept = store.list().filter((channel) => origin === undefined || channel.gateway === origin);
  const [only, ...others] = findMatches(kept, word);
  // The message does not repeat the word: it may be a password in the wrong place
  if (!only)
    throw new CommandError(
      1,
      'No kept channel has that id or name there. push-mcp channels list shows those that are kept.',
    );
  if (others.length > 0) {
    const fileFlag = file === undefined ? '' : ` --file="${file}"`;
    const choices = [only, ...others].map(
      (channel) => `  push-mcp channels remove ${channel.channelId} --gateway=${channel.gateway}${fileFlag}`,
    );
    throw new CommandError(1, `More than one kept channel has that id or name. Say which:\n${choices.join('\n')}`);
  }
  const removed = await store.remove(only.channelId, only.gateway);
  if (!removed) throw new CommandError(1, 'The channel was removed by another process just now.');
  io.stdout.write(`Removed ${describe(removed)}.\n`);
}

/** An id takes precedence over a name that looks like one. */
function findMatches(kept: readonly KeptChannel[], word: string): KeptChannel[] {
  const id = readChannelId(word);
  const byId = kept.filter(({ channelId }) => channelId === id);
  return byId.length > 0 ? byId : kept.filter(({ name }) => name === word);
}
