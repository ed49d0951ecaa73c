// What a model should know of Password Pusher before its first call
import type { ServiceInfo } from '../rule/settings.ts';
import { fileRoot, token } from './settings.ts';

/** Says where pushes go and what is not set up. */
export function pwpushInstructions(service: ServiceInfo): string {
  const { origin } = service;
  const ownToken = service.has(token)
    ? 'An API token is set.'
    : 'No API token is set: lists, audits and file pushes need one, and some instances want one for everything. A person makes it at ' +
      `${origin}/users/token and sets it as ${service.nameOf(token)}; never ask for it in the conversation.`;
  const files = service.has(fileRoot)
    ? ''
    : ` Files cannot be pushed until a person sets ${service.nameOf(fileRoot)} to the folder that holds them.`;
  return (
    `Password Pusher at ${origin}: secret links that expire. These tools create and manage pushes and never open one; ` +
    `do not fetch a share link either, each opening uses up a view. ${ownToken}${files}`
  );
}
