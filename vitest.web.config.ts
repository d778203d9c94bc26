import { defineConfig } from 'vitest/config'
import { STANDS } from './web/testing/stands.ts'

/** The tests that use the pages in a browser, against the built web and the bundled API. */
export default defineConfig({
  test: {
    include: ['web/**/*.browser.ts'],
    exclude: ['**/node_modules/**', '**/.next/**'],
    globalSetup: ['shared/testing/bundle.ts', 'web/testing/setup.ts'],
    reporters: ['default', './shared/testing/tally.ts'],
    testTimeout: 60_000,
    pool: 'threads',
    // Each has a web server of its own.
    maxWorkers: STANDS,
    isolate: false,
  },
})
