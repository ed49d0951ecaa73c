// Who may come in, as ordered lists of checks: one per kind of route (docs/services/pwpush.md#authentication).
import { HttpError } from '../http/answer.ts';
import { answerError, answerRedirect, tokenRefused } from './answers.ts';
import type { Call } from './call.ts';
import { requestOrigin } from './links.ts';
import type { Access } from './routes.ts';
import { signInFirst } from './texts.ts';

type Check = (call: Call) => void;

const rejectBadToken: Check = ({ caller }) => {
  if (caller.credentials === 'bad') throw new HttpError(tokenRefused);
};

const requireToken: Check = ({ caller }) => {
  if (caller.credentials !== 'good') throw new HttpError(tokenRefused);
};

const requireSetUp: Check = ({ instance, request }) => {
  const { disableLogins, disableSignups } = instance.settings;
  if (!instance.rules.firstRun || instance.accounts.length > 0 || (disableLogins && disableSignups)) return;
  const answer = answerRedirect(302, `${requestOrigin(request)}/first_run`);
  answer.headers['cache-control'] = 'no-cache';
  throw new HttpError(answer);
};

const requireSecondFactor: Check = ({ instance, caller }) => {
  if (!instance.settings.requireMfa || caller.account === null || caller.account.mfa === true) return;
  throw new HttpError(answerError(403, 'Two-factor authentication is required. Please set it up to continue.'));
};

const requireTokenWhereAnonymousIsOff: Check = ({ instance, caller, method, segments }) => {
  if (instance.settings.allowAnonymous || caller.credentials === 'good') return;
  if (instance.rules.anonymousGate === 'every-call') throw new HttpError(tokenRefused);
  if (method === 'POST' && segments.token === undefined) throw new HttpError(answerError(401, signInFirst));
};

const requireLogins: Check = ({ instance }) => {
  if (!instance.settings.enableLogins) throw new HttpError(answerError(401, signInFirst));
};

export const checksByAccess: Record<Access, readonly Check[]> = {
  version: [requireSetUp, requireSecondFactor],
  open: [rejectBadToken, requireSetUp, requireTokenWhereAnonymousIsOff, requireSecondFactor],
  token: [requireToken, requireLogins, requireSecondFactor],
  page: [requireSetUp],
};
