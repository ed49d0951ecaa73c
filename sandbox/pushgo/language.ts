// The language of the texts for people. The first known tag of the list counts, whatever its weight
// (docs/services/pushgo.md#transport).

export type Language = 'en' | 'zh-CN';

const chinese = /^zh(?:$|[-_](?:cn|sg|hans))/;
const english = /^en(?:$|[-_])/;

export function readLanguage(header: string | undefined): Language {
  for (const entry of (header ?? '').split(',')) {
    const tag = (entry.split(';')[0] ?? '').trim().toLowerCase();
    if (chinese.test(tag)) return 'zh-CN';
    if (english.test(tag)) return 'en';
  }
  return 'en';
}
