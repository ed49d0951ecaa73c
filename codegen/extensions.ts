import { closest } from 'fastest-levenshtein';
import type { Report } from './diagnostics.ts';
import { appendPointer, type Json } from './json.ts';
import type { SpecFile } from './load.ts';
import { releasePattern } from './names.ts';
import { extensibleMaps, type NodeKind, walk } from './walk.ts';

interface Extension {
  readonly on: readonly NodeKind[];
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
  'x-effect': { on: ['operation'] },
  'x-tool': { on: ['operation'] },
  'x-idempotency-key': { on: ['operation'] },
  'x-secret': { on: ['schema', 'parameter', 'securityScheme'], takes: isTrue },
  'x-since': { on: ['operation', 'schema', 'parameter'], takes: isRelease },
  'x-until': { on: ['operation'], takes: isRelease },
};

/** Checks every x- key of a document: known, where it is read, with a value that it takes. */
export function checkExtensions(spec: SpecFile, report: Report): void {
  for (const { node, kind, pointer } of walk(spec.document)) {
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith('x-')) checkExtension(key, value, kind, pointer);
    }
    for (const [name, map] of extensibleMaps(node, kind)) {
      for (const key of Object.keys(map)) {
        if (key.startsWith('x-')) checkExtension(key, null, 'other', appendPointer(pointer, name));
      }
    }
  }

  function checkExtension(key: string, value: Json, kind: NodeKind, pointer: string): void {
    const place = appendPointer(pointer, key);
    const extension = Object.hasOwn(extensions, key) ? extensions[key] : undefined;
    if (!extension) {
      const suggestion = closest(key, Object.keys(extensions));
      report.add('SPEC_UNKNOWN_EXTENSION', spec.file, place, `${key} is not known. Is ${suggestion} meant?`);
    } else if (!extension.on.includes(kind)) {
      report.add('SPEC_MISPLACED_EXTENSION', spec.file, place, `${key} belongs on: ${extension.on.join(', ')}.`);
    } else if (extension.takes && !extension.takes[0](value)) {
      report.add('SPEC_BAD_EXTENSION', spec.file, place, `${key} has to be ${extension.takes[1]}.`);
    }
  }
}
