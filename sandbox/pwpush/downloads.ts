// Links to files: good for five minutes, for whoever has them, as often as they like (docs/services/pwpush.md#releases,
// #retrievals).
import { randomBytes } from 'node:crypto';
import type { PushFile } from './push.ts';

const lifetimeInMs = 5 * 60_000;

export interface Downloads {
  /** The path of a link to this file. */
  open(file: PushFile, now: Date): string;
  find(id: string, now: Date): PushFile | undefined;
}

export function createDownloads(): Downloads {
  const links = new Map<string, { file: PushFile; until: number }>();
  const forgetOld = (now: Date) => {
    for (const [id, link] of links) if (link.until <= now.getTime()) links.delete(id);
  };
  return {
    open(file, now) {
      forgetOld(now);
      const id = randomBytes(24).toString('base64url');
      links.set(id, { file, until: now.getTime() + lifetimeInMs });
      return `/pfb/blobs/redirect/${id}/${encodeURIComponent(file.name)}`;
    },
    find(id, now) {
      forgetOld(now);
      return links.get(id)?.file;
    },
  };
}
