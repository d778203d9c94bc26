import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundleServer } from '#containers/api/bundle.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the bundled server and commands: what a container runs. */
    bundle: string
  }
}

/**
 * Bundles the server once for the run. Tests that start processes start the bundle, which is what is
 * shipped, and which starts four times as quickly as the sources.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(import.meta.dirname, '../../node_modules/.stockroom-bundle-'))
  await bundleServer(folder)
  project.provide('bundle', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
