import type { TestProject } from 'vitest/node'
import { startRun, type WebRun } from './run.ts'
import { STANDS } from './stands.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    web: WebRun
  }
}

/** Builds the web once for the run, starts a server of it for each thread, and one browser for all. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { run, stop } = await startRun(project.getProvidedContext().bundle, STANDS)
  project.provide('web', run)
  return stop
}
