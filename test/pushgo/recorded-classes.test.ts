// Nothing that was recorded drops out in silence.
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { type Exchange, exchanges, toCall } from './replay.ts';
import { classes, hasOtherHeaders, kindsOf, ofKind } from './replay-classes.ts';

const countBy = (nameOf: (exchange: Exchange) => string, among = exchanges) => {
  const counts: Record<string, number> = {};
  for (const exchange of among) counts[nameOf(exchange)] = (counts[nameOf(exchange)] ?? 0) + 1;
  return counts;
};
const idsOf = (among: readonly Exchange[]) => among.map(({ id }) => id);

test('is all sorted, each request into one kind', () => {
  expect(idsOf(exchanges.filter((exchange) => kindsOf(exchange).length !== 1))).toEqual([]);
  expect(countBy((exchange) => kindsOf(exchange).join())).toMatchInlineSnapshot(`
    {
      "leftOut": 19,
      "refused": 214,
      "refusedAlthough": 22,
      "sent": 214,
      "takenInAnotherForm": 32,
    }
  `);
  expect(exchanges).toHaveLength(501);
});

test('is answered as often as this where a tool sends, by status', () => {
  expect(countBy(({ response }) => String(response.status), ofKind('sent'))).toMatchInlineSnapshot(`
    {
      "200": 176,
      "401": 5,
      "403": 20,
      "404": 11,
      "500": 1,
      "503": 1,
    }
  `);
});

test('has every request that a class speaks of, and no class is empty', () => {
  for (const { reason, ids } of classes) expect(Object.keys(ids), reason).not.toEqual([]);
  expect(classes.flatMap(({ ids }) => Object.keys(ids)).filter((id) => !idsOf(exchanges).includes(id))).toEqual([]);
});

test('leaves out what cannot be a call, and nothing else', () => {
  expect(idsOf(ofKind('leftOut'))).toEqual(idsOf(exchanges.filter((exchange) => !toCall(exchange))));
});

test('has other headers only where a class says so', () => {
  const usual = { Accept: 'application/json', 'Content-Type': 'application/json' };
  const isUnusual = ({ request }: Exchange) => {
    const { Authorization: _, ...headers } = request.headers;
    return !isDeepStrictEqual(headers, usual);
  };
  expect(idsOf(exchanges.filter(hasOtherHeaders))).toEqual(idsOf(ofKind('sent').filter(isUnusual)));
});
