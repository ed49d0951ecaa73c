import { services } from '../../overrides/registry.ts';
import { closest } from '../closest.ts';
import { inFile, proxyVariables, secretVariables, serverPrefix, variables } from './variables.ts';

/** Values of the variables in the table of settings and of those for proxies. */
export type Environment = { readonly [variable: string]: string | undefined };

const ownNames = new Set([...variables.map(({ name }) => name), ...secretVariables.map(({ name }) => inFile(name))]);

/** Our prefixes, some with the names that a vendor's own programs read under the same prefix. */
const owners: readonly { readonly prefix: string; readonly vendorNames?: readonly string[] }[] = [
  { prefix: serverPrefix },
  ...Object.values(services).map(({ settings }) => settings),
];

/** Texts that orchestrators put in for an optional value that nobody set. */
const PLACEHOLDER = /^(?:<UNKNOWN>|\$\{[^}]*\})$/;

/**
 * Reads our variables and those for proxies. Empty values and placeholders count as unset. Warns of each unknown variable with
 * one of our prefixes, because a misspelt switch must not pass in silence. Where a vendor uses the same prefix, it warns only
 * of names that resemble one of ours.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): { environment: Environment; warnings: string[] } {
  const environment: Record<string, string> = {};
  const warnings: string[] = [];
  for (const [name, raw] of Object.entries(env)) {
    const value = readValue(raw);
    if (value === undefined) continue;
    const owner = owners.find(({ prefix }) => name.startsWith(`${prefix}_`));
    if (ownNames.has(name)) environment[name] = value;
    else if (owner) {
      const { prefix, vendorNames } = owner;
      const hint = closestAfter(`${prefix}_`, name);
      if (vendorNames && (hint === '' || vendorNames.includes(name.slice(prefix.length + 1)))) continue;
      warnings.push(`${name} is no setting and was ignored.${hint}`);
    }
  }
  for (const name of proxyVariables) {
    // The lower-case spelling wins, as in curl
    const value = readValue(env[name.toLowerCase()]) ?? readValue(env[name]);
    if (value !== undefined) environment[name] = value;
  }
  return { environment, warnings };
}

/** The value, trimmed; undefined where it is empty or a placeholder. */
export function readValue(raw: string | undefined): string | undefined {
  const value = raw?.trim() ?? '';
  return value === '' || PLACEHOLDER.test(value) ? undefined : value;
}

/**
 * A hint at the nearest name under the same prefix: under another one, a credential would be sent to the wrong service. The
 * prefix itself does not count as a resemblance.
 */
function closestAfter(prefix: string, name: string): string {
  const names = [...ownNames].filter((candidate) => candidate.startsWith(prefix));
  const rest = (full: string) => full.slice(prefix.length);
  const hint = closest(rest(name), names.map(rest)).replace('mean ', `mean ${prefix}`);
  const isApi = (full: string) => rest(full).startsWith('API_');
  // `API_TOKEN` and `API_KEY` name the same thing
  return hint || (isApi(name) ? closest(name, names.filter(isApi)) : '');
}
