// Adds a line to a file, and sends itself a signal between having read it and writing.
import { readFileSync } from 'node:fs';
import { rewriteFile } from '../../../src/callers/channels/rewrite.ts';

const [path = '', line, signal] = process.argv.slice(2);
let isFirst = true;
await rewriteFile(path, () => {
  const text = readFileSync(path, 'utf8');
  if (isFirst) {
    isFirst = false;
    process.kill(process.pid, signal);
  }
  return `${text}${line}\n`;
});
