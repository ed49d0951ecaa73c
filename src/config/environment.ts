import { services } from '../../overrides/registry.ts';
import { closest } from '../closest.ts';
import { inFile, proxyVariables, secretVariables, serverPrefix, variables } from './variables.ts';

/** Variables with their values: ours by the names in the table of settings, and those for proxies. */
export type Environment = { readonly [variable: string]: string | undefined };

const known = new Set(
  [...variables, ...secretVariables.map(({ name }) => ({ name: inFile(name) }))].map(({ name }) => name),
);
const prefixes = [serverPrefix, ...Object.values(services).map(({ settings }) => settings.prefix)];
/** What vendors' own programs read under a prefix that is not ours alone. */
const vendorNames = new Map(
  Object.values(services).flatMap(({ settings: { prefix, vendorNames: names } }) => (names ? [[prefix, names]] : [])),
);

/** What orchestrators put in for an optional value that nobody set. */
const PLACEHOLDER = /^(?:<UNKNOWN>|\$\{[^}]*\})$/;

/**
 * Reads our variables and those for proxies. Empty values and placeholders count as unset. Gives a sentence for each variable
 * that has one of our prefixes and is none of ours; where the prefix is a vendor's too, only for one that is nearly ours: a
 * typing error in a switch must not pass in silence.
 */
export function readEnvironment(env: NodeJS.ProcessEnv): { environment: Environment; warnings: string[] } {
  const environment: Record<string, string> = {};
  const warnings: string[] = [];
  for (const [name, raw] of Object.entries(env)) {
    const value = readValue(raw);
    if (value === undefined) continue;
    const prefix = prefixes.find((one) => name.startsWith(`${one}_`));
    if (known.has(name)) environment[name] = value;
    else if (prefix !== undefined) {
      const hint = closestAfter(`${prefix}_`, name);
      const foreign = vendorNames.get(prefix);
      if (foreign && (hint === '' || foreign.includes(name.slice(prefix.length + 1)))) continue;
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

/** A value as it counts: trimmed, and none where it is empty or a placeholder. */
export function readValue(raw: string | undefined): string | undefined {
  const value = raw?.trim() ?? '';
  return value === '' || PLACEHOLDER.test(value) ? undefined : value;
}

/** The nearest name under the same prefix, or a credential would go where it does not belong. What all names share makes no two alike. */
function closestAfter(prefix: string, name: string): string {
  const names = [...known].filter((one) => one.startsWith(prefix));
  const rest = (full: string) => full.slice(prefix.length);
  const hint = closest(rest(name), names.map(rest)).replace('mean ', `mean ${prefix}`);
  const isApi = (full: string) => rest(full).startsWith('API_');
  // `API_TOKEN` and `API_KEY` are names for one thing
  return hint || (isApi(name) ? closest(name, names.filter(isApi)) : '');
}
