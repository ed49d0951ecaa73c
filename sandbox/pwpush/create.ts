// Creating a push: what was sent, what the instance makes of it, what is wrong with it.
import { HttpError } from '../http/answer.ts';
import type { Account } from './accounts.ts';
import { answerError, answerException, answerProblem } from './answers.ts';
import { isObject, type Params, Upload } from './body.ts';
import { type Call, type Instance, visitorOf } from './call.ts';
import { readDuration } from './durations.ts';
import { isBlank, isLongerThan, readBoolean, readInteger, readText, readWithin } from './inputs.ts';
import { findMailProblems, type MailWish, type Problems, recordMail } from './notify.ts';
import { type Kind, kinds, type Push, recordEvent } from './push.ts';
import { makeUrlToken } from './store.ts';
import { signInFirst } from './texts.ts';

/** What a path decides about the pushes it creates. */
export interface CreateRules {
  /** `/f` and `/r` make one kind whatever is asked. */
  kind?: Kind;
  /** A push with `files` and no `kind` is a file push: v1 looks at the key, v2 at the files. */
  inferFrom: 'key' | 'files';
  mail: boolean;
}

export interface Draft {
  kind: Kind;
  payload: string | null;
  files: Upload[];
  fields: Params;
}

const textLimit = 1_048_576;
const qrLimit = 1024;

export function checkWrapper(call: Call, name: string): Params {
  const value = call.body[name];
  const missing = value === undefined || value === null || value === '' || isEmpty(value);
  if (missing) throw new HttpError(answerError(400, call.instance.rules.missingParameter + name));
  if (!isObject(value)) throw new HttpError(answerException(500));
  return value;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/** Texts in place of files break the application, and so they do here. */
function readFiles(value: unknown): Upload[] {
  if (!Array.isArray(value)) return [];
  const given = value.filter((entry) => entry !== '' && entry !== null);
  if (!given.every((entry) => entry instanceof Upload)) throw new HttpError(answerException(500));
  return given;
}

function readKind(fields: Params, inferred: Kind): Kind {
  const { kind } = fields;
  if (kind === undefined || kind === null || kind === '') return inferred;
  const known = typeof kind === 'number' ? kinds[kind] : kinds.find((candidate) => candidate === kind);
  if (known === undefined) throw new HttpError(answerException(500));
  return known;
}

function checkFilesAllowed(call: Call, fields: Params): void {
  const wantsFiles = Object.hasOwn(fields, 'files') || fields.kind === 'file';
  if (wantsFiles && call.instance.rules.filesNeedToken && call.caller.account === null) {
    throw new HttpError(answerError(401, signInFirst));
  }
}

function readDraft(call: Call, fields: Params, create: CreateRules): Draft {
  if (create.kind === undefined) checkFilesAllowed(call, fields);
  const files = readFiles(fields.files);
  const asFile = create.inferFrom === 'key' ? Object.hasOwn(fields, 'files') : files.length > 0;
  const kind = create.kind ?? readKind(fields, asFile ? 'file' : 'text');
  return { kind, payload: readText(fields.payload), files, fields };
}

const payloadProblems: Record<Kind, (call: Call, payload: string) => string[]> = {
  text: ({ instance }, payload) => (isLongerThan(payload, textLimit) ? [instance.rules.payloadTooLong] : []),
  qr: (_, payload) =>
    isLongerThan(payload, qrLimit)
      ? [`The QR code payload is too large.  You can only push up to ${qrLimit} bytes.`]
      : [],
  url: ({ instance }, payload) =>
    isLink(payload, instance.rules.urlSchemes) ? [] : ['must be a valid HTTP or HTTPS URL.'],
  file: () => [],
};

function isLink(text: string, schemes: 'http' | 'any'): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  return schemes === 'any' || /^https?:$/.test(new URL(text).protocol);
}

function findProblems(call: Call, draft: Draft): Problems {
  const { settings, rules } = call.instance;
  const problems: Problems = {};
  if (draft.kind !== 'text' && !settings.kinds[draft.kind]) problems.kind = [rules.kindDisabled[draft.kind]];
  const payload = payloadProblem(call, draft);
  if (payload.length > 0) problems.payload = payload;
  if (draft.files.length > settings.maxFiles) {
    problems.files = [`You can only attach up to ${settings.maxFiles} files per push.`];
  }
  return problems;
}

function payloadProblem(call: Call, { kind, payload }: Draft): string[] {
  if (kind !== 'file' && isBlank(payload)) return ['Payload is required.'];
  return payloadProblems[kind](call, payload ?? '');
}

function readMail(fields: Params, create: CreateRules): MailWish | null {
  const to = readText(fields.notify_emails_to);
  if (!create.mail || isBlank(to)) return null;
  return { to: to ?? '', locale: readText(fields.notify_emails_to_locale) };
}

export function makePush(instance: Instance, owner: Account | null, { kind, payload, files, fields }: Draft): Push {
  const { rules, settings, now } = instance;
  const limits = settings.limits[kind];
  const wants = (name: string, fallback: boolean) =>
    Object.hasOwn(fields, name) ? readBoolean(fields[name], rules.oneIsTrue) : fallback;
  const at = now();
  const passphrase = readText(fields.passphrase);
  return {
    token: makeUrlToken(),
    kind,
    owner,
    payload,
    passphrase: passphrase === '' ? null : passphrase,
    files,
    name: readText(fields.name) ?? '',
    note: readText(fields.note) ?? '',
    days: readWithin(fields.expire_after_days, limits.daysMin, limits.daysMax, limits.daysDefault),
    duration: rules.expiry === 'duration' ? readDuration(readInteger(fields.expire_after_duration)) : null,
    views: readWithin(fields.expire_after_views, limits.viewsMin, limits.viewsMax, limits.viewsDefault),
    viewsUsed: 0,
    deletable: kind === 'url' ? null : limits.deletable && wants('deletable_by_viewer', limits.deletableDefault),
    retrievalStep: limits.retrievalStep && wants('retrieval_step', limits.retrievalStepDefault),
    createdAt: at,
    updatedAt: at,
    expiredOn: null,
    expiredByHand: false,
    audit: [],
    mailedTo: 0,
  };
}

export interface Created {
  push: Push;
  mail: MailWish | null;
}

export function createPush(call: Call, fields: Params, create: CreateRules): Created {
  const draft = readDraft(call, fields, create);
  const mail = readMail(fields, create);
  const problems = { ...(mail === null ? {} : findMailProblems(call, mail, null)), ...findProblems(call, draft) };
  if (Object.keys(problems).length > 0) throw new HttpError(answerProblem(422, problems));
  const push = makePush(call.instance, call.caller.account, draft);
  recordEvent(push, 'creation', visitorOf(call), push.createdAt);
  if (mail !== null) recordMail(call, push, mail);
  call.instance.store.add(push);
  return { push, mail };
}
