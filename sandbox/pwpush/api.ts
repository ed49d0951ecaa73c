// What v1 and v2 answer alike: both act on the same pushes.
import { type Answer, HttpError } from '../http/answer.ts';
import { answerError, answerJson, answerProblem, answerUncached, notFound } from './answers.ts';
import type { Params } from './body.ts';
import { accountOf, type Call, visitorOf } from './call.ts';
import { type CreateRules, createPush } from './create.ts';
import { readPage } from './inputs.ts';
import { shareLink } from './links.ts';
import { type AuditEntry, expirePush, type Push, recordEvent } from './push.ts';
import { checkPassphrase, deliver, isGone, type PassphraseCheck } from './retrieval.ts';
import { describeExpired, describeOwned, describeShown } from './shapes.ts';
import { notDeletable, notYours, tooManyPassphrases, wrongPassphrase } from './texts.ts';

export function loadPush({ instance, segments }: Call): Push {
  const push = instance.store.find(segments.token ?? '');
  if (push === undefined) throw new HttpError(notFound);
  return push;
}

export function loadOwnPush(call: Call): Push {
  const push = loadPush(call);
  if (push.owner !== accountOf(call)) throw new HttpError(answerError(403, notYours));
  return push;
}

function checkPage(call: Call, checked: boolean): number {
  const page = readPage(call.query.get('page'), checked);
  if (page === null) throw new HttpError(answerError(400, 'Invalid page parameter'));
  return page;
}

function slicePage<T>(entries: readonly T[], page: number, size: number): T[] {
  return entries.slice((page - 1) * size, page * size);
}

export function create(call: Call, fields: Params, rules: CreateRules): Answer {
  const { push, mail } = createPush(call, fields, rules);
  const echo = mail === null ? {} : { notify_emails_to: mail.to, notify_emails_to_locale: mail.locale };
  return answerJson(201, { ...describeOwned(call, push), ...echo });
}

export function preview(call: Call): Answer {
  return answerJson(200, { url: shareLink(call, loadPush(call)) });
}

export function auditWith(key: 'views' | 'logs', describe: (entry: AuditEntry) => object) {
  return (call: Call): Answer => {
    const push = loadOwnPush(call);
    const { audit, size } = call.instance.rules.pages;
    const entries = audit ? slicePage(push.audit, checkPage(call, true), size) : push.audit;
    return answerJson(200, { [key]: entries.map(describe) });
  };
}

export function list(expired: boolean) {
  return (call: Call): Answer => {
    const { size, checked } = call.instance.rules.pages;
    const owned = call.instance.store.listOwned(accountOf(call), expired);
    return answerJson(
      200,
      slicePage(owned, checkPage(call, checked), size).map((push) => describeOwned(call, push)),
    );
  };
}

function mayExpire(call: Call, push: Push): boolean {
  const { account } = call.caller;
  if (push.deletable === true || (account !== null && push.owner === account)) return true;
  return call.instance.rules.anonymousExpiresOwnerless && account === null && push.owner === null;
}

/** Expires by hand; a push that is expired already stays as it is. */
export function expireByHand(call: Call, push: Push): void {
  if (!mayExpire(call, push)) throw new HttpError(answerError(401, notDeletable));
  if (push.expiredOn !== null) return;
  const at = call.instance.now();
  recordEvent(push, 'expire', visitorOf(call), at);
  expirePush(push, at);
  push.expiredByHand = true;
}

export function expire(call: Call): Answer {
  const push = loadPush(call);
  expireByHand(call, push);
  return answerJson(200, describeExpired(call, push));
}

const refusals: Record<Exclude<PassphraseCheck, 'right'>, Answer> = {
  'too-many': answerError(429, tooManyPassphrases),
  wrong: answerProblem(401, {
    error: wrongPassphrase,
    message:
      "This push requires a passphrase. Please provide it using the 'passphrase' parameter (e.g. ?passphrase=mysecret)",
    status: 'unauthorized',
  }),
};

/** The retrieval. This project never sends it; recipients do. */
export function show(call: Call): Answer {
  const push = loadPush(call);
  if (isGone(call, push)) {
    const shown = describeShown(call, push);
    return call.instance.rules.expiredShowIsCacheable ? answerJson(200, shown) : answerUncached(shown);
  }
  const check = checkPassphrase(call, push, call.query.get('passphrase'));
  if (check !== 'right') throw new HttpError(refusals[check]);
  return deliver(call, push, () => answerUncached(describeShown(call, push)));
}
