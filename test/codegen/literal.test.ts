import { readdirSync, readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code, identifier, jsonCode, literal, prettyLiteral, propertyKey } from '../../codegen/code.ts';
import { runs } from '../support/runs.ts';

const evaluate = (text: string): unknown => runInThisContext(`(${text})`);

const hasProto = (value: unknown): boolean => JSON.stringify(value).includes('__proto__');

test('a literal evaluates to its value, in code and in JSON, and can end neither a comment nor a script', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      fc.pre(!hasProto(value));
      const plain = JSON.parse(JSON.stringify(value)) as unknown;
      for (const text of [literal(value), prettyLiteral(value), jsonCode(value, '  ').text]) {
        expect(evaluate(text)).toEqual(plain);
        expect(JSON.parse(text)).toEqual(plain);
        expect(text).not.toMatch(/\*\/|<\/|[\u2028\u2029\u202e\r]/);
      }
    }),
    { numRuns: runs(2000) },
  );
});

test.each([
  ['*/ x /*', '"*\\/ x /*"'],
  ['</script>', '"<\\/script>"'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what has to stay a string
  ['${x}`', '"${x}`"'],
  ['\u2028\u202e', '"\\u2028\\u202e"'],
  ['\'"\\', '"\'\\"\\\\"'],
])('%j', (value, want) => {
  expect(literal(value)).toBe(want);
});

test('interpolation makes a literal of everything but code', () => {
  const injected = '}); process.exit(); ({';
  expect(code`f(${injected}, ${identifier('x')}, ${[1, 'a']})`.text).toBe('f("}); process.exit(); ({", x, [1, "a"])');
});

test('what is no identifier is refused, and a key that is none is quoted', () => {
  expect(() => identifier('a b')).toThrow();
  expect(() => identifier('a\n')).toThrow();
  expect(propertyKey('a_b').text).toBe('a_b');
  expect(propertyKey('12').text).toBe('12');
  expect(propertyKey('012').text).toBe('"012"');
  expect(propertyKey('a: 1, b').text).toBe('"a: 1, b"');
  expect(() => propertyKey('__proto__')).toThrow();
  expect(() => literal(JSON.parse('{"__proto__": 1}'))).toThrow();
});

test('templates let values in through the literal helper only', () => {
  const folder = new URL('../../codegen/templates/', import.meta.url);
  const allowed = /^\{\{(lit [a-zA-Z]+|lit this|#each [a-zA-Z]+|\/each)\}\}$/;
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    for (const [tag] of text.matchAll(/\{\{.*?\}\}+/gs)) expect(tag, name).toMatch(allowed);
  }
});

test('only one file makes code of text', () => {
  const folder = new URL('../../codegen/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && name !== 'code.ts',
  );
  for (const name of sources) expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(/new Code\(/);
});
