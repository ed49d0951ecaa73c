import { buildModel } from './build-model.ts';
import type { Report } from './diagnostics.ts';
import { emitAll, type Files } from './emit/emit-all.ts';
import { checkExtensions } from './extensions.ts';
import { lintSpec } from './lint.ts';
import { loadSpecs, type SpecFile } from './load.ts';
import type { Model } from './model.ts';
import { checkRefs } from './refs.ts';
import { withhold } from './withhold.ts';
import type { Workers } from './workers/index.ts';

export interface GeneratedCode {
  readonly model: Model;
  readonly files: Files;
}

/** The first step: specifications → types, schemas, descriptors. A pure function of `specs/`; writes nothing. */
export async function generateCode(root: string, workers: Workers, report: Report): Promise<GeneratedCode | undefined> {
  const specs = await loadSpecs(root, workers, report);
  for (const spec of specs) checkVersion(spec, report);
  for (const spec of specs) checkRefs(spec, report);
  // Nothing below can be relied on where a reference leads nowhere
  if (report.failed) return undefined;
  const types = startTypes(specs, workers, report);
  const linted = Promise.all(specs.map((spec) => lintSpec(spec, workers, report)));
  for (const spec of specs) checkExtensions(spec, report);
  const model = buildModel(specs, report);
  await linted;
  if (report.failed) return undefined;
  const files = await emitAll(model, await types);
  return report.failed ? undefined : { model, files };
}

function checkVersion({ document, file }: SpecFile, report: Report): void {
  const { openapi } = document;
  if (typeof openapi === 'string' && /^3\.1\.\d+$/.test(openapi)) return;
  report.add('SPEC_VERSION', file, '#/openapi', `It says ${JSON.stringify(openapi) ?? 'nothing'}.`);
}

async function startTypes(
  specs: readonly SpecFile[],
  { types }: Workers,
  report: Report,
): Promise<ReadonlyMap<string, string>> {
  const emitted = specs.map(async ({ api, file, document }) => {
    try {
      return [api, await types.call('types', { document: withhold(document) })] as const;
    } catch (error) {
      report.add(
        'SPEC_UNSUPPORTED',
        file,
        '#',
        `openapi-typescript: ${error instanceof Error ? error.message : error}`,
      );
      return [api, ''] as const;
    }
  });
  return new Map(await Promise.all(emitted));
}
