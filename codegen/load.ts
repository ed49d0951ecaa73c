import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYaml, Source } from '@redocly/openapi-core';
import type { Report } from './diagnostics.ts';
import { appendPointer, isObject, type Json, type JsonObject, sortKeys } from './json.ts';
import { apiNamePattern } from './names.ts';

const maxBytes = 1024 * 1024;

export interface SpecFile {
  /** `pwpush-v2` */
  readonly api: string;
  /** `specs/pwpush-v2.yaml` */
  readonly file: string;
  /** The text in the form that Redocly needs. */
  readonly source: Source;
  readonly document: JsonObject;
  /** Hash of the document with sorted keys, so comments and order do not count. */
  readonly sha256: string;
}

/** Reads each `specs/*.yaml`, in the order of their names. A file with a problem is reported and left out. */
export async function loadSpecs(root: string, report: Report): Promise<SpecFile[]> {
  const names = (await readdir(join(root, 'specs')).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort();
  if (names.length === 0) report.add('SPEC_NONE', 'specs', '', 'No .yaml file was found.');
  const specs = await Promise.all(names.map((name) => loadSpec(root, name, report)));
  return specs.filter((spec) => spec !== undefined);
}

async function loadSpec(root: string, name: string, report: Report): Promise<SpecFile | undefined> {
  const file = `specs/${name}`;
  const api = name.slice(0, -'.yaml'.length);
  if (!apiNamePattern.test(api))
    return void report.add('SPEC_FILE_NAME', file, '', `The API would be called ${JSON.stringify(api)}.`);
  const { size } = await stat(join(root, file));
  if (size > maxBytes) return void report.add('SPEC_TOO_LARGE', file, '', `It has ${size} bytes.`);
  const text = await readFile(join(root, file), 'utf8');
  try {
    const document: unknown = parseYaml(text, { filename: file });
    if (!isObject(document)) return void report.add('SPEC_PARSE', file, '', 'The file does not hold an object.');
    const problems = report.diagnostics.length;
    checkPlain(document, '#', new Set(), file, report);
    if (report.diagnostics.length > problems) return undefined;
    const sha256 = createHash('sha256')
      .update(JSON.stringify(sortKeys(document)))
      .digest('hex');
    return { api, file, source: new Source(file, text), document, sha256 };
  } catch (error) {
    return void report.add('SPEC_PARSE', file, '', error instanceof Error ? error.message : String(error));
  }
}

/** Reports parts that YAML aliases share and keys that act on prototypes: the document has to be a tree of plain JSON. */
function checkPlain(value: Json, pointer: string, seen: Set<object>, file: string, report: Report): void {
  if (typeof value !== 'object' || value === null) return;
  if (seen.has(value)) {
    report.add('SPEC_YAML_ALIAS', file, pointer, 'The same part stands elsewhere too.');
    return;
  }
  seen.add(value);
  for (const [key, member] of Object.entries(value)) {
    const place = appendPointer(pointer, key);
    if (key === '__proto__') report.add('SPEC_BAD_KEY', file, place, 'A key is called __proto__.');
    checkPlain(member, place, seen, file, report);
  }
}
