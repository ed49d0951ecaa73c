// The routes of v1 (docs/services/pwpush.md#v1): `/p`, and its aliases `/f` and `/r` where their kinds are enabled.
import { answerEmptyJson, answerJson, answerText } from './answers.ts';
import { auditWith, create, expire, list, preview, show } from './api.ts';
import { mediaType } from './body.ts';
import type { Call, Handle } from './call.ts';
import { type CreateRules, checkWrapper } from './create.ts';
import type { Kind } from './push.ts';
import type { ReleaseRules } from './releases.ts';
import type { Access, Route } from './routes.ts';
import type { Settings } from './settings.ts';
import { describeEvent } from './shapes.ts';

const createIn =
  (wrapper: string, rules: CreateRules): Handle =>
  (call) =>
    create(call, checkWrapper(call, wrapper), rules);

interface Prefix {
  path: string;
  wrapper: string;
  kind: Kind;
  access: Access;
  rules: CreateRules;
}

const prefixes: readonly Prefix[] = [
  { path: '/p', wrapper: 'password', kind: 'text', access: 'open', rules: { inferFrom: 'key', mail: false } },
  {
    path: '/f',
    wrapper: 'file_push',
    kind: 'file',
    access: 'token',
    rules: { kind: 'file', inferFrom: 'key', mail: false },
  },
  { path: '/r', wrapper: 'url', kind: 'url', access: 'token', rules: { kind: 'url', inferFrom: 'key', mail: false } },
];

function routesBelow({ path, wrapper, access, rules }: Prefix): Route[] {
  return [
    { method: 'POST', path: `${path}.json`, access, handle: createIn(wrapper, rules) },
    { method: 'GET', path: `${path}/active.json`, access: 'token', handle: list(false) },
    { method: 'GET', path: `${path}/expired.json`, access: 'token', handle: list(true) },
    { method: 'GET', path: `${path}/:token/preview.json`, access: 'open', handle: preview },
    { method: 'GET', path: `${path}/:token/audit.json`, access: 'token', handle: auditWith('views', describeEvent) },
    { method: 'GET', path: `${path}/:token.json`, access: 'open', handle: show },
    { method: 'DELETE', path: `${path}/:token(.json)`, access: 'open', handle: expire },
  ];
}

function version(rules: ReleaseRules, apiVersion: string): Handle {
  const { applicationVersion: application_version, edition } = rules;
  return () => answerJson(200, { application_version, api_version: apiVersion, edition });
}

/** The web form's path: without its form it makes no push. */
function createWithoutSuffix({ request }: Call) {
  const isForm = mediaType(request.headers['content-type'] ?? '') === 'application/x-www-form-urlencoded';
  return isForm ? answerText(400, 'Missing Parameters') : answerEmptyJson(400);
}

export function listV1Routes(rules: ReleaseRules, settings: Settings): Route[] {
  if (rules.v1 === null) return [];
  return [
    { method: 'GET', path: '/api/v1/version(.json)', access: 'version', handle: version(rules, rules.v1.apiVersion) },
    ...prefixes.filter(({ kind }) => settings.kinds[kind]).flatMap(routesBelow),
    { method: 'GET', path: '/p/:token', access: 'open', forJson: true, handle: show },
    { method: 'POST', path: '/p', access: 'page', handle: createWithoutSuffix },
  ];
}
