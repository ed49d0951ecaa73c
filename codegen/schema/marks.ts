import type { Property, Schema } from '../model.ts';

/** Paths of the fields that are marked, by themselves or by what they stand in. An array is no step of a path. */
export function markedPaths(
  schema: Schema,
  isMarked: (property: Property) => boolean,
  path = '',
  within = false,
): string[] {
  switch (schema.kind) {
    case 'object':
      return schema.properties.flatMap((property) =>
        markedPaths(
          property.schema,
          isMarked,
          path === '' ? property.name : `${path}.${property.name}`,
          within || isMarked(property),
        ),
      );
    case 'array':
      return markedPaths(schema.items, isMarked, path, within);
    case 'union':
      return [...new Set(schema.options.flatMap((option) => markedPaths(option, isMarked, path, within)))];
    default:
      return within ? [path] : [];
  }
}

/** Paths of what `x-secret` marks. */
export function secretPaths(schema: Schema): string[] {
  return markedPaths(schema, ({ secret }) => secret);
}
