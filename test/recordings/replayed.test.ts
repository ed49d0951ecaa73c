// Every recorded exchange that a client may send is served in a test of this folder, or stands in not-replayed.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadPwpush } from '../support/recordings.ts';
import { notReplayed } from './not-replayed.ts';
import { CHECKED, PROBES, type Release } from './replay.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.test.ts') && name !== 'replayed.test.ts',
);
const releases = Object.keys(PROBES) as Release[];
const recordings = [...releases, '2.11.4-variants'];
const idsOf = (recording: string) =>
  loadPwpush(recording)
    .exchanges.filter(({ forbidden }) => !forbidden)
    .map(({ id }) => id);

/** `release id` of what stands in quotes in the tests, but for `tokenOf('…')`, which serves nothing. */
function findServed(): Set<string> {
  const served = new Set<string>();
  const add = (release: string, texts: Iterable<string>) => {
    for (const id of texts) served.add(`${release} ${id}`);
  };
  for (const release of releases) {
    add(
      release,
      [...PROBES[release], ...(CHECKED[release] ?? [])].map((one) => (typeof one === 'string' ? one : one.id)),
    );
  }
  for (const file of files.filter((name) => /^(?:v1|v2|variants)\b/.test(name))) {
    const source = readFileSync(`${folder}${file}`, 'utf8');
    for (const part of source.split(/^(?=describe)/m)) {
      const named = /^describe\.each\(\[(.*)\]/.exec(part)?.[1] ?? /openRecording\(('[\d.]+')/.exec(part)?.[1] ?? '';
      const texts = [...part.replace(/tokenOf\('[^']+'\)/g, '').matchAll(/'([\w.-]+)'/g)].map(([, text]) => text ?? '');
      for (const [, release = ''] of named.matchAll(/'([^']+)'/g)) {
        add(release, texts);
        if (file.startsWith('variants/')) add(`${release}-variants`, texts);
      }
    }
  }
  return served;
}

const served = findServed();

test.each(recordings)('%s: what is not replayed is listed with the reason', (recording) => {
  const listed = notReplayed(recording);
  const left = idsOf(recording).filter((id) => !served.has(`${recording} ${id}`));
  expect(left.sort()).toEqual(listed.sort());
});

test('a test that is skipped replays nothing', () => {
  for (const file of files)
    expect(readFileSync(`${folder}${file}`, 'utf8')).not.toMatch(/\b(?:skip|only|todo|fails)\b[(.]/);
});
