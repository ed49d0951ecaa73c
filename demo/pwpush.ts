// Shares four secrets, and opens them as their recipients would. No secret is printed: that one arrived is shown by comparing.
import { randomBytes } from 'node:crypto';
import type { Assistant } from './assistant.ts';
import { download, openPage, openSecret, textOf } from './recipient.ts';
import { call, check, say } from './transcript.ts';

interface Push {
  html_url: string;
  url_token: string;
}
interface Entry {
  kind: string;
  user_agent?: string;
}

export const secrets = {
  text: randomBytes(18).toString('base64url'),
  url: `https://intranet.example/reset/${randomBytes(12).toString('hex')}`,
  qr: randomBytes(18).toString('base64url'),
  file: `${randomBytes(24).toString('base64url')}\n`,
};

async function create(assistant: Assistant, shown: string, args: Record<string, unknown>): Promise<Push> {
  call('create_push', shown);
  const push = await assistant.call('create_push', args);
  const { expire_after_days, expire_after_views } = push.granted as Record<string, unknown>;
  say(`    → ${push.html_url}, granted ${expire_after_views} view(s) or ${expire_after_days} day(s)`);
  return push as unknown as Push;
}

const gone = async (link: string) => (await openSecret(link)).secret.title === 'This secret is gone';

async function tellVersion(assistant: Assistant): Promise<void> {
  call('get_version');
  const { instance, api, edition, release } = await assistant.call('get_version');
  check(release === '2.11.4', `${instance} is Password Pusher ${release} (${edition}), API ${api}`);
}

async function shareText(assistant: Assistant): Promise<Push> {
  const push = await create(assistant, '{payload, expire_after_views: 1, duration: "2d"}', {
    payload: secrets.text,
    expire_after_views: 1,
    duration: '2d',
    name: 'Demo text',
  });
  call('preview_push', `{url_token: "${push.url_token}"}`);
  const preview = await assistant.call('preview_push', { url_token: push.url_token });
  check(preview.url === push.html_url, 'the link again, with no view used up');

  say('\n  The recipient opens the link');
  const { step, secret } = await openSecret(push.html_url);
  check(step.status === 200 && !step.html.includes(secrets.text), `first a page with a button: “${step.title}”`);
  check(textOf(secret) === secrets.text, `then “${secret.title}”: it is the one that was sent`);
  check(await gone(push.html_url), 'the second opening finds it gone');

  call('get_push_audit', `{url_token: "${push.url_token}"}`);
  const { entries } = (await assistant.call('get_push_audit', { url_token: push.url_token })) as unknown as {
    entries: Entry[];
  };
  say(`    → ${entries.map(({ kind }) => kind).join(', ')}`);
  check(
    entries.some(({ kind, user_agent }) => kind === 'view' && user_agent === 'Demo recipient'),
    'the view is there, with who it was',
  );
  return push;
}

async function shareUrl(assistant: Assistant): Promise<Push> {
  const push = await create(assistant, '{payload, kind: "url", expire_after_views: 5}', {
    payload: secrets.url,
    kind: 'url',
    expire_after_views: 5,
  });
  const { secret } = await openSecret(push.html_url);
  check(secret.location === secrets.url, `the recipient is sent on to the address (${secret.status})`);
  return push;
}

async function shareQr(assistant: Assistant): Promise<Push> {
  const push = await create(assistant, '{payload, kind: "qr", expire_after_views: 5}', {
    payload: secrets.qr,
    kind: 'qr',
    expire_after_views: 5,
  });
  const { secret } = await openSecret(push.html_url);
  check(
    /<svg /.test(secret.html) && !secret.html.includes(secrets.qr),
    `the recipient sees a picture: “${secret.title}”`,
  );
  return push;
}

async function shareFile(assistant: Assistant): Promise<Push> {
  const push = await create(assistant, '{file_paths: ["key.txt"], expire_after_views: 3}', {
    file_paths: ['key.txt'],
    expire_after_views: 3,
  });
  const { secret } = await openSecret(push.html_url);
  check(
    (await download(secret, push.html_url)) === secrets.file,
    'the recipient downloads the file, byte by byte the same',
  );
  return push;
}

async function list(assistant: Assistant, tool: string): Promise<string[]> {
  call(tool);
  const { pushes } = (await assistant.call(tool)) as unknown as { pushes: Push[] };
  say(`    → ${pushes.map(({ url_token }) => url_token).join(', ')}`);
  return pushes.map(({ url_token }) => url_token);
}

async function tellLists(assistant: Assistant, active: readonly Push[], expired: Push): Promise<void> {
  const open = await list(assistant, 'list_active_pushes');
  check(
    active.every(({ url_token }) => open.includes(url_token)) && !open.includes(expired.url_token),
    'the three that can still be opened',
  );
  const closed = await list(assistant, 'list_expired_pushes');
  check(closed.length === 1 && closed[0] === expired.url_token, 'the one that was opened');
}

async function expire(assistant: Assistant, push: Push): Promise<void> {
  call('expire_push', `{url_token: "${push.html_url}"}`);
  const { expired } = await assistant.call('expire_push', { url_token: push.html_url });
  check(expired === true, 'expired at once');
  const { status, title } = await openPage(push.html_url);
  check((await gone(push.html_url)) && status === 200, `its recipient finds: “${title}”`);
}

/** Links made, opened once by a recipient, gone on the second try, audited, expired. */
export async function shareSecrets(assistant: Assistant): Promise<void> {
  say('\nPassword Pusher');
  await tellVersion(assistant);
  const text = await shareText(assistant);
  const others = [await shareUrl(assistant), await shareQr(assistant), await shareFile(assistant)] as const;
  await tellLists(assistant, others, text);
  await expire(assistant, others[2]);
}
