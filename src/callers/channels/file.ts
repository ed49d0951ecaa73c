import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ChannelBook } from '../../../overrides/rule/service.ts';
import { codeOf, OwnFileError, readOwnFile, resolveLinks, shown } from '../../policy/own-file.ts';
import { type Content, empty, formatChannels, parseChannels } from './format.ts';
import { rewriteFile } from './rewrite.ts';
import { type ChannelStore, findToRemove, isSame, type KeptChannel } from './store.ts';

const words = { kind: 'channels file', secrets: 'passwords', again: 'add the channels again' };

/**
 * Channels in a file of mode 0600. It is read anew each time, so a channel that another process adds is seen at once. A
 * missing file holds no channels; the first `add` makes it and its folder.
 */
export function openChannelsFile(path: string, book: ChannelBook): ChannelStore {
  const file = resolve(path);
  const read = (): Content => {
    const text = readOwnFile(file, words);
    return text === undefined ? empty : parseChannels(file, text, book);
  };
  return {
    list: () => channelsOf(read()),
    add: (channel) => change(file, () => formatChannels(withChannel(read(), channel))),
    remove: async (channelId, gateway) => {
      let removed: KeptChannel | undefined;
      const without = () => {
        const { raw, entries } = read();
        removed = findToRemove(channelsOf({ raw, entries }), channelId, gateway);
        return removed && formatChannels({ raw, entries: entries.filter(({ channel }) => channel !== removed) });
      };
      // Where nothing is to be removed, no folder and no file is made
      if (without() !== undefined) await change(file, without);
      return removed;
    },
  };
}

const channelsOf = ({ entries }: Content) => entries.map(({ channel }) => channel);

function withChannel({ entries, raw }: Content, channel: KeptChannel): Content {
  const index = entries.findIndex((entry) => isSame(entry.channel, channel));
  const entry = { channel, raw: entries[index]?.raw ?? {} };
  return { raw, entries: index === -1 ? [...entries, entry] : entries.with(index, entry) };
}

async function change(file: string, make: () => string | undefined): Promise<void> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Where the path is a link, its target is replaced, and the link stays
    await rewriteFile(resolveLinks(file), make);
  } catch (error) {
    if (error instanceof OwnFileError) throw error;
    throw new OwnFileError(`${shown(file)} cannot be written (${codeOf(error)}).`);
  }
}
