// Finds the links of pushes in what a person pasted: a whole link or its end, in angle brackets, Markdown or a sentence

/** The end of a link's path. What stands before it is a language, or what the instance lives under (docs/services/pwpush.md#links). */
const END = /(?:p|f|r|api\/v2\/pushes)\/([A-Za-z0-9_-]{1,128})(?:\/(?:r|preview|audit))?(?:\.json)?\/?$/.source;
const PATH = new RegExp(`^(?:/[\\w~-]+){0,6}?/${END}`);
const WITHOUT_SCHEME = new RegExp(
  `^((?:[\\w-]+\\.)+[\\w-]+(?::\\d+)?|localhost(?::\\d+)?)?((?:^|/)(?:[\\w~-]+/){0,6}?${END})`,
);
const TOKEN_AND_END = /^([A-Za-z0-9_-]{1,128})\/(?:r|preview|audit)$/;

const ADDRESS = /https?:\/\/(?:\[[\da-f:.]+\])?[^\s<>()[\]{}"'`“”‘’«»„|*]*/giu;
const AROUND = /[\s<>()[\]{}"'`“”‘’«»„|*]+/u;

/** A link to a push, and what it says of the instance: an origin, a host and port, or nothing. */
export interface PastedLink {
  readonly token: string;
  readonly url?: URL;
  readonly host?: string;
}

/** Without what surrounds it where a text is one word: quotes, brackets, blanks, a full stop. */
export function readWord(text: string): string | undefined {
  const [word, another] = text.split(AROUND).filter((part) => part !== '');
  return another === undefined ? word?.replace(/[.,;:]+$/, '') : undefined;
}

/** The links in a text: whole ones if there are any, else those without a scheme. */
export function findLinks(text: string): PastedLink[] {
  const whole = [...text.matchAll(ADDRESS)].flatMap(([address]) => {
    const plain = address.replace(/[.,;:!?…]+$/u, '');
    const url = URL.canParse(plain) ? new URL(plain) : undefined;
    const token = url && PATH.exec(url.pathname)?.[1];
    return url && token ? [{ token, url }] : [];
  });
  if (whole.length > 0) return whole;
  const ends = text.split(AROUND).flatMap((word) => {
    const [, host, , token] = WITHOUT_SCHEME.exec(word.replace(/[.,;:!?…]+$/u, '').replace(/[?#].*$/, '')) ?? [];
    return token === undefined ? [] : [{ token, ...(host !== undefined && { host }) }];
  });
  if (ends.length > 0) return ends;
  const token = TOKEN_AND_END.exec(readWord(text) ?? '')?.[1];
  return token === undefined ? [] : [{ token }];
}
