// Opening a push: the one place where views burn. The JSON and the pages both go through here.
// It has no await between looking at the views and counting one, so a push with one view is delivered once.
import { type Call, visitorOf } from './call.ts';
import { type EventKind, expireIfDue, expirePush, type Push, recordEvent, viewsRemaining } from './push.ts';

function viewKind(call: Call, push: Push): EventKind {
  const { account } = call.caller;
  if (account === null || !call.instance.rules.ownerViewsAreFree) return 'view';
  if (account === push.owner) return 'owner_view';
  return account.admin === true ? 'admin_view' : 'view';
}

/** True when the push can no longer be opened; the attempt goes into the audit. */
export function isGone(call: Call, push: Push): boolean {
  expireIfDue(push, call.instance.now());
  if (push.expiredOn === null) return false;
  recordEvent(push, 'failed_view', visitorOf(call), call.instance.now());
  return true;
}

/** The caller has checked the passphrase. */
export function deliver<T>(call: Call, push: Push, render: () => T): T {
  const kind = viewKind(call, push);
  recordEvent(push, kind, visitorOf(call), call.instance.now());
  const delivered = render();
  // Files stay until somebody comes again: their links must work for a while.
  if (kind === 'view' && push.files.length === 0 && viewsRemaining(push) === 0) expirePush(push, call.instance.now());
  return delivered;
}

export type PassphraseCheck = 'right' | 'wrong' | 'too-many';

export function checkPassphrase(call: Call, push: Push, given: string | null): PassphraseCheck {
  const { instance } = call;
  if (push.passphrase === null) return 'right';
  const counted = given !== null && given !== '' && instance.rules.passphraseAttemptsPerMinute !== null;
  if (counted && instance.throttles.passphrase.count(push.token, instance.now()) !== null) return 'too-many';
  if (given === push.passphrase) return 'right';
  recordEvent(push, 'failed_passphrase', visitorOf(call), instance.now());
  return 'wrong';
}
