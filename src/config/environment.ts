import { closest } from '../closest.ts';

/** The variables that every service has under its own prefix. */
function common<P extends string>(prefix: P) {
  const meanings = {
    VERIFY_SSL: 'Check TLS certificates (true)',
    CA_BUNDLE: 'PEM file with the authorities to trust in place of the built-in ones',
    READ_ONLY: 'Only tools that read (false)',
    ENABLED_TOOLS: 'Comma-separated globs of tools to keep (all)',
    AUDIT_LOG: 'One redacted JSON line on stderr for each call that writes (true)',
    MAX_CONCURRENT: 'Requests at once, 0 for no cap (0)',
    MAX_RETRIES: 'How often a request that may be repeated is repeated (2)',
    TIMEOUT: 'Seconds for one request (30)',
  };
  return Object.fromEntries(
    Object.entries(meanings).map(([name, meaning]) => [`${prefix}_${name}`, meaning]),
  ) as Record<`${P}_${keyof typeof meanings}`, string>;
}

/** Our variables, by the names they have in the environment, and what each means: help and documentation come from here. */
export const variables = {
  PWPUSH_BASE_URL: 'Instance (https://pwpush.com)',
  PWPUSH_API_TOKEN: 'API token of an account on the instance',
  PWPUSH_API_EMAIL: 'E-mail of that account; only releases before 1.51 want it',
  PWPUSH_API_VERSION: 'auto, v1 or v2 (auto)',
  PWPUSH_FILE_ROOT: 'Folder below which files may be read; unset, no file is pushed',
  ...common('PWPUSH'),
  PUSHGO_BASE_URL: 'Gateway; unset, each channel is used on the gateway it was added with',
  PUSHGO_TOKEN: 'Token of that gateway, where it wants one',
  PUSHGO_CHANNELS_FILE: 'Channels and their passwords, kept by `push-mcp channels` (in your configuration folder)',
  PUSHGO_LEGACY_PASSWORDS: 'Take the password of a channel in each call: the model sees it (false)',
  PUSHGO_TOOL_NAMES: 'underscore or dotted (underscore)',
  ...common('PUSHGO'),
  PUSHARY_API_KEY: 'Key of a site, of the form pk_….sk_…',
  PUSHARY_BASE_URL: 'Service (https://pushary.com)',
  ...common('PUSHARY'),
  PUSH_MCP_TOOLSETS: 'Comma-separated services: pwpush, pushgo, pushary (pwpush, and those that are set up)',
  PUSH_MCP_READ_ONLY: 'Only tools that read, in every service (false)',
  PUSH_MCP_ENABLED_TOOLS: 'Comma-separated globs of tools to keep, in every service (all)',
  PUSH_MCP_CONFIRM: 'Which tools ask you first: off, wide (to many people), destructive or writes (wide)',
} as const;

export type Variable = keyof typeof variables;
export type Environment = { readonly [V in Variable | 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY']?: string };

/** What orchestrators put in for an optional value that nobody set. */
const PLACEHOLDER = /^(?:<UNKNOWN>|\$\{[^}]*\})$/;

/**
 * What the vendor's own programs read under the prefix of their service (contract 1.1, 3 and 4.9 of Pushary) and would be taken
 * for a typing error. Others are further from any name of ours.
 */
const OF_THE_VENDOR = new Set(['PUSHARY_API_URL', 'PUSHARY_REPO_KEY', 'PUSHARY_GATE_TOOLS', 'PUSHARY_GATE_TIMEOUT_MS']);

/**
 * Reads our variables and those for proxies. Empty values and placeholders count as unset. Gives a sentence for each
 * `PWPUSH_…`, `PUSHGO_…` and `PUSH_MCP_…` variable that is none of ours, and for each `PUSHARY_…` variable that is nearly one:
 * a typing error in a switch must not pass in silence.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): { environment: Environment; warnings: string[] } {
  const environment: Record<string, string> = {};
  const warnings: string[] = [];
  for (const [name, raw] of Object.entries(env)) {
    const value = readValue(raw);
    if (value === undefined) continue;
    const [prefix] = /^(?:PWPUSH|PUSHGO|PUSHARY|PUSH_MCP)_/.exec(name) ?? [];
    if (Object.hasOwn(variables, name)) environment[name] = value;
    else if (prefix !== undefined) {
      // Not one of another service: a credential would go where it does not belong
      const near = Object.keys(variables).filter((known) => known.startsWith(prefix));
      const hint = closestAfter(prefix, name, near);
      // That prefix is not ours alone
      if (prefix === 'PUSHARY_' && (OF_THE_VENDOR.has(name) || hint === '')) continue;
      warnings.push(`${name} is no setting and was ignored.${hint}`);
    }
  }
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
    // The lower-case spelling wins, as in curl
    const value = readValue(env[name.toLowerCase()]) ?? readValue(env[name]);
    if (value !== undefined) environment[name] = value;
  }
  return { environment, warnings };
}

function readValue(raw: string | undefined): string | undefined {
  const value = raw?.trim() ?? '';
  return value === '' || PLACEHOLDER.test(value) ? undefined : value;
}

/** The prefix is what all of them share: it makes no two names alike. */
function closestAfter(prefix: string, name: string, names: readonly string[]): string {
  const rest = (full: string) => full.slice(prefix.length);
  const hint = closest(rest(name), names.map(rest)).replace('mean ', `mean ${prefix}`);
  // `API_TOKEN` and `API_KEY` are names for one thing
  return (
    hint ||
    (/^API_/.test(rest(name))
      ? closest(
          name,
          names.filter((known) => /^API_/.test(rest(known))),
        )
      : '')
  );
}
