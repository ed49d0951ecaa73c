// Durations as people say and programs write them: `10d`, `two days`, `in 1 week and 3 days`, `tomorrow`, `P2D`
import { readSeconds } from '../rule/duration.ts';

const DAY = 86_400;
const YEAR = 365 * DAY;

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const ISO = /^p(?=[\dt])(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?(?:t(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?)?$/;
const isoUnits = [YEAR, 30 * DAY, 7 * DAY, DAY, 3600, 60, 1];

/** The seconds that a text means; undefined where it means none. A month has 30 days, a year 365. */
export function readSpoken(text: string): number | undefined {
  const said = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const plain = said
    .replace(/^(?:in|for|after|within) /, '')
    .replace(/(?: from now)?\.?$/, '')
    .replace(/^(?:the )?day after tomorrow$/, '2d')
    .replace(/^tomorrow$/, '1d');
  return readIso(plain) ?? readWords(plain);
}

function readIso(text: string): number | undefined {
  const [, ...numbers] = ISO.exec(text) ?? [];
  if (numbers.length === 0) return undefined;
  return numbers.reduce((sum, number, index) => sum + Number(number ?? 0) * (isoUnits[index] ?? 0), 0);
}

/** Numbers and units in turn: `1 week and 3 days`, `1d 12h`. A unit may also stand alone, written out: `week`. */
function readWords(text: string): number | undefined {
  if (!/^[a-z\d]/.test(text)) return undefined;
  const words = text
    .replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, '$1$2 ')
    .split(/(?:, ?(?:and )?| and |[ -])/)
    .filter((word) => word !== 'and');
  if (words.length === 1) return text.length > 2 ? unitSeconds(text) : undefined;
  let sum = 0;
  let number: number | undefined;
  for (const word of words) {
    const unit = unitSeconds(word);
    if (unit === undefined) {
      number = readNumber(word, number);
      if (number === undefined) return undefined;
    } else {
      if (number === undefined) return undefined;
      sum += number * unit;
      number = undefined;
    }
  }
  return number === undefined ? sum : undefined;
}

function unitSeconds(word: string): number | undefined {
  if (/^fortnights?$/.test(word)) return 14 * DAY;
  if (/^y(?:r|rs|ear|ears)?$/.test(word)) return YEAR;
  return readSeconds(`1${word}`);
}

/**
 * The number that a word makes with the words before it: `twenty` and `four` are 24, `half` and `an` are one half. Undefined where
 * they make none.
 *
 * @param before what the words before it make, if there are any
 */
function readNumber(word: string, before: number | undefined): number | undefined {
  const one = small.indexOf(word);
  if (before !== undefined) {
    if (before === 0.5 && (word === 'a' || word === 'an')) return before;
    return before >= 20 && before % 10 === 0 && one > 0 && one < 10 ? before + one : undefined;
  }
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(word)) return Number(word);
  if (word === 'a' || word === 'an') return 1;
  if (word === 'half') return 0.5;
  const ten = tens.indexOf(word);
  if (ten >= 0) return 20 + 10 * ten;
  return one >= 0 ? one : undefined;
}
