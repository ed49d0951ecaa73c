// The prompts that a person picks
import type { PromptRule } from '../rule/prompt-rule.ts';
import { durations } from './durations.ts';

const url_token = { name: 'url_token', description: 'Token or link of the push', required: true } as const;
const never = 'Do not open the link or fetch it: that uses up a view and shows the secret.';

/** By the tool that each needs: a prompt is on where the tool of its name is. */
export const pwpushPrompts: Readonly<Record<string, PromptRule>> = {
  create_push: {
    title: 'Share a secret',
    description: 'Put a secret behind a link that expires',
    arguments: [
      { name: 'payload', description: 'The secret', required: true },
      { name: 'duration', description: 'Time until it expires', values: durations.map(({ label }) => label) },
      { name: 'expire_after_views', description: 'Views until it expires, 1 to 100' },
      { name: 'passphrase', description: 'Asked of the recipient' },
      { name: 'name', description: 'Label in your lists' },
      { name: 'note', description: 'Only you see it' },
    ],
    text: (args) =>
      `Create a push with the tool create_push and these arguments:\n\n${JSON.stringify(args, null, 2)}\n\n` +
      `Answer with the link, how many views and how much time it was granted, and every warning. Do not repeat the secret or the passphrase. ${never}`,
  },
  preview_push: {
    title: 'Get the link of a push',
    description: 'Get the share link of a push without opening it',
    arguments: [url_token],
    text: (args) =>
      `Get the link of the push ${JSON.stringify(args.url_token)} with the tool preview_push and answer with it. ${never}`,
  },
  expire_push: {
    title: 'Expire a push',
    description: 'Expire a push at once; this cannot be undone',
    arguments: [url_token],
    text: (args) =>
      `Expire the push ${JSON.stringify(args.url_token)} with the tool expire_push and say whether it is gone.`,
  },
};
