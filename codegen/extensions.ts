import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { closest } from 'fastest-levenshtein';
import type { DiagnosticCode } from './diagnostics.ts';
import { isObject, type Json } from './json.ts';
import { releasePattern } from './names.ts';

interface Extension {
  /** Redocly's names of the nodes that it is read on. */
  readonly on: readonly string[];
  /** Whether a value is right, and how the right one is described. Left out where another check reads the value. */
  readonly takes?: readonly [check: (value: Json) => boolean, description: string];
}

const isTrue = [(value: Json) => value === true, '`true`, or to be left out'] as const;
const isRelease = [
  (value: Json) => typeof value === 'string' && releasePattern.test(value),
  "a release of three numbers as text, '1.56.0'",
] as const;

/** Every extension key, and where it is read. */
export const extensions: Readonly<Record<string, Extension>> = {
  'x-effect': { on: ['Operation'] },
  'x-tool': { on: ['Operation'] },
  'x-idempotency-key': { on: ['Operation'] },
  'x-secret': { on: ['Schema', 'Parameter', 'SecurityScheme'], takes: isTrue },
  'x-since': { on: ['Operation', 'Schema', 'Parameter'], takes: isRelease },
  'x-until': { on: ['Operation'], takes: isRelease },
};

/** Checks every x- key of a document: known, where it is read, with a value that it takes. */
export const extensionRule: Oas3Rule = () => {
  const check = (node: unknown, { report, location, type }: UserContext) => {
    // Elsewhere such a key is a name (of a property, of a header) or stands inside of an extension
    if (type.extensionsPrefix === undefined || !isObject(node)) return;
    for (const [key, value] of Object.entries(node).filter(([key]) => key.startsWith('x-'))) {
      const mistake = findMistake(key, value, type.name);
      if (mistake) report({ ruleId: mistake[0], message: mistake[1], location: location.child(key) });
    }
  };
  // What stands beside a reference belongs to the reference
  return { any: check, ref: check };
};

function findMistake(key: string, value: Json, on: string): [code: DiagnosticCode, message: string] | undefined {
  const extension = Object.hasOwn(extensions, key) ? extensions[key] : undefined;
  if (!extension) {
    const suggestion = closest(key, Object.keys(extensions));
    return ['SPEC_UNKNOWN_EXTENSION', `${key} is not known. Is ${suggestion} meant?`];
  }
  if (!extension.on.includes(on)) return ['SPEC_MISPLACED_EXTENSION', `${key} belongs on: ${extension.on.join(', ')}.`];
  if (extension.takes && !extension.takes[0](value))
    return ['SPEC_BAD_EXTENSION', `${key} has to be ${extension.takes[1]}.`];
  return undefined;
}
