// Adds channels to a file, one after the other, and prints the id of each that was kept.
import { openChannelsFile } from '../../../src/callers/channels/file.ts';
import { book } from '../../support/book.ts';
import { sampleChannel } from '../samples.ts';

const [path = '', first = '0', count = '1'] = process.argv.slice(2);
const store = openChannelsFile(path, book);
for (let number = Number(first); number < Number(first) + Number(count); number++) {
  const channel = sampleChannel({ number });
  await store.add(channel);
  process.stdout.write(`${channel.channelId}\n`);
}
