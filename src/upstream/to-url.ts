import { type OperationId, operations } from '../../generated/operations.ts';
import type { RequestInit } from './request.ts';

/** Where an operation is found: its path with the values filled in. A list in a query is one value with commas. */
export function toUrl(origin: string, operation: OperationId, { path, query }: RequestInit['params']): string {
  // A place without a value stays as it is, and the gate refuses it
  const filled = operations[operation].path.replace(/\{([^}]+)\}/g, (place, name) =>
    path[name] === undefined ? place : encodeURIComponent(String(path[name])),
  );
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const text = [value ?? []].flat().map((one) => encodeURIComponent(String(one)));
    return text.length === 0 ? [] : [`${encodeURIComponent(name)}=${text.join(',')}`];
  });
  return `${origin}${filled}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}
