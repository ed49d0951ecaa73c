// `npm run test:outside`: programs of others, fetched from npm in the versions of test/outside/programs.json. `npm test` skips them by name.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/outside/**/*.test.ts'],
    globalSetup: ['test/support/built.ts'],
    env: { PUSH_MCP_OUTSIDE: '1' },
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
