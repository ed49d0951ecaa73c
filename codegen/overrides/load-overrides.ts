import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Report } from '../diagnostics.ts';
import { isObject } from '../json.ts';
import type { OverridesModule } from './contract.ts';

export const overridesFile = 'overrides/index.ts';

/** Imports `overrides/index.ts` by a path known at run time only, as contract.ts explains. */
export async function loadOverrides(root: string, report: Report): Promise<OverridesModule | undefined> {
  const path = join(root, overridesFile);
  if (!existsSync(path)) return void report.add('OVERRIDES_MISSING', overridesFile, '', 'The file does not exist.');
  let module: Partial<OverridesModule>;
  try {
    module = (await import(pathToFileURL(path).href)) as Partial<OverridesModule>;
  } catch (error) {
    return void report.add('OVERRIDES_FAILED', overridesFile, '', describeError(error, root));
  }
  const { undecided, services, rules, surface } = module;
  if (typeof undecided === 'symbol' && isObject(services) && isObject(rules) && typeof surface === 'function')
    return { undecided, services, rules: rules as OverridesModule['rules'], surface };
  const exported = Object.keys(module).sort().join(', ') || 'nothing';
  return void report.add('OVERRIDES_EXPORTS', overridesFile, '', `It exports ${exported}.`);
}

export function describeError(error: unknown, root: string): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(root, '.');
}
