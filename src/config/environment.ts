import { closest } from '../closest.ts';

/** Our variables, by the names they have in the environment, and what each means: help and documentation come from here. */
export const variables = {
  PWPUSH_BASE_URL: 'Instance (https://pwpush.com)',
  PWPUSH_API_TOKEN: 'API token of an account on the instance',
  PWPUSH_API_EMAIL: 'E-mail of that account; only releases before 1.51 want it',
  PWPUSH_API_VERSION: 'auto, v1 or v2 (auto)',
  PWPUSH_VERIFY_SSL: 'Check TLS certificates (true)',
  PWPUSH_CA_BUNDLE: 'PEM file with the authorities to trust in place of the built-in ones',
  PWPUSH_READ_ONLY: 'Only tools that read (false)',
  PWPUSH_ENABLED_TOOLS: 'Comma-separated globs of tools to keep (all)',
  PWPUSH_AUDIT_LOG: 'One redacted JSON line on stderr for each call that writes (true)',
  PWPUSH_FILE_ROOT: 'Folder below which files may be read; unset, no file is pushed',
  PWPUSH_MAX_CONCURRENT: 'Requests at once, 0 for no cap (0)',
  PWPUSH_MAX_RETRIES: 'How often a request that may be repeated is repeated (2)',
  PWPUSH_TIMEOUT: 'Seconds for one request (30)',
  PUSH_MCP_TOOLSETS: 'Comma-separated services (pwpush)',
  PUSH_MCP_READ_ONLY: 'Only tools that read, in every service (false)',
  PUSH_MCP_ENABLED_TOOLS: 'Comma-separated globs of tools to keep, in every service (all)',
} as const;

export type Variable = keyof typeof variables;
export type Environment = { readonly [V in Variable | 'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY']?: string };

/** What orchestrators put in for an optional value that nobody set. */
const PLACEHOLDER = /^(?:<UNKNOWN>|\$\{[^}]*\})$/;

/**
 * Reads our variables and those for proxies. Empty values and placeholders count as unset. Gives a sentence for each
 * `PWPUSH_…` and `PUSH_MCP_…` variable that is none of ours: a typing error in a switch must not pass in silence.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): { environment: Environment; warnings: string[] } {
  const environment: Record<string, string> = {};
  const warnings: string[] = [];
  for (const [name, raw] of Object.entries(env)) {
    const value = readValue(raw);
    if (value === undefined) continue;
    if (Object.hasOwn(variables, name)) environment[name] = value;
    else if (/^(?:PWPUSH|PUSH_MCP)_/.test(name))
      warnings.push(`${name} is no setting and was ignored.${closest(name, Object.keys(variables))}`);
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
