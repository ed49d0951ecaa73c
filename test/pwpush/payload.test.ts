// What `create_push` checks of the secret, the address and the passphrase before anything is sent
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type Double, startDouble } from '../support/double.ts';

let double: Double;
let server: Connection;
beforeAll(async () => {
  double = await startDouble();
  server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U' });
});
beforeEach(() => double.reset());
afterAll(async () => {
  await server.close();
  await double.close();
});

const made = () => double.count('POST', '/pushes.json');
const sent = () => JSON.parse(String(double.arrivals.find(({ method }) => method === 'POST')?.body)).push;

test.each([
  ['é', 636],
  ['密', 424],
  ['🔐', 318],
  ['a', 1024],
])('a qr push of %s × %i fits into a code and is made', async (character, count) => {
  expect(await server.call('create_push', { kind: 'qr', payload: character.repeat(count) })).toHaveProperty('result');
  expect(sent().payload).toBe(character.repeat(count));
});

test.each([
  ['é', 637],
  ['密', 425],
  ['🔐', 319],
  ['é', 1024],
])('a qr push of %s × %i would fit into no code and is refused before it is sent', async (character, count) => {
  expect(await server.call('create_push', { kind: 'qr', payload: character.repeat(count) })).toEqual({
    refused: expect.stringMatching(/1,273 bytes of UTF-8/),
  });
  expect(made()).toBe(0);
});

test('a qr push of more than 1,024 characters is refused by its characters', async () => {
  expect(await server.call('create_push', { kind: 'qr', payload: 'a'.repeat(1025) })).toEqual({
    refused: 'payload is longer than 1,024 characters, the limit of a qr push.',
  });
});

test('a text push may have as many bytes as its characters need', async () => {
  expect(await server.call('create_push', { payload: 'é'.repeat(2000) })).toHaveProperty('result');
});

test.each([
  'http:e.com',
  'https:/e.com/a',
  'http:///e.com',
  'http:\\\\e.com',
  'https://',
  'https://?x',
  'https://#x',
  'https://e.com/a b',
  'https://e.\ncom/',
  'https://e.com/\t',
  'e.com',
  '//e.com',
  'javascript:alert(1)',
  'ftp://e.com/',
])('a url push of %j, which only looks like an address, is refused', async (payload) => {
  // What is at the ends is taken off, so a character in the middle makes sure that it is no blank at the end
  const inside = payload.endsWith('\t') ? `${payload}x` : payload;
  expect(await server.call('create_push', { kind: 'url', payload: inside })).toEqual({
    refused: expect.stringContaining('payload is no http or https address'),
  });
  expect(made()).toBe(0);
});

test.each([
  ['https://e.com', 'https://e.com'],
  ['  https://e.com/a?b=c&d=%20#f \n', 'https://e.com/a?b=c&d=%20#f'],
  ['\u{a0}HTTPS://E.com/x\u{3000}', 'HTTPS://E.com/x'],
  ['http://[::1]:5100/x', 'http://[::1]:5100/x'],
  ['https://e.com/ü?q=ä', 'https://e.com/%C3%BC?q=%C3%A4'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['https://e.com\\a', 'https://e.com/a'],
])('a url push of %j is sent as it was checked', async (payload, as) => {
  expect(await server.call('create_push', { kind: 'url', payload })).toHaveProperty('result');
  expect(sent().payload).toBe(as);
});

test('the blanks at the ends of a text are part of the secret', async () => {
  await server.call('create_push', { payload: ' swordfish\n' });
  expect(sent().payload).toBe(' swordfish\n');
});

test.each([
  'null',
  'NULL',
  ' null ',
  'undefined',
  'none',
  'None',
  'nil',
  '"null"',
  ' ',
  '  ',
  '\u{200b}',
  '\u{3000}\t',
])('a passphrase that nobody chose (%j) is refused', async (passphrase) => {
  expect(await server.call('create_push', { payload: 'swordfish', passphrase })).toEqual({
    refused: expect.stringMatching(/leave it out, or choose another/i),
  });
  expect(made()).toBe(0);
  expect(server.lines.join('')).not.toMatch(/"passphrase":"(?!\[masked\])/);
});

test.each(['nullify', 'no ne', "''", 'none of your business', '0', '-', 'nothing'])(
  'the passphrase %j may be chosen, and is sent as it is',
  async (passphrase) => {
    expect(await server.call('create_push', { payload: 'swordfish', passphrase })).toHaveProperty('result');
    expect(sent().passphrase).toBe(passphrase);
  },
);

test('an empty passphrase is none', async () => {
  expect(await server.call('create_push', { payload: 'swordfish', passphrase: '' })).toHaveProperty('result');
  expect(sent()).not.toHaveProperty('passphrase');
});
