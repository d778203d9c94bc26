import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import suite, { OF_PROGRAMS } from './vitest.config.ts'

/** The tests that start programs: servers, commands, functions on other runtimes, the client package. */
export default defineConfig({
  test: {
    ...suite.test,
    include: OF_PROGRAMS.map((place) => `${place}/**/*.test.ts`),
    exclude: configDefaults.exclude,
    // More than one a core, because some wait for the programs that they started.
    maxWorkers: availableParallelism() + 1,
    coverage: {
      ...suite.test?.coverage,
      provider: 'v8',
      include: OF_PROGRAMS.map((place) => `${place}/**/*.ts`),
      reportsDirectory: 'coverage/programs',
    },
  },
})
