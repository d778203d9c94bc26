import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{functions,shared,clients,containers,bench}/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/.next/**'],
    globalSetup: ['shared/testing/postgres-server.ts', 'shared/testing/bundle.ts'],
    setupFiles: ['shared/testing/setup.ts'],
    reporters: ['default', './shared/testing/tally.ts'],
    testTimeout: 20_000,
    pool: 'threads',
    // One a core: the default leaves one core idle.
    maxWorkers: '100%',
    // Loading the app anew for each file would take longer than the tests; no module here is mocked.
    isolate: false,
    coverage: {
      provider: 'v8',
      include: ['{functions,shared,containers,clients/ts/src}/**/*.ts'],
      exclude: ['**/*.test.ts', '{shared,containers,functions/_runtime}/testing/**'],
      reporter: ['text-summary', 'html'],
    },
  },
})
