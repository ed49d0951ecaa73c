// The routes of v2 (docs/services/pwpush.md#v2). The suffix is optional, as it is from 2.7.3.
import { HttpError } from '../http/answer.ts';
import { answerError, answerJson, answerProblem } from './answers.ts';
import { auditWith, create, expire, list, loadOwnPush, preview, show } from './api.ts';
import { mediaType, type Params } from './body.ts';
import { accountOf, type Call } from './call.ts';
import { checkWrapper } from './create.ts';
import { readText } from './inputs.ts';
import { canMail, findMailProblems, recordMail } from './notify.ts';
import type { ReleaseRules } from './releases.ts';
import type { Route } from './routes.ts';
import type { Settings } from './settings.ts';
import { describeEventWithMail } from './shapes.ts';

/** Fields that the framework finds without their wrapper in a JSON body. */
const columns = [
  ...['payload', 'kind', 'passphrase', 'name', 'note', 'expire_after_days', 'expire_after_views'],
  ...['deletable_by_viewer', 'retrieval_step'],
];

function wrapColumns({ body, request }: Call): Params {
  const isJson = mediaType(request.headers['content-type'] ?? '') === 'application/json';
  if (!isJson || Object.hasOwn(body, 'push')) return body;
  return {
    push: Object.fromEntries(columns.filter((name) => Object.hasOwn(body, name)).map((name) => [name, body[name]])),
  };
}

function createV2(call: Call) {
  const fields = checkWrapper({ ...call, body: wrapColumns(call) }, 'push');
  return create(call, fields, { inferFrom: 'files', mail: true });
}

function notify(call: Call) {
  const push = loadOwnPush(call);
  const { throttles, now } = call.instance;
  if (throttles.notify.count(accountOf(call).email, now()) !== null) {
    throw new HttpError(answerError(429, 'Too many email notification requests. Please try again in a minute.'));
  }
  const wish = {
    to: readText(call.body.notify_emails_to) ?? '',
    locale: readText(call.body.notify_emails_to_locale),
  };
  const problems = findMailProblems(call, wish, push);
  if (Object.keys(problems).length > 0) throw new HttpError(answerProblem(422, problems));
  recordMail(call, push, wish);
  return answerJson(201, { message: 'Recipient(s) are added to the queue to be sent.' });
}

function version(rules: ReleaseRules, settings: Settings, apiVersion: string) {
  const commercial = rules.edition === 'commercial';
  const value = {
    application_version: rules.applicationVersion,
    api_version: apiVersion,
    edition: rules.edition,
    features: {
      anonymous_access: settings.allowAnonymous,
      api_token_authentication: true,
      accounts: { enabled: commercial },
      pushes: {
        enabled: true,
        email_auto_dispatch: canMail(settings),
        file_attachments: { enabled: settings.kinds.file, requires_authentication: true },
        url_pushes: { enabled: settings.kinds.url },
        qr_code_pushes: { enabled: settings.kinds.qr },
      },
      requests: { enabled: false },
    },
  };
  return () => answerJson(200, value);
}

const base = '/api/v2/pushes';

export function listV2Routes(rules: ReleaseRules, settings: Settings): Route[] {
  if (rules.v2 === null) return [];
  const audit = auditWith('logs', describeEventWithMail);
  const mail: Route = { method: 'POST', path: `${base}/:token/notify_emails(.json)`, access: 'token', handle: notify };
  return [
    {
      method: 'GET',
      path: '/api/v2/version(.json)',
      access: 'version',
      handle: version(rules, settings, rules.v2.apiVersion),
    },
    { method: 'POST', path: `${base}(.json)`, access: 'open', handle: createV2 },
    { method: 'GET', path: `${base}/active(.json)`, access: 'token', handle: list(false) },
    { method: 'GET', path: `${base}/expired(.json)`, access: 'token', handle: list(true) },
    { method: 'GET', path: `${base}/:token/preview(.json)`, access: 'open', handle: preview },
    { method: 'GET', path: `${base}/:token/audit(.json)`, access: 'token', handle: audit },
    { method: 'GET', path: `${base}/:token(.json)`, access: 'open', handle: show },
    { method: 'DELETE', path: `${base}/:token(.json)`, access: 'open', handle: expire },
    ...(settings.notify ? [mail] : []),
  ];
}
