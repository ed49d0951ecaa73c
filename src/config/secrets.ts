import { isAbsolute } from 'node:path';
import { parseObject } from '../json.ts';
import { type Environment, readValue } from './environment.ts';
import type { Files } from './files.ts';
import { type Problems, printable } from './values.ts';
import { inFile, secretVariables } from './variables.ts';

/**
 * The environment, completed by secrets that stand in files: in the file that `<NAME>_FILE` names, or in the person's
 * `credentials.json`. A value in the environment comes first. No problem repeats a value.
 */
export function addSecrets(environment: Environment, files: Files, problems: Problems): Environment {
  const credentials = readCredentials(files, problems);
  const completed: Record<string, string | undefined> = { ...environment };
  for (const { name } of secretVariables) {
    const path = environment[inFile(name)];
    if (path !== undefined && environment[name] !== undefined)
      problems.add(`${name} and ${inFile(name)} are both set: leave one of them out.`, undefined);
    completed[name] ??= path === undefined ? credentials[name] : readSecretFile(inFile(name), path, files, problems);
  }
  return completed;
}

function readSecretFile(name: string, path: string, files: Files, problems: Problems): string | undefined {
  const text = isAbsolute(path) ? files.readText(path) : undefined;
  const value = text?.replace(/\r?\n$/, '');
  if (value) return readValue(value) === undefined ? undefined : value;
  return problems.add(
    `${name} is no absolute path of a file that can be read and holds one line, of at most 64 KiB.`,
    undefined,
  );
}

function readCredentials({ credentials }: Files, problems: Problems): Readonly<Record<string, string | undefined>> {
  const read = credentials?.();
  if (read === undefined) return {};
  if ('problem' in read) return problems.add(read.problem, {});
  const wrong = (what: string) =>
    problems.add(`${read.path} ${what}. It may hold ${secretVariables.map(({ name }) => name).join(', ')}.`, {});
  const content = parseObject(read.text);
  if (!content || !isTexts(content)) return wrong('holds no JSON object of texts');
  const unknown = Object.keys(content).find(
    (key) => !secretVariables.some(({ name, setting }) => name === key && setting.whose === 'person'),
  );
  if (unknown !== undefined) return wrong(`has a member ${printable(unknown)}, which is no credential`);
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, readValue(value)]));
}

function isTexts(content: Record<string, unknown>): content is Record<string, string> {
  return Object.values(content).every((value) => typeof value === 'string');
}
