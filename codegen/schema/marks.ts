import type { Property, Schema } from '../model.ts';

/** Paths of the fields that are marked or inside of a marked one. Arrays add no step to a path. */
export function markedPaths(
  schema: Schema,
  isMarked: (property: Property) => boolean,
  path = '',
  within = false,
): string[] {
  switch (schema.kind) {
    case 'object':
      return schema.properties.flatMap((property) => {
        const place = path === '' ? property.name : `${path}.${property.name}`;
        return markedPaths(property.schema, isMarked, place, within || isMarked(property));
      });
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
