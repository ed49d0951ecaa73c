import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { closest } from 'fastest-levenshtein';
import type { DiagnosticCode } from './diagnostics.ts';
import { isObject, type Json } from './json.ts';
import { releasePattern } from './names.ts';

interface Extension {
  /** Redocly's names of the nodes on which it is read. */
  readonly on: readonly string[];
  /** A check of the value and a description of the right ones; absent if another part of the generator checks it. */
  readonly takes?: readonly [check: (value: Json) => boolean, description: string];
}

const isTrue = [(value: Json) => value === true, '`true`, or to be left out'] as const;
const isRelease = [
  (value: Json) => typeof value === 'string' && releasePattern.test(value),
  "a release of three numbers as text, '1.56.0'",
] as const;

/** Every extension key, and where it is read. */
const extensions: ReadonlyMap<string, Extension> = new Map([
  ['x-effect', { on: ['Operation'] }],
  ['x-tool', { on: ['Operation'] }],
  ['x-idempotency-key', { on: ['Operation'] }],
  ['x-secret', { on: ['Schema', 'Parameter', 'SecurityScheme'], takes: isTrue }],
  ['x-since', { on: ['Operation', 'Schema', 'Parameter'], takes: isRelease }],
  ['x-until', { on: ['Operation'], takes: isRelease }],
]);
const names = [...extensions.keys()];

/** Checks that every x- key of a document is known, stands where it is read, and has a permitted value. */
export const extensionRule: Oas3Rule = () => {
  const check = (node: unknown, { report, location, type }: UserContext) => {
    // In other nodes such a key is the name of a property or header, or part of an extension's value
    if (type.extensionsPrefix === undefined || !isObject(node)) return;
    for (const [key, value] of Object.entries(node).filter(([key]) => key.startsWith('x-'))) {
      const refuse = (ruleId: DiagnosticCode, message: string) =>
        report({ ruleId, message, location: location.child(key) });
      const { on, takes } = extensions.get(key) ?? {};
      if (!on) refuse('SPEC_UNKNOWN_EXTENSION', `${key} is not known. Is ${closest(key, names)} meant?`);
      else if (!on.includes(type.name)) refuse('SPEC_MISPLACED_EXTENSION', `${key} belongs on: ${on.join(', ')}.`);
      else if (takes && !takes[0](value)) refuse('SPEC_BAD_EXTENSION', `${key} has to be ${takes[1]}.`);
    }
  };
  // Keys beside a `$ref` are checked as well
  return { any: check, ref: check };
};
