// Asks a person and gets the answer: a script plays the person, on the page that the sandbox has for a phone.

import { addressIn } from './addresses.ts';
import type { Assistant } from './assistant.ts';
import { answerOnPhone } from './phone.ts';
import { openPage } from './recipient.ts';
import { call, check, say } from './transcript.ts';

/** A question that is answered with yes on the phone, one that nobody answers, and a notification. */
export async function askPerson(assistant: Assistant): Promise<void> {
  say('\nPushary');
  const phone = addressIn(assistant, 'sandbox/phone');

  call('ask_user', '{question: "Deploy revision 41?"}');
  const [answer] = await Promise.all([
    assistant.call('ask_user', { question: 'Deploy revision 41?' }),
    answerOnPhone(phone, 'Deploy revision 41?', 'yes'),
  ]);
  check(
    answer.approved === true && answer.value === 'yes',
    'the person pressed “Yes” on the phone, and the call has it',
  );

  call('ask_user', '{question: "Drop the old table?", wait: false}');
  const open = await assistant.call('ask_user', { question: 'Drop the old table?', wait: false });
  check(open.status === 'pending' && open.approved === false, 'nobody answered yet: that is no yes');
  call('cancel_question', '{correlationId}');
  const { cancelled } = await assistant.call('cancel_question', { correlationId: open.correlationId });
  check(cancelled === true, 'withdrawn');

  call('send_notification', '{title, body, context: {type: "task_complete", …}}');
  const { sent } = await assistant.call('send_notification', {
    title: 'Revision 41 is live',
    body: 'Deployed to production.',
    context: { type: 'task_complete', summary: 'All checks pass.' },
  });
  const { html } = await openPage(phone);
  check(Number(sent) > 0 && html.includes('Revision 41 is live'), 'the notification is on the phone');
}
