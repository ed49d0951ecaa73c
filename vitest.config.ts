import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/built.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Most tests wait for a server or a process: the default, one worker less than there are cores, leaves them idle
    maxWorkers: 3,
  },
});
