// Tags and images: trimmed, and without repetitions. Repetitions count towards the limit
// (docs/services/pushgo.md#tags-and-images).
import { refuse } from './answers.ts';
import { trim } from './trim.ts';

interface ListRule {
  name: string;
  item: string;
  longest: number;
}

const most = 32;

function readList(items: readonly string[], { name, item, longest }: ListRule): string[] {
  if (items.length > most) refuse(`${name} exceeds max length`);
  const trimmed = items.map((text) => trim(text));
  for (const text of trimmed) {
    if (text === '') refuse(`${name} contains empty ${item}`);
    if (Buffer.byteLength(text) > longest) refuse(`${name} contains oversized ${item}`);
  }
  return [...new Set(trimmed)];
}

export function readTags(items: readonly string[] | null): string[] {
  return readList(items ?? [], { name: 'tags', item: 'tag', longest: 64 });
}

const longestImage = 2048;

export function readImages(items: readonly string[]): string[] {
  return readList(items, { name: 'images', item: 'url', longest: longestImage });
}

export function readPrimaryImage(text: string | null): string | null {
  const image = trim(text ?? '');
  if (Buffer.byteLength(image) > longestImage) refuse('primary_image contains oversized url');
  return image === '' ? null : image;
}

/** The values of a text that has commas between them. */
export function splitValues(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => trim(part))
    .filter((part) => part !== '');
}
