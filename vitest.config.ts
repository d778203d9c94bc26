import { defineConfig } from 'vitest/config'

/** Where the tests are that start programs, which takes longer than what they ask them. */
export const OF_PROGRAMS = ['containers', 'functions/_runtime', 'clients']

/** The suite: rules, repositories and endpoints, called without a server. */
export default defineConfig({
  test: {
    include: ['{functions,shared,bench}/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/.next/**', ...OF_PROGRAMS.map((place) => `${place}/**`)],
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
      include: ['{functions,shared}/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**', 'functions/_runtime/**'],
      reporter: ['text-summary', 'html'],
    },
  },
})
