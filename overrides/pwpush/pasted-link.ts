// Finds the links of pushes in what a person pasted: a whole link or its end, in angle brackets, Markdown or a sentence

/** The end of a link's path. What stands before it is a language, or what the instance lives under (docs/services/pwpush.md#links). */
const END = /(?:p|f|r|api\/v2\/pushes)\/([A-Za-z0-9_-]{1,128})(?:\/(?:r|preview|audit))?(?:\.json)?\/?$/.source;
const PATH = new RegExp(`^(?:/[\\w~-]+){0,6}?/${END}`);
const WITHOUT_HOST = new RegExp(`^/?(?:[\\w~-]+/){0,6}?${END}`);
const WITHOUT_SCHEME = new RegExp(`^((?:[\\w-]+\\.)+[\\w-]+(?::\\d+)?|localhost:\\d+)/(?:[\\w~-]+/){0,6}?${END}`);
const TOKEN_AND_END = /^([A-Za-z0-9_-]{1,128})\/(?:r|preview|audit)$/;

/** What stands around a link, marks that cannot be seen among it. Hidden in a word, such a mark is no part of a token. */
const AROUND = '\\s<>()[\\]{}"\'`“”‘’«»„|*\\u200b-\\u200f\\u2060\\u2066-\\u2069\\ufeff';
const ENDS = new RegExp(`^[${AROUND}]+|[${AROUND}]+$`, 'gu');
const ADDRESS = new RegExp(`https?:\\/\\/(?:\\[[\\da-f:.]+\\])?[^${AROUND}]*`, 'giu');
const MARKS = /[.,;:!?…]+$/u;

/** A link to a push, and what it says of the instance: an origin, a host and port, or nothing. */
export interface PastedLink {
  readonly token: string;
  readonly url?: URL;
  readonly host?: string;
}

/** A text without what surrounds it: blanks, quotes, brackets. A full stop behind it is taken off as well. */
export function readWord(text: string): string {
  return text.replace(ENDS, '').replace(/[.,;:]+$/, '');
}

/** The links in a text: whole ones if there are any, else those without a scheme, else the end of one that is all of the text. */
export function findLinks(text: string): PastedLink[] {
  const whole = [...text.matchAll(ADDRESS)].flatMap(([address]) => {
    const plain = address.replace(MARKS, '');
    const url = URL.canParse(plain) ? new URL(plain) : undefined;
    const token = url && PATH.exec(url.pathname)?.[1];
    return url && token ? [{ token, url }] : [];
  });
  if (whole.length > 0) return whole;
  const withHost = text.split(/\s+|\]\(/).flatMap((word) => {
    const [, host, token] = WITHOUT_SCHEME.exec(withoutQuery(word)) ?? [];
    return host !== undefined && token !== undefined ? [{ token, host }] : [];
  });
  if (withHost.length > 0) return withHost;
  const word = withoutQuery(text);
  const token = (WITHOUT_HOST.exec(word) ?? TOKEN_AND_END.exec(word))?.[1];
  return token === undefined ? [] : [{ token }];
}

function withoutQuery(text: string): string {
  return readWord(text)
    .replace(MARKS, '')
    .replace(/[?#].*$/, '');
}
