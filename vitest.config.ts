import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = import.meta.dirname;
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/${path}`);

/** The files that take longest, longest first. They start first, so that none of them runs alone at the end. */
const longest = [
  'test/exercise/fourth-service.test.ts',
  'test/exercise/maintainer.test.ts',
  'test/channels/add.test.ts',
  'test/codegen/hostile.test.ts',
  'test/channels/command.test.ts',
  'test/codegen/tools-diff.test.ts',
  'test/callers/two-callers.test.ts',
  'test/security/pushgo-retry.test.ts',
];

/** Measured memory is that of the file alone. */
const measured = ['test/callers/memory.test.ts', 'test/calls/files.test.ts', 'test/upstream/limits.test.ts'];

/** A module that is replaced would be replaced for the files that follow too, and the longest start before all others. */
const isAlone = (file: string) =>
  longest.includes(file) || measured.includes(file) || readFileSync(join(root, file), 'utf8').includes('vi.mock(');

function projectOf(file: string): string {
  if (isAlone(file)) return 'alone';
  // These print objects in snapshots in a way of their own, which holds for a whole worker
  return file.startsWith('test/recordings/') ? 'recordings' : 'shared';
}

/** A worker runs files of one project. Half of the time of most files is that of loading the server, which one worker does once. */
const project = (name: string) => ({
  extends: true as const,
  test: { name, include: files.filter((file) => projectOf(file) === name), isolate: name === 'alone' },
});

class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.indexOf(relative(root, moduleId));
      return index < 0 ? longest.length : index;
    };
    return (await super.sort(specifications)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/built.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Most tests wait for a server or a process: the default, one worker less than there are cores, leaves them idle
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: ['alone', 'recordings', 'shared'].map(project),
  },
});
