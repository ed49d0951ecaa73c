import { readFile } from 'node:fs/promises';
import type { Model } from '../model.ts';
import { emitOperations } from './operations.ts';
import { withHeader } from './render.ts';
import { emitApiSchemas, emitSchemas } from './schemas.ts';
import { emitTools } from './tools.ts';

/** Path below `generated/` → content. */
export type Files = Map<string, string>;

/** Everything the first step writes. `types` holds the output of openapi-typescript by API. */
export async function emitAll(model: Model, types: ReadonlyMap<string, string>): Promise<Files> {
  const files: Files = new Map();
  for (const api of model.apis) {
    files.set(`${api.name}/types.ts`, withHeader(types.get(api.name) ?? '', api));
    files.set(`${api.name}/schemas.ts`, emitApiSchemas(api));
  }
  files.set('operations.ts', emitOperations(model));
  files.set('schemas.ts', emitSchemas(model));
  files.set('tools.ts', emitTools(model));
  for (const name of ['once.ts', 'served-tool.ts'])
    files.set(name, withHeader(await readFile(new URL(`../runtime/${name}`, import.meta.url), 'utf8')));
  return files;
}
