// Times until expiry as people and models write them: granted exactly, or refused with what comes next to them
import { afterEach, describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/index.ts';
import { connect } from '../support/connect.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});

async function start(release: '2.11.4' | '1.60.0' | 'commercial') {
  const posts: string[] = [];
  const sandbox = await startSandbox({
    release,
    onRequest: ({ method, path }) => {
      if (method === 'POST') posts.push(path);
    },
  });
  open.push(sandbox);
  const server = await connect({ PWPUSH_BASE_URL: sandbox.origin, PWPUSH_API_TOKEN: sandbox.token });
  open.push(server);
  const create = (duration: unknown) => server.call('create_push', { payload: 'swordfish', duration });
  return { create, posts };
}

const spoken: readonly (readonly [string, number])[] = [
  ['10d', 10],
  ['10 days', 10],
  ['1d 24h', 2],
  ['two days', 2],
  ['Two Days.', 2],
  ['one week', 7],
  ['a week', 7],
  ['week', 7],
  ['tomorrow', 1],
  ['the day after tomorrow', 2],
  ['P2D', 2],
  ['p1w', 7],
  ['PT48H', 2],
  ['P1DT24H', 2],
  ['P1M', 30],
  ['in 2 days', 2],
  ['for three days', 3],
  ['2 days from now', 2],
  ['1 week and 3 days', 10],
  ['1 week, 3 days', 10],
  ['twenty-four hours', 1],
  ['forty five days', 45],
  ['a fortnight', 14],
  ['2-day', 2],
  ['90d', 90],
];

describe.each(['2.11.4', '1.60.0'] as const)('%s, which counts days', (release) => {
  test.each(spoken)('%j is granted exactly', async (duration, expire_after_days) => {
    const { create } = await start(release);
    expect(await create(duration)).toMatchObject({ result: { granted: { expire_after_days }, warnings: [] } });
  });
});

test.each([
  ['two days', '2d'],
  ['one week', '1w'],
  ['tomorrow', '1d'],
  ['P2D', '2d'],
  ['PT1H', '1h'],
  ['an hour', '1h'],
  ['half an hour', '30m'],
  ['in 45 minutes', '45m'],
  ['in 2 days', '2d'],
  ['a month', '1mo'],
])('the commercial edition is given the index of %j', async (duration, label) => {
  const { create } = await start('commercial');
  expect(await create(duration)).toMatchObject({ result: { asked: { duration: label } } });
});

describe('what cannot be granted exactly is refused with the nearest label, and nothing is made', () => {
  test.each([
    ['commercial', '10d', '1w'],
    ['commercial', '11 days', '2w'],
    ['commercial', '90m', '1h'],
    ['commercial', '36 hours', '1d'],
    ['commercial', 'one year', '3mo'],
    ['2.11.4', '90m', '1h'],
    ['2.11.4', '1.5 days', '1d'],
    ['2.11.4', '91d', '3mo'],
    ['2.11.4', 'P1Y', '3mo'],
    ['2.11.4', '0d', '15m'],
    ['1.60.0', '5h', '6h'],
  ] as const)('%s: %j', async (release, duration, nearest) => {
    const { create, posts } = await start(release);
    expect(await create(duration)).toEqual({ refused: expect.stringContaining(`The nearest label is ${nearest}`) });
    expect(posts).toEqual([]);
  });

  test.each(['soon', 'next week', 'never', '2 moons', '-2d', 'd', 'P', 'PT', '1e3 days', 'two'])(
    '%j is no duration, and is refused with those that there are',
    async (duration) => {
      const { create, posts } = await start('2.11.4');
      expect(await create(duration)).toEqual({ refused: expect.stringMatching(/^duration is none of 15m, .*3mo/) });
      expect(posts).toEqual([]);
    },
  );
});

describe('a bare number is a place in the list, and that is told', () => {
  test.each([
    [15, '1mo'],
    ['15', '1mo'],
    [7, '2d'],
    [' 07 ', '2d'],
    [0, '15m'],
  ])('%j', async (duration, label) => {
    const { create } = await start('commercial');
    const number = Number(duration);
    const inDays = number === 0 ? 1 : number;
    expect(await create(duration)).toMatchObject({
      result: {
        asked: { duration: label },
        warnings: expect.arrayContaining([
          expect.stringMatching(new RegExp(`^duration ${number} .*: ${label} was used.* ${inDays}d`)),
        ]),
      },
    });
  });

  test('also where the edition counts days', async () => {
    const { create } = await start('2.11.4');
    expect(await create(15)).toMatchObject({
      result: {
        granted: { expire_after_days: 30 },
        warnings: ['duration 15 is a place in the list of durations: 1mo was used. For days write 15d.'],
      },
    });
  });

  test.each([18, '30', 90, '482913'])('%j is no place in it, and how days are written is told', async (duration) => {
    const { create, posts } = await start('2.11.4');
    const outcome = await create(duration);
    expect(outcome).toEqual({ refused: expect.stringMatching(/^duration is none of .* Days are written 30d\.$/) });
    expect(JSON.stringify(outcome)).not.toContain('482913');
    expect(posts).toEqual([]);
  });

  test('a written unit warns of nothing', async () => {
    const { create } = await start('2.11.4');
    expect(await create('15d')).toMatchObject({ result: { granted: { expire_after_days: 15 }, warnings: [] } });
  });
});
