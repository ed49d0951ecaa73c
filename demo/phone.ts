// The person with the phone, played by a script: finds a question on the page of the sandbox and presses a button.
import { openPage } from './recipient.ts';

/** Waits until the question is on the phone and answers it. */
export async function answerOnPhone(phone: string, question: string, answer: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { html } = await openPage(phone);
    const button = html.includes(question) ? findButton(html, answer) : undefined;
    if (button) return press(phone, button, answer);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The question did not come to the phone.');
}

interface Button {
  readonly action: string;
  readonly name: string;
}

function findButton(html: string, answer: string): Button | undefined {
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
  const name = new RegExp(`<button[^>]* name="([^"]+)"[^>]* value="${answer}"`).exec(html)?.[1];
  return action === undefined || name === undefined ? undefined : { action, name };
}

async function press(phone: string, { action, name }: Button, answer: string): Promise<void> {
  const { origin } = new URL(phone);
  await fetch(new URL(action, phone), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ [name]: answer }),
  });
}
