import { joinPath } from '../json.ts';
import type { Property, Schema } from '../model.ts';

/** The schemas directly inside of a schema, each with the path of its values. Arrays and unions add no step to a path. */
export function innerSchemas(schema: Schema, path = ''): [path: string, inner: Schema][] {
  if (schema.kind === 'object') return schema.properties.map((field) => [joinPath(path, field.name), field.schema]);
  if (schema.kind === 'array') return [[path, schema.items]];
  if (schema.kind === 'record') return [[joinPath(path, '*'), schema.values]];
  return schema.kind === 'union' ? schema.options.map((option) => [path, option]) : [];
}

/** Paths of the fields that are marked or inside of a marked one. */
export function markedPaths(
  schema: Schema,
  isMarked: (property: Property) => boolean,
  path = '',
  within = false,
): string[] {
  switch (schema.kind) {
    case 'object':
      return schema.properties.flatMap((property) =>
        markedPaths(property.schema, isMarked, joinPath(path, property.name), within || isMarked(property)),
      );
    case 'array':
      return markedPaths(schema.items, isMarked, path, within);
    case 'union':
      return [...new Set(schema.options.flatMap((option) => markedPaths(option, isMarked, path, within)))];
    default:
      return within ? [path] : [];
  }
}

/** Paths of the fields that `x-secret` marks. */
export function secretPaths(schema: Schema): string[] {
  return markedPaths(schema, ({ secret }) => secret);
}
