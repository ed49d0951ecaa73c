// What was there before a recorded request and is not in the recordings: pushes that it refers to, and their lives.
// Keyed by the exchange that needs it.
import { browser, type Fields, type Setup } from './setup.ts';

/** Makes the push that the path of an exchange names. */
type Make = (setup: Setup) => Promise<string>;
/** Something that happened before an exchange, to the push in its path where there is one. */
type Happen = (setup: Setup, token: string) => Promise<void>;

const url = { kind: 'url', payload: 'https://example.com/canary' };
const kept = { deletable_by_viewer: false };
const direct = { retrieval_step: false };

/** Used up by its only view. */
const usedUp: Make = async (setup) => {
  const token = await setup.push('owner', { ...direct, expire_after_views: 1 });
  await setup.open(token);
  await setup.open(token);
  return token;
};

const expired =
  (fields: Fields = {}): Make =>
  async (setup) => {
    const token = await setup.push('owner', fields);
    await setup.expire(token, 'owner');
    return token;
  };

/** Created, two wrong passphrases, opened by a visitor, its owner and an administrator, expired, opened again. */
const wholeLife: Make = async (setup) => {
  const token = await setup.push('owner', { passphrase: 'passphrase-canary-life' }, browser);
  await setup.open(token);
  await setup.open(token, '?passphrase=wrong');
  for (const who of ['anonymous', 'owner', 'admin'] as const) {
    await setup.open(token, '?passphrase=passphrase-canary-life', who);
  }
  await setup.expire(token, 'owner');
  await setup.open(token);
  return token;
};

const openedOften: Make = async (setup) => {
  const token = await setup.push('owner', { expire_after_views: 100 });
  for (let view = 0; view < 60; view += 1) await setup.open(token);
  return token;
};

const openedOnce = async (setup: Setup, token: string) => {
  await setup.open(token);
  await setup.open(token);
  return token;
};

/** 52 expired and 52 active pushes, every second active one with a passphrase. */
const bulk: Happen = async (setup) => {
  const number = (index: number) => String(index).padStart(2, '0');
  for (let index = 0; index < 52; index += 1) {
    const token = await setup.push('bulk', { note: `note-canary-bulk-${number(index)}` });
    await setup.expire(token, 'bulk');
  }
  for (let index = 0; index < 52; index += 1) {
    const passphrase = index % 2 === 1 ? { passphrase: `passphrase-canary-bulk-${number(index)}` } : {};
    await setup.push('bulk', { note: `note-canary-bulk-${number(index)}`, ...passphrase });
  }
};

/** One of each kind active, one of each expired, one used up without and one with a look after it, one file used up. */
const everyKind: Happen = async (setup) => {
  const named = (suffix: string) => ({ name: `name-canary-list${suffix}`, note: `note-canary-list${suffix}` });
  const makeAll = async () => [
    await setup.push('other', { ...direct, ...named(''), passphrase: 'passphrase-canary-list' }),
    await setup.file('other', named('-file')),
    await setup.push('other', { ...url, ...named('-url') }),
    await setup.push('other', { kind: 'qr' }),
  ];
  await makeAll();
  for (const token of await makeAll()) await setup.expire(token, 'other');
  const once = { ...direct, expire_after_views: 1 };
  const seen = await setup.push('other', once);
  await setup.open(seen);
  await setup.open(seen);
  await setup.open(await setup.push('other', once));
  const file = { expire_after_views: '1', retrieval_step: 'false', name: 'name-canary-list-last-view' };
  await setup.open(await setup.file('other', file));
};

const shownOnce =
  (fields: Fields): Make =>
  (setup) =>
    setup.push('owner', { ...direct, ...fields });

/** Pushes that v1 and v2 have alike. */
const alike = (api: 'v1' | 'v2'): Record<string, Make> => ({
  [`${api}-preview-existing`]: (setup) => setup.push('owner', direct),
  [`${api}-preview-retrieval-step`]: (setup) => setup.push('owner', { retrieval_step: true }),
  [`${api}-preview-passphrase`]: (setup) => setup.push('owner', { ...direct, passphrase: 'passphrase-canary' }),
  [`${api}-preview-expired`]: expired(direct),
  [`${api}-expire-anonymous-refused`]: (setup) => setup.push('owner', { ...kept, retrieval_step: true }),
  [`${api}-expire-anonymous-deletable`]: (setup) => setup.push('owner'),
  [`${api}-expire-other-deletable`]: (setup) => setup.push('owner'),
  [`${api}-expire-anonymous-own-deletable`]: (setup) => setup.push('anonymous'),
  [`${api}-expire-owner-ownerless-refused`]: (setup) => setup.push('anonymous', kept),
  [`${api}-expire-naturally-expired`]: usedUp,
  [`${api}-expire-file`]: (setup) => setup.file('owner'),
  [`${api}-expire-url-anonymous`]: (setup) => setup.push('owner', url),
  [`${api}-expire-url-ownerless`]: (setup) => setup.push('anonymous', url),
  [`${api}-audit-owner-unviewed`]: (setup) => setup.push('owner'),
  [`${api}-audit-owner-life`]: wholeLife,
  [`${api}-audit-owner-page-1`]: openedOften,
  [`${api}-audit-anonymous-push`]: (setup) => setup.push('anonymous'),
  [`forbidden-${api}-show-get`]: shownOnce({ payload: `payload-canary-${api}-shown` }),
  [`forbidden-${api}-show-passphrase-missing`]: shownOnce({
    payload: `payload-canary-${api}-protected`,
    passphrase: 'passphrase-canary-shown',
    expire_after_views: 9,
  }),
  [`forbidden-${api}-show-last-view`]: shownOnce({ payload: `payload-canary-${api}-last`, expire_after_views: 1 }),
  [`forbidden-${api}-show-expired`]: expired(direct),
  [`forbidden-${api}-show-file`]: (setup) => setup.file('owner', { retrieval_step: 'false' }),
  [`forbidden-${api}-show-url`]: shownOnce(url),
});

export const pushes: Record<string, Make> = {
  ...alike('v1'),
  ...alike('v2'),
  'v1-f-preview-existing': (setup) => setup.file('owner'),
  'v1-r-preview-existing': (setup) => setup.push('owner', url),
  'v1-f-expire-through-p': (setup) => setup.file('owner'),
  'v1-f-expire-anonymous': (setup) => setup.file('owner'),
  'v1-f-expire-other': (setup) => setup.file('owner'),
  'v1-f-expire-other-refused': (setup) => setup.file('owner', { deletable_by_viewer: 'false' }),
  'v1-f-expire-owner': (setup) => setup.file('owner'),
  'v1-r-expire-through-p': (setup) => setup.push('owner', url),
  'v1-r-expire-anonymous': (setup) => setup.push('owner', url),
  'v1-r-expire-other': (setup) => setup.push('owner', url),
  'v1-r-expire-other-refused': (setup) => setup.push('owner', url),
  'v1-r-expire-owner': (setup) => setup.push('owner', url),
  'v1-f-audit-owner': async (setup) => openedOnce(setup, await setup.file('owner')),
  'v1-r-audit-owner': async (setup) => openedOnce(setup, await setup.push('owner', url)),
  'v2-notify-owner': (setup) => setup.push('owner'),
  'v2-notify-anonymous-push': (setup) => setup.push('anonymous'),
  'forbidden-v1-f-show-get': (setup) => setup.file('owner', { retrieval_step: 'false' }),
  'forbidden-v1-r-show-get': shownOnce(url),
  'forbidden-share-link-json': shownOnce({ payload: 'payload-canary-suffixless' }),
  'forbidden-retrieval-step-json': (setup) => setup.push('owner', { retrieval_step: true }),
};

const guessTwice: Happen = async (setup, token) => {
  await setup.open(token, '?passphrase=wrong');
  await setup.open(token, '?passphrase=wrong');
};

const useUpTheMinute: Happen = async (setup) => {
  for (let count = 0; count < 5; count += 1) await setup.api('GET', '/api/v1/version.json', 'anonymous');
};

/** Lists are made once: a file that has no v2 starts with the second name. */
export const events: Record<string, Happen> = {
  'v2-active-bulk-page-1': bulk,
  'v1-active-bulk-page-1': bulk,
  'v1-f-active': everyKind,
  'forbidden-v1-show-passphrase-sixth-attempt': guessTwice,
  'forbidden-v2-show-passphrase-sixth-attempt': guessTwice,
  'mail-v2-notify-expired': (setup, token) => setup.expire(token, 'bulk'),
  'throttled-version-v2': useUpTheMinute,
};
