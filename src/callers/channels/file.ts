import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ChannelBook } from '../../../overrides/rule/service.ts';
import { codeOf, OwnFileError, readOwnFile, resolveLinks, shown } from '../../policy/own-file.ts';
import { type Content, formatChannels, isSame, nothing, parseChannels } from './format.ts';
import { rewriteFile } from './rewrite.ts';
import { type ChannelStore, type KeptChannel, rejectAmbiguous } from './store.ts';

const words = { kind: 'channels file', secrets: 'passwords', again: 'add the channels again' };

/**
 * Channels in a file of mode 0600. It is read anew for each question, so what another process adds is seen at once; a file
 * that is not there holds none, and the first channel makes it and its folder.
 */
export function openChannelsFile(path: string, book: ChannelBook): ChannelStore {
  const file = resolve(path);
  const read = (): Content => {
    const text = readOwnFile(file, words);
    return text === undefined ? nothing : parseChannels(file, text, book);
  };
  return {
    list: () => read().entries.map(({ kept }) => kept),
    add: (channel) => change(file, () => formatChannels(withChannel(read(), channel))),
    remove: async (channelId, gateway) => {
      let removed: KeptChannel | undefined;
      const without = () => {
        const content = read();
        removed = find(content, channelId, gateway);
        if (!removed) return undefined;
        return formatChannels({ ...content, entries: content.entries.filter(({ kept }) => kept !== removed) });
      };
      // Nothing to remove: no folder and no file is made for that
      if (without() !== undefined) await change(file, without);
      return removed;
    },
  };
}

function withChannel({ entries, raw }: Content, channel: KeptChannel): Content {
  const place = entries.findIndex(({ kept }) => isSame(kept, channel));
  const entry = { kept: channel, raw: entries[place]?.raw ?? {} };
  return { raw, entries: place === -1 ? [...entries, entry] : entries.with(place, entry) };
}

function find({ entries }: Content, channelId: string, gateway: string | undefined): KeptChannel | undefined {
  const [first, another] = entries
    .map(({ kept }) => kept)
    .filter((kept) => kept.channelId === channelId && (gateway === undefined || kept.gateway === gateway));
  if (first && another) rejectAmbiguous(first.channelId);
  return first;
}

async function change(file: string, make: () => string | undefined): Promise<void> {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // A link stays one: what it leads to is replaced
    await rewriteFile(resolveLinks(file), make);
  } catch (error) {
    if (error instanceof OwnFileError) throw error;
    throw new OwnFileError(`${shown(file)} cannot be written (${codeOf(error)}).`);
  }
}
