// The link of a push by e-mail: only to permitted domains, only where the instance sends any, once, and in no log.
import { afterEach, describe, expect, test } from 'vitest';
import type { SeenRequest } from '../../sandbox/http/serve.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { type Connection, connect } from '../support/connect.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});

const settings = { PWP__MAIL__SMTP_ADDRESS: 'mail.example.org' };

async function start(options: SandboxOptions = { settings }, env: Record<string, string> = {}) {
  const sent: SeenRequest[] = [];
  const sandbox = await startSandbox({ ...options, onRequest: (request) => sent.push(request) });
  const server = await connect({
    PWPUSH_BASE_URL: sandbox.origin,
    PWPUSH_API_TOKEN: sandbox.token,
    PWPUSH_EMAIL_DOMAINS: 'example.org, partner.example',
    ...env,
  });
  open.push(sandbox, server);
  return { server, written: () => sent.filter(({ method }) => method === 'POST') };
}

async function makePush(server: Connection): Promise<string> {
  const { result } = (await server.call('create_push', { payload: 'a secret' })) as { result: { url_token: string } };
  return result.url_token;
}

const ana = ['ana@example.org'];

test('a push is made and its link mailed; the audit tells how that went, and to nobody', async () => {
  const { server, written } = await start();
  const made = await server.call('create_push', {
    payload: 'a secret',
    notify_emails_to: ['ana@example.org', 'Bo@Partner.example'],
    notify_emails_to_locale: 'fr',
  });
  expect(made).toMatchObject({ result: { emails_queued: 2, warnings: [] } });
  expect(JSON.parse(written()[0]?.body ?? '')).toMatchObject({
    push: { notify_emails_to: 'ana@example.org, Bo@Partner.example', notify_emails_to_locale: 'fr' },
  });
  const { url_token } = (made as { result: { url_token: string } }).result;
  const audit = await server.call('get_push_audit', { url_token });
  expect(audit).toMatchObject({
    result: {
      entries: [{ kind: 'creation' }, { kind: 'creation_email_send', notify_by_email: { status: 'completed' } }],
    },
  });
  expect(JSON.stringify([made, audit])).not.toMatch(/ana@|Bo@/);
});

test('the link of a push that is there is mailed', async () => {
  const { server, written } = await start();
  const url_token = await makePush(server);
  expect(await server.call('notify_push', { url_token, notify_emails_to: 'ana@example.org, cy@example.org' })).toEqual({
    result: { url_token, emails_queued: 2 },
  });
  expect(JSON.parse(written()[1]?.body ?? '')).toEqual({ notify_emails_to: 'ana@example.org, cy@example.org' });
});

test('an audit line holds the domains and no address, the log neither', async () => {
  const { server } = await start();
  const url_token = await makePush(server);
  await server.call('notify_push', { url_token, notify_emails_to: ['ana@example.org', 'bo@partner.example'] });
  await server.call('create_push', { payload: 'x', notify_emails_to: ['ana@example.org'] });
  const lines = server.lines.filter((line) => line.includes('"audit"')).map((line) => JSON.parse(line));
  expect(lines.slice(1).map((line) => line.arguments.notify_emails_to)).toEqual([
    ['[masked]@example.org', '[masked]@partner.example'],
    ['[masked]@example.org'],
  ]);
  expect(server.lines.join('')).not.toMatch(/ana@|bo@/);
});

describe.each(['create_push', 'notify_push'])('%s', (tool) => {
  const argumentsOf = async (server: Connection) =>
    tool === 'create_push' ? { payload: 'a secret' } : { url_token: await makePush(server) };

  test.each([
    ['another domain', ['ana@elsewhere.example'], 'is outside of the domains that PWPUSH_EMAIL_DOMAINS permits'],
    ['a domain below a permitted one', ['ana@sub.example.org'], 'is outside of the domains'],
    ['a domain that ends like a permitted one', ['ana@badexample.org'], 'is outside of the domains'],
    [
      'an address that a mail server could pass on',
      ['eve%elsewhere.example@example.org'],
      'is no plain e-mail address',
    ],
    ['two domains', ['ana@elsewhere.example@example.org'], 'is no plain e-mail address'],
    ['a second header', ['ana@example.org\nBcc: eve@elsewhere.example'], 'is no plain e-mail address'],
    ['a name beside it', ['Ana <ana@example.org>'], 'is no plain e-mail address'],
    ['one that hides behind a comma', ['ana@example.org,eve@elsewhere.example'], 'Address 2 in notify_emails_to'],
    ['an address twice', ['ana@example.org', 'ANA@example.org'], 'holds an address twice'],
    ['six of them', [1, 2, 3, 4, 5, 6].map((n) => `a${n}@example.org`), 'at most 5'],
  ])('refuses %s before anything is made or sent, and repeats no address', async (_, notify_emails_to, sentence) => {
    const { server, written } = await start();
    const args = await argumentsOf(server);
    const before = written().length;
    const outcome = (await server.call(tool, { ...args, notify_emails_to })) as { refused: string };
    expect(outcome.refused).toContain(sentence);
    expect(outcome.refused).toMatch(/Nothing was created or sent\.$/);
    expect(outcome.refused).not.toMatch(/ana|eve|elsewhere/i);
    expect(written()).toHaveLength(before);
  });

  test.each<[string, SandboxOptions | undefined, Record<string, string>, RegExp]>([
    [
      'no domain is permitted',
      undefined,
      { PWPUSH_EMAIL_DOMAINS: '' },
      /E-mail with links is off here.*PWPUSH_EMAIL_DOMAINS/,
    ],
    ['there is no token', undefined, { PWPUSH_API_TOKEN: '' }, /PWPUSH_API_TOKEN/],
    ['the instance has no mail server', {}, {}, /mails no links/],
    [
      'the instance has it off',
      { settings: { ...settings, PWP__NOTIFY_BY_EMAIL__ENABLED: 'false' } },
      {},
      /mails no links/,
    ],
    ['the release has API v1 only', { release: '1.60.0', settings: {} }, {}, /older than 2\.9\.2/],
  ])('refuses where %s', async (_, options, env, sentence) => {
    const { server, written } = await start(options, env);
    const args = await argumentsOf(server);
    const before = written().length;
    const outcome = (await server.call(tool, { ...args, notify_emails_to: ana })) as { refused: string };
    expect(outcome.refused).toMatch(sentence);
    expect(outcome.refused).toMatch(/Nothing was created or sent\.$/);
    expect(written()).toHaveLength(before);
  });
});

test('what the instance refuses is told: more than five over the life of a push, a language, an unknown push', async () => {
  const { server } = await start();
  const url_token = await makePush(server);
  const five = [1, 2, 3, 4, 5].map((n) => `a${n}@example.org`);
  await server.call('notify_push', { url_token, notify_emails_to: five });
  const refusals = [
    await server.call('notify_push', { url_token, notify_emails_to: ana }),
    await server.call('notify_push', { url_token, notify_emails_to: ana, notify_emails_to_locale: 'xx' }),
    await server.call('notify_push', { url_token: 'unknown-push', notify_emails_to: ana }),
  ];
  expect(refusals).toMatchObject([
    { refused: expect.stringContaining('did not mail the link') },
    { refused: expect.stringContaining('language of the e-mail is not enabled') },
    { refused: expect.stringContaining('knows no such push, or has e-mail switched off') },
  ]);
});
