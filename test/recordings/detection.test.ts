import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, hostWith, PATHS } from '../support/probes.ts';

type Host = Awaited<ReturnType<typeof hostWith>>;

const HERE = 'http://127.0.0.1:5100';
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const TEXT = { 'content-type': 'text/plain' };
const NOT_FOUND: Answer = [404, '', { 'content-type': 'application/json' }];
const UNROUTED: Answer = [404, { status: 404, error: 'Not Found' }];
const UNKNOWN_PUSH: Answer = [404, { error: 'not-found' }];
const V2: Answer = [200, { application_version: '2.11.4', api_version: '2.1', edition: 'oss' }];
const COMMERCIAL: Answer = [200, { application_version: '4.0.0', api_version: '2.1', edition: 'commercial' }];
const v1 = (release: string, api = '1.5'): Answer => [
  200,
  { application_version: release, api_version: api, edition: 'oss' },
];
const NOT_PWPUSH = `${HERE} does not answer as Password Pusher does, or is a delivery-only host without an API. Check PWPUSH_BASE_URL.`;
const THROTTLED = `${HERE} allows no more requests just now. Try again in a minute.`;

let host: Host;
afterEach(() => host.close());

describe('rows of docs/services/pwpush.md#detection: what the two version endpoints answer', () => {
  test.each<[string, Record<string, Answer>, object]>([
    ['up to 1.51.9', { [PATHS.v2]: NOT_FOUND, [PATHS.v1]: NOT_FOUND, [PATHS.preview]: UNKNOWN_PUSH }, { api: 'v1' }],
    ['1.51.10', { [PATHS.v2]: NOT_FOUND, [PATHS.v1]: v1('1.51.10', '1.4') }, { api: 'v1', release: '1.51.10' }],
    ['1.62.3', { [PATHS.v2]: NOT_FOUND, [PATHS.v1]: v1('1.62.3', '1.4') }, { api: 'v1', release: '1.62.3' }],
    ['1.69.3', { [PATHS.v2]: NOT_FOUND, [PATHS.v1]: v1('1.69.3') }, { api: 'v1', release: '1.69.3' }],
    ['2.2.2', { [PATHS.v2]: NOT_FOUND, [PATHS.v1]: v1('2.2.2') }, { api: 'v1', release: '2.2.2' }],
    [
      '2.5.0',
      { [PATHS.v2]: [200, { application_version: '2.5.0', api_version: '2.0', edition: 'oss' }] },
      { api: 'v2', expiry: 'days' },
    ],
    ['2.11.4', { [PATHS.v2]: V2 }, { api: 'v2', expiry: 'days', edition: 'oss' }],
    ['hosted', { [PATHS.v2]: COMMERCIAL }, { api: 'v2', expiry: 'durations', edition: 'commercial' }],
    [
      'an API version without a minor one',
      { [PATHS.v2]: [200, { api_version: '2', edition: 'oss' }] },
      { api: 'v2', api_version: '2' },
    ],
    [
      'an API version with three parts',
      { [PATHS.v2]: [200, { api_version: '2.1.0', edition: 'oss' }] },
      { api: 'v2', api_version: '2.1.0' },
    ],
  ])('%s', async (_row, answers, told) => {
    host = await hostWith(answers);
    expect(await host.call('get_version')).toMatchObject({ result: told });
    expect(host.asked).toEqual(Object.keys(answers));
    expect(host.withToken).toEqual([]);
  });
});

const LOGIN = `${HERE} wants a login for what Password Pusher tells anybody, so something in front of it does. No token was sent. Check PWPUSH_BASE_URL.`;
const FORBIDDEN = `${HERE} refuses requests under this host name or from this address. Check PWPUSH_BASE_URL and the instance's allowed hosts.`;
const NOT_JSON = `${HERE} answered 200 with something that is no answer of Password Pusher (not JSON). Check PWPUSH_BASE_URL.`;
const MOVED = (to: string) =>
  `${HERE} redirects to ${to}; that was not followed. If the instance has moved there, set PWPUSH_BASE_URL to it.`;
const OTHER_PAGE = `${HERE} redirects to another page of its own; that was not followed. Check PWPUSH_BASE_URL.`;
const WAIT = (seconds: number) => `${HERE} allows no more requests just now. Try again in ${seconds} seconds.`;
const NO_CONNECTION = `No connection to ${HERE}. Check PWPUSH_BASE_URL and that the instance runs.`;

const undecided: [string, Answer, string][] = [
  ['200 that is HTML', [200, '<p>Welcome</p>', HTML], NOT_JSON],
  ['200 that says it is JSON and is not', [200, '{"api_version":', { 'content-type': 'application/json' }], NOT_JSON],
  ['200 with JSON that is called HTML', [200, '{"api_version":"2.1","edition":"oss"}', HTML], NOT_JSON],
  ['200 without a body', [200, ''], NOT_JSON],
  [
    '200 with a list',
    [200, []],
    `${HERE} answered 200 with something that is no answer of Password Pusher (fields missing). Check PWPUSH_BASE_URL.`,
  ],
  ['200 of another API version', [200, { application_version: '9.0', api_version: '3.0', edition: 'oss' }], NOT_PWPUSH],
  ['200 with a number for the API version', [200, { api_version: 2, edition: 'oss' }], NOT_PWPUSH],
  ['200 without an API version', [200, { status: 'ok' }], NOT_PWPUSH],
  [
    '301 to https',
    [301, '', { ...HTML, location: 'https://127.0.0.1:5100/api/v2/version.json' }],
    MOVED('https://127.0.0.1:5100'),
  ],
  [
    '302 to the first run',
    [302, '', { ...HTML, location: `${HERE}/first_run` }],
    `${HERE} is not set up yet. Open ${HERE}/first_run in a browser and make the first account.`,
  ],
  ['302 to a login page', [302, '', { ...HTML, location: '/users/sign_in' }], OTHER_PAGE],
  ['303 to a push', [303, '', { ...HTML, location: '/p/abcdefghijk.json' }], OTHER_PAGE],
  [
    '307 to another host',
    [307, '', { location: 'https://eu.pwpush.com/api/v2/version.json' }],
    MOVED('https://eu.pwpush.com'),
  ],
  [
    '308 to another host',
    [308, '', { location: 'https://eu.pwpush.com/api/v2/version.json' }],
    MOVED('https://eu.pwpush.com'),
  ],
  ['300 to nowhere', [300, ''], OTHER_PAGE],
  ['401 without a body', [401, '', HTML], LOGIN],
  ['401 with an error', [401, { error: 'no' }], LOGIN],
  ['403 without a body', [403, '', HTML], FORBIDDEN],
  ['403 with an error', [403, { error: 'Two-factor' }], FORBIDDEN],
  ['403 of an old throttle', [403, 'Rate Limit Exceeded', TEXT], THROTTLED],
  ['403 with Retry-After', [403, 'limit', { ...TEXT, 'retry-after': '7' }], WAIT(7)],
  ['429 with Retry-After', [429, 'Retry later\n', { ...TEXT, 'retry-after': '59' }], WAIT(59)],
  ['429 without Retry-After', [429, { error: 'Too many' }], THROTTLED],
  ['500', [500, { status: 500, error: 'Internal Server Error' }], `${HERE} failed with 500. Try again later.`],
  ['502 of a proxy', [502, '<h1>Bad Gateway</h1>', HTML], `${HERE} failed with 502. Try again later.`],
  ['503 without a body', [503, ''], `${HERE} failed with 503. Try again later.`],
  ['a refused connection', 'ECONNREFUSED', NO_CONNECTION],
  ['an unknown name', 'ENOTFOUND', `The host name in ${HERE} was not found. Check PWPUSH_BASE_URL.`],
  ['a broken connection', 'ECONNRESET', `The connection to ${HERE} broke off.`],
  [
    'an expired certificate',
    'CERT_HAS_EXPIRED',
    `The TLS certificate of ${HERE} is not trusted. For a private authority set PWPUSH_CA_BUNDLE.`,
  ],
];

describe('what is not decided is reported, not guessed', () => {
  test.each(undecided)('by the first probe: %s', async (_row, answer, refused) => {
    host = await hostWith({ [PATHS.v2]: answer });
    expect(await host.call('get_version')).toEqual({ refused });
    expect(host.asked.filter((path) => path !== PATHS.v2)).toEqual([]);
  });

  test.each(undecided)('by the second probe: %s', async (_row, answer, refused) => {
    host = await hostWith({ [PATHS.v2]: NOT_FOUND, [PATHS.v1]: answer });
    expect(await host.call('get_version')).toEqual({ refused });
    expect(host.asked.filter((path) => path !== PATHS.v2 && path !== PATHS.v1)).toEqual([]);
  });

  const byPreview = undecided.filter(([, answer]) => typeof answer === 'string' || answer[0] >= 300);
  test.each(byPreview)('by the preview of a made-up token: %s', async (_row, answer, refused) => {
    host = await hostWith({ [PATHS.v2]: NOT_FOUND, [PATHS.v1]: NOT_FOUND, [PATHS.preview]: answer });
    expect(await host.call('get_version')).toEqual({ refused });
    expect(host.withToken).toEqual([]);
  });

  test.each(undecided)('so nothing is created: %s', async (_row, answer, refused) => {
    host = await hostWith({ [PATHS.v2]: answer });
    expect(await host.call('create_push', { payload: 'the payload' })).toEqual({ refused });
    expect(host.bodies).toEqual([]);
  });

  test('by a host that does not answer in time', async () => {
    host = await hostWith({ [PATHS.v2]: 'slow' }, { PWPUSH_TIMEOUT: '0.1' });
    expect(await host.call('get_version')).toEqual({ refused: `${HERE} did not answer within 1 second.` });
  });
});

describe('404 from both version endpoints', () => {
  test.each<[string, Answer]>([
    ['the same for the made-up push', UNROUTED],
    ['an HTML page for the made-up push', [404, '<!DOCTYPE html>', HTML]],
    ['nothing for the made-up push', NOT_FOUND],
    ['another error for the made-up push', [404, { error: 'no such page' }]],
    ['a link for the made-up push', [200, { url: `${HERE}/p/push-mcp-probe` }]],
  ])('is no Password Pusher where there is %s', async (_row, answer) => {
    host = await hostWith({ [PATHS.v2]: UNROUTED, [PATHS.v1]: UNROUTED, [PATHS.preview]: answer });
    expect(await host.call('get_version')).toEqual({ refused: NOT_PWPUSH });
    expect(await host.call('list_active_pushes')).toEqual({ refused: NOT_PWPUSH });
    expect(await host.call('create_push', { payload: 'the payload' })).toEqual({ refused: NOT_PWPUSH });
    expect(host.withToken).toEqual([]);
  });
});
