import type { TestProject } from 'vitest/node'
import { output } from './shell.ts'
import { Stack, type StackHandle } from './stack.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The stack that most tests look at: everything as it comes, with nothing set. */
    stack: StackHandle
    /** How long its first start took. */
    startedInMs: number
  }
}

/** Starts one stack for the run, of the images that `make images` builds. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await output('docker', ['info']).catch((cause: unknown) => {
    throw new Error('no container engine answers: start Docker or Podman first', { cause })
  })
  const stack = await Stack.make('main')
  const begin = performance.now()
  await stack.up().catch(async (error: unknown) => {
    await stack[Symbol.asyncDispose]()
    throw error
  })
  project.provide('startedInMs', performance.now() - begin)
  project.provide('stack', stack.handle)
  return () => stack[Symbol.asyncDispose]()
}
