// The settings of an instance, under the names that operators use. One row per name: what it sets and what it may be.
import type { Kind } from './push.ts';
import type { ReleaseRules } from './releases.ts';

export interface KindLimits {
  daysDefault: number;
  daysMin: number;
  daysMax: number;
  viewsDefault: number;
  viewsMin: number;
  viewsMax: number;
  retrievalStep: boolean;
  retrievalStepDefault: boolean;
  deletable: boolean;
  deletableDefault: boolean;
}

export interface Settings {
  allowAnonymous: boolean;
  requireMfa: boolean;
  enableLogins: boolean;
  disableLogins: boolean;
  disableSignups: boolean;
  kinds: Record<Kind, boolean>;
  limits: Record<Kind, KindLimits>;
  maxFiles: number;
  perMinute: number;
  perSecond: number;
  allowedHosts: string[];
  baseUrl: string | null;
  forceSsl: boolean;
  publicGateway: boolean;
  notify: boolean;
  smtpAddress: string | null;
  mailErrorsCount: boolean;
}

type Apply = (settings: Settings, value: string) => void;

const flag = (value: string) => value.toLowerCase() === 'true';
const list = (value: string) => value.split(/[\s,]+/).filter((entry) => entry !== '');

const limitRows: Record<string, (limits: KindLimits, value: string) => void> = {
  EXPIRE_AFTER_DAYS_DEFAULT: (limits, value) => (limits.daysDefault = Number(value)),
  EXPIRE_AFTER_DAYS_MIN: (limits, value) => (limits.daysMin = Number(value)),
  EXPIRE_AFTER_DAYS_MAX: (limits, value) => (limits.daysMax = Number(value)),
  EXPIRE_AFTER_VIEWS_DEFAULT: (limits, value) => (limits.viewsDefault = Number(value)),
  EXPIRE_AFTER_VIEWS_MIN: (limits, value) => (limits.viewsMin = Number(value)),
  EXPIRE_AFTER_VIEWS_MAX: (limits, value) => (limits.viewsMax = Number(value)),
  ENABLE_RETRIEVAL_STEP: (limits, value) => (limits.retrievalStep = flag(value)),
  RETRIEVAL_STEP_DEFAULT: (limits, value) => (limits.retrievalStepDefault = flag(value)),
  ENABLE_DELETABLE_PUSHES: (limits, value) => (limits.deletable = flag(value)),
  DELETABLE_PUSHES_DEFAULT: (limits, value) => (limits.deletableDefault = flag(value)),
};

const sections: Record<string, Kind> = { PW: 'text', FILES: 'file', URL: 'url', QR: 'qr' };

const rows: Record<string, Apply> = {
  PWP__ALLOW_ANONYMOUS: (settings, value) => (settings.allowAnonymous = flag(value)),
  PWP__REQUIRE_MFA: (settings, value) => (settings.requireMfa = flag(value)),
  PWP__ENABLE_LOGINS: (settings, value) => (settings.enableLogins = flag(value)),
  PWP__DISABLE_LOGINS: (settings, value) => (settings.disableLogins = flag(value)),
  PWP__DISABLE_SIGNUPS: (settings, value) => (settings.disableSignups = flag(value)),
  PWP__ENABLE_FILE_PUSHES: (settings, value) => (settings.kinds.file = flag(value)),
  PWP__ENABLE_URL_PUSHES: (settings, value) => (settings.kinds.url = flag(value)),
  PWP__ENABLE_QR_PUSHES: (settings, value) => (settings.kinds.qr = flag(value)),
  PWP__FILES__MAX_FILE_UPLOADS: (settings, value) => (settings.maxFiles = Number(value)),
  PWP__THROTTLING__MINUTE: (settings, value) => (settings.perMinute = Number(value)),
  PWP__THROTTLING__SECOND: (settings, value) => (settings.perSecond = Number(value)),
  PWP__ALLOWED_HOSTS: (settings, value) => (settings.allowedHosts = list(value)),
  PWP__OVERRIDE_BASE_URL: (settings, value) => (settings.baseUrl = value.replace(/\/+$/, '')),
  FORCE_SSL: (settings, value) => (settings.forceSsl = flag(value)),
  PWP_PUBLIC_GATEWAY: (settings, value) => (settings.publicGateway = flag(value)),
  PWP__NOTIFY_BY_EMAIL__ENABLED: (settings, value) => (settings.notify = flag(value)),
  PWP__MAIL__SMTP_ADDRESS: (settings, value) => (settings.smtpAddress = value),
  PWP__MAIL__RAISE_DELIVERY_ERRORS: (settings, value) => (settings.mailErrorsCount = flag(value)),
  // Accepted so that an operator's settings can be given whole. No mail leaves the emulator, so they change nothing.
  PWP__MAIL__SMTP_PORT: () => undefined,
  PWP__HOST_DOMAIN: () => undefined,
  ...Object.fromEntries(
    Object.entries(sections).flatMap(([section, kind]) =>
      Object.entries(limitRows).map(([name, apply]): [string, Apply] => [
        `PWP__${section}__${name}`,
        (settings, value) => apply(settings.limits[kind], value),
      ]),
    ),
  ),
};

function defaultLimits(rules: ReleaseRules): KindLimits {
  return {
    daysDefault: 7,
    daysMin: 1,
    daysMax: 90,
    viewsDefault: 5,
    viewsMin: 1,
    viewsMax: 100,
    retrievalStep: true,
    retrievalStepDefault: rules.retrievalStepByDefault,
    deletable: true,
    deletableDefault: true,
  };
}

/**
 * Logins and all kinds are on, in 1.x too, where they are off by default: without them the account would be of no use.
 */
export function readSettings(rules: ReleaseRules, given: Record<string, string>): Settings {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(rows, name));
  if (unknown.length > 0) throw new TypeError(`The sandbox does not know the setting ${unknown.join(', ')}.`);
  const limits = () => defaultLimits(rules);
  const settings: Settings = {
    allowAnonymous: true,
    requireMfa: false,
    enableLogins: true,
    disableLogins: false,
    disableSignups: false,
    kinds: { text: true, file: true, url: true, qr: true },
    limits: { text: limits(), file: limits(), url: limits(), qr: limits() },
    maxFiles: 10,
    perMinute: 120,
    perSecond: 60,
    allowedHosts: [],
    baseUrl: null,
    forceSsl: false,
    publicGateway: false,
    notify: true,
    smtpAddress: null,
    mailErrorsCount: false,
  };
  for (const [name, value] of Object.entries(given)) rows[name]?.(settings, value);
  if (!settings.enableLogins) settings.kinds = { text: true, file: false, url: false, qr: false };
  return settings;
}
