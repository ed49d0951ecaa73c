// Pushes that are there when the emulator starts, for instances whose API makes none.
import type { Params } from './body.ts';
import type { Instance } from './call.ts';
import { makePush } from './create.ts';
import { readText } from './inputs.ts';
import { type Kind, recordEvent } from './push.ts';

export interface SeedPush {
  token: string;
  /** E-mail of an account; nobody's unless given. */
  owner?: string;
  kind?: Kind;
  /** As in the API's create. */
  fields: Params;
}

const nobodyInParticular = { ip: '127.0.0.1', userAgent: '', referrer: '' };

export function seedPushes(instance: Instance, seeds: readonly SeedPush[]): void {
  for (const { token, owner, kind = 'text', fields } of seeds) {
    const account = instance.accounts.find(({ email }) => email === owner) ?? null;
    const push = makePush(instance, account, { kind, payload: readText(fields.payload), files: [], fields });
    push.token = token;
    recordEvent(push, 'creation', nobodyInParticular, push.createdAt);
    instance.store.add(push);
  }
}
