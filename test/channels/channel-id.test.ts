import { expect, test } from 'vitest';
import { readChannelId } from '../../overrides/pushgo/channel-id.ts';
import { loadPushgo } from '../support/recordings.ts';
import { ALPHA } from './samples.ts';

interface Answer {
  readonly error?: string;
  readonly data?: { readonly channel_id?: string };
}

test('every id that was recorded is judged and spelled as the gateway did', () => {
  const [taken, refused] = [new Map<string, string>(), new Set<string>()];
  for (const { request, response } of loadPushgo().exchanges) {
    const given = (request.json as { channel_id?: unknown } | null | undefined)?.channel_id;
    if (typeof given !== 'string') continue;
    const answer = response.json as Answer | undefined;
    const told = answer?.data?.channel_id;
    if (told !== undefined) taken.set(given, told);
    if (answer?.error === 'invalid channel id') refused.add(given);
  }
  expect(taken.size).toBeGreaterThan(5);
  expect(refused.size).toBeGreaterThan(3);
  for (const [given, told] of taken) expect(readChannelId(given)).toBe(told);
  for (const given of refused) expect(readChannelId(given)).toBeUndefined();
});

test.each([
  ['lower case', ALPHA.toLowerCase()],
  ['hyphens and spaces', ' AZY7G-6ZM7G KK8YR\t8J2KP-M6RAB8\n'],
])('%s make no difference', (_, spelling) => {
  expect(readChannelId(spelling)).toBe(ALPHA);
});

test('O counts as 0, I and L count as 1, in either case', () => {
  expect(readChannelId('oOiIlL00000000000000000000')).toBe('00111100000000000000000000');
});

test('the last symbol is one of the eight whose lower two bits are zero', () => {
  const taken = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].filter((last) => readChannelId(`${'0'.repeat(25)}${last}`));
  expect(taken.join('')).toBe('048CGMRW');
});

test.each([
  ['empty', ''],
  ['too short', '0'.repeat(25)],
  ['too long', '0'.repeat(27)],
  ['with U', `U${'0'.repeat(25)}`],
  ['with another mark', `${'0'.repeat(25)}_0`],
  ['with a vertical tab', `${'0'.repeat(25)}\v0`],
  ['with a letter that is ASCII in upper case only', `${'0'.repeat(24)}ſ0`],
  ['with a dotless i', `ı${'0'.repeat(25)}`],
  ['with digits of another script', `${'0'.repeat(25)}٠`],
  ['with a great many spaces', `${'0'.repeat(26)}${' '.repeat(200)}`],
])('an id that is %s is none', (_, text) => {
  expect(readChannelId(text)).toBeUndefined();
});
