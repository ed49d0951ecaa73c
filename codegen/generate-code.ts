import { createRequire } from 'node:module';
import { buildModel } from './build-model.ts';
import type { Report } from './diagnostics.ts';
import { emitAll, type Files } from './emit/emit-all.ts';
import { brokenReference, lintSpec } from './lint.ts';
import { loadSpecs, type SpecFile } from './load.ts';
import type { Model } from './model.ts';
import { withhold } from './withhold.ts';

// `import` would first search nine megabytes of TypeScript for export names, which takes longer than running them
const { default: openapiTS, astToString } = createRequire(import.meta.url)(
  'openapi-typescript',
) as typeof import('openapi-typescript');

export interface GeneratedCode {
  readonly model: Model;
  readonly files: Files;
}

/** The first step: specifications → types, schemas, descriptors. A pure function of `specs/`; writes nothing. */
export async function generateCode(root: string, report: Report): Promise<GeneratedCode | undefined> {
  const loaded = await loadSpecs(root, report);
  const specs = loaded.filter((spec) => checkVersion(spec, report));
  const isWhole = !report.failed;
  await Promise.all(specs.map((spec) => lintSpec(spec, report)));
  // The steps below need all files and references
  if (!isWhole || report.diagnostics.some(({ code }) => brokenReference.includes(code))) return undefined;
  const model = buildModel(specs, report);
  if (report.failed) return undefined;
  const types = await Promise.all(specs.map((spec) => emitTypes(spec, report)));
  return report.failed ? undefined : { model, files: await emitAll(model, new Map(types)) };
}

function checkVersion({ document, file }: SpecFile, report: Report): boolean {
  const { openapi } = document;
  if (typeof openapi === 'string' && /^3\.1\.\d+$/.test(openapi)) return true;
  report.add('SPEC_VERSION', file, '#/openapi', `It says ${JSON.stringify(openapi) ?? 'nothing'}.`);
  return false;
}

async function emitTypes({ api, file, document }: SpecFile, report: Report): Promise<[api: string, types: string]> {
  try {
    const ast = await openapiTS(withhold(document) as never, { silent: true, defaultNonNullable: false });
    return [api, astToString(ast)];
  } catch (error) {
    report.add('SPEC_UNSUPPORTED', file, '#', `openapi-typescript: ${error instanceof Error ? error.message : error}`);
    return [api, ''];
  }
}
