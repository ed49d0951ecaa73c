import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProject, generator } from './project.ts';

/** The modules that are generated from `fixtures/things.yaml`, a description as small as a truthful one can be. */
async function generateThings() {
  const project = await createProject();
  await rm(join(project.root, 'specs'), { recursive: true });
  await project.write('specs/things.yaml', await readFile(new URL('./fixtures/things.yaml', import.meta.url), 'utf8'));
  const { report } = await generator.code(project);
  if (report.failed) throw new Error(report.format());
  await generator.writeCode(project);
  const load = async (name: string): Promise<Record<string, Record<string, never>>> =>
    import(pathToFileURL(join(project.root, 'generated', name)).href);
  const { operations } = await load('operations.ts');
  const { schemas } = await load('schemas.ts');
  const { tools } = await load('tools.ts');
  await project.remove();
  return { operations, schemas, tools };
}

export const things = await generateThings();

export const thingsRules = {
  thingsList: {
    input: { tags: 'plain', 'X-Trace': 'plain', 'X-Depth': 'plain' },
    output: { id: 'show', title: 'show', key: 'mask' },
  },
  thingsDelete: { input: { id: 'plain' }, output: {} },
  thingsNames: { input: {}, output: 'show' },
} as const;
