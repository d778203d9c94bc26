import { defineConfig } from 'vitest/config'

/** The tests of docker-compose.yml and its images, on a container engine. */
export default defineConfig({
  test: {
    include: ['containers/testing/**/*.container.ts'],
    globalSetup: ['containers/testing/setup.ts'],
    reporters: ['default', './shared/testing/tally.ts'],
    testTimeout: 180_000,
    hookTimeout: 1_800_000,
    // Stacks of several files at once would wait for each other's processors.
    fileParallelism: false,
    pool: 'threads',
    isolate: false,
  },
})
