// The three services in one story: a deployment asks on the phone, shares the new credential as a link, and reports what it did.
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressIn } from './addresses.ts';
import type { Assistant } from './assistant.ts';
import { answerOnPhone } from './phone.ts';
import { download, openPage, openSecret } from './recipient.ts';
import { call, check, say } from './transcript.ts';

/** What the deployment script makes. Neither the model nor the server's output ever has it. */
export const credential = `${randomBytes(24).toString('base64url')}\n`;

export async function tellStory(assistant: Assistant): Promise<void> {
  say('\nOne story: “Deploy revision 42. Ask me first. Then send Ana the new password, and tell the on-call channel.”');
  const question = 'Deploy revision 42 and rotate the password?';

  call('ask_user', `{question: "${question}", context: "All checks pass."}`);
  const [answer] = await Promise.all([
    assistant.call('ask_user', { question, context: 'All checks pass.' }),
    answerOnPhone(addressIn(assistant, 'sandbox/phone'), question, 'yes'),
  ]);
  check(answer.approved === true, 'approved on the phone');

  await writeFile(join(assistant.fileRoot, 'password.txt'), credential);
  say('\n  The deployment script rotates the password and writes it to password.txt');
  call('create_push', '{file_paths: ["password.txt"], expire_after_views: 1}');
  const { html_url } = await assistant.call('create_push', { file_paths: ['password.txt'], expire_after_views: 1 });
  say(`    → ${html_url}`);

  const device = addressIn(assistant, 'sandbox/device');
  const event = { severity: 'normal', event_time: '2026-11-21T15:00:00Z' } as const;
  call('pushgo_event_create', '{title: "Revision 42", status: "deployed", …}');
  const { event_id } = await assistant.call('pushgo_event_create', {
    ...event,
    title: 'Revision 42',
    status: 'deployed',
    message: 'The password was rotated. Ana has it.',
  });
  check((await openPage(device)).html.includes('The password was rotated.'), 'the on-call device has the event');

  const { secret } = await openSecret(String(html_url));
  check((await download(secret, String(html_url))) === credential, 'Ana opens the link and has the password');

  call('pushgo_event_close', '{event_id, status: "done", …}');
  const closing = { ...event, event_id, status: 'done', message: 'All is well.' };
  check((await assistant.call('pushgo_event_close', closing)).accepted === true, 'closed');
}
