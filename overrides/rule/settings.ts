/** What the value of a setting has to be. A list and globs of tools are written with commas. */
export type Kind =
  | 'origin'
  | 'secret'
  | 'boolean'
  | 'number'
  | 'choice'
  | 'list'
  | 'globs'
  | 'folder'
  | 'certificates'
  | 'file';

/**
 * One setting, declared once: reading, `--help`, the tables of docs, what `--sandbox` leaves out and the names in
 * sentences all come from here. `T` is the type of its value.
 */
export interface Setting<T = unknown> {
  /** Rest of the variable's name after the prefix: `BASE_URL`. */
  readonly name: string;
  readonly kind: Kind;
  /** A fragment of a line, without the default. */
  readonly meaning: string;
  /** What a table in the documentation says after it. */
  readonly more?: string;
  /** The value where it is unset. Of a file: its name in the person's configuration folder. */
  readonly usual?: T;
  /** The default in words, where it is no value. */
  readonly otherwise?: string;
  readonly choices?: readonly string[];
  readonly range?: { readonly min: number; readonly max: number; readonly whole: boolean };
  /** The person's, who may give it over the network too, or else the operator's. */
  readonly whose: 'person' | 'operator';
  /** About one instance and the way to it, so that `--sandbox` ignores it. */
  readonly ofInstance: boolean;
  /** While it is on, tools take the arguments that carry this name. */
  readonly switches?: string;
}

/** How a credential goes into a request. */
interface SentIn {
  readonly header: string;
  /** Before the value: `Bearer `. */
  readonly before?: string;
  /** Only in requests of this form. */
  readonly form?: string;
}

/** A credential. No code of a service ever sees its value. */
export interface SecretSetting extends Setting<never> {
  readonly kind: 'secret';
  /** `token` opens the service; without it, no other one is sent. */
  readonly as: 'token' | 'email';
  readonly sentIn: readonly SentIn[];
  /** The header in which a caller of a network service may bring it. */
  readonly header?: string;
  /** What is wrong with a value, to go on after the name of the variable. */
  readonly problem?: (value: string) => string | undefined;
}

export interface ServiceSettings {
  /** Beginning of the names of its variables. */
  readonly prefix: string;
  /** What the service calls itself. */
  readonly title: string;
  readonly origin: Setting<string>;
  /** Its own settings, `origin` among them, in the order in which they are documented. */
  readonly all: readonly (Setting | SecretSetting)[];
  /** The service counts as set up once one of these is given, or the file in its usual place is there. Absent: at once. */
  readonly setUpBy?: readonly Setting[];
  /** Names that other programs of the vendor read under the same prefix, which then is not ours alone. */
  readonly vendorNames?: readonly string[];
  /** What only all settings together can be wrong about: problems stop the start, warnings do not. */
  readonly judge?: (service: ServiceInfo) => { problems?: readonly string[]; warnings?: readonly string[] };
}

/** What a service's own code may know of its settings, as they are for one caller. */
export interface ServiceInfo {
  /** What the service calls itself. */
  readonly title: string;
  /** Origin of the configured instance, such as `https://push.example.com`; empty where none has to be. */
  readonly origin: string;
  /** Whether it was given, a credential by the caller. */
  has(setting: Setting | SecretSetting): boolean;
  get<T>(setting: Setting<T>): T;
  /** What a sentence calls a setting, for the person who can change it: here, its variable. */
  nameOf(setting: Setting | SecretSetting): string;
  /** What a person types to run one of our commands. */
  howToRun(command: string): string;
}

/** A setting of the operator's, unless `more` says otherwise. */
export function setting<T>(name: string, kind: Kind, meaning: string, more: Partial<Setting<T>> = {}): Setting<T> {
  return { name, kind, meaning, whose: 'operator', ofInstance: false, ...more };
}

/** @param usual the instance that is meant where none is set; empty where there is none */
export function origin(meaning: string, usual = '', more: Partial<Setting<string>> = {}): Setting<string> {
  return setting('BASE_URL', 'origin', meaning, { usual, ofInstance: true, ...more });
}

export const bearer: SentIn = { header: 'authorization', before: 'Bearer ' };

export function secret(name: string, meaning: string, more: Partial<SecretSetting> = {}): SecretSetting {
  const usual = { whose: 'person', ofInstance: true, as: 'token', sentIn: [bearer] } as const;
  return { name, kind: 'secret', meaning, ...usual, ...more };
}

function number(name: string, meaning: string, usual: number, range: { min: number; max: number; whole?: boolean }) {
  return setting<number>(name, 'number', meaning, { usual, range: { whole: true, ...range } });
}

/** The settings that every service has under its own prefix. */
export const common = {
  verifyTls: setting<boolean>('VERIFY_SSL', 'boolean', 'Check TLS certificates', { usual: true, ofInstance: true }),
  caBundle: setting<string | undefined>(
    'CA_BUNDLE',
    'certificates',
    'PEM file with the authorities to trust in place of the built-in ones',
    { ofInstance: true },
  ),
  readOnly: setting<boolean>('READ_ONLY', 'boolean', 'Only tools that read', { usual: false }),
  enabledTools: setting<readonly string[]>('ENABLED_TOOLS', 'globs', 'Comma-separated globs of tools to keep', {
    otherwise: 'all',
  }),
  auditLog: setting<boolean>('AUDIT_LOG', 'boolean', 'One redacted JSON line on stderr for each call that writes', {
    usual: true,
  }),
  maxConcurrent: number('MAX_CONCURRENT', 'Requests at once, 0 for no cap', 0, { min: 0, max: 1000 }),
  maxRetries: number('MAX_RETRIES', 'How often a request that may be repeated is repeated', 2, { min: 0, max: 10 }),
  timeoutSeconds: number('TIMEOUT', 'Seconds for one request', 30, { min: 0.1, max: 600, whole: false }),
};
