import Module from 'node:module'

type Handler = (...args: unknown[]) => unknown

/** The part of Azure's core API that registers functions. */
interface Core {
  registerFunction(metadata: { name: string }, handler: Handler): void
  setProgrammingModel(model: unknown): void
  registerHook(name: string, hook: Handler): void
}

/**
 * Makes `require('@azure/functions-core')` work as in Azure's own host, which answers it by hand.
 * @param registered is told of each function that the app registers
 */
export function provideAzureCore(registered: (name: string, handler: Handler) => void): void {
  const core: Core = {
    registerFunction: ({ name }, handler) => registered(name, handler),
    setProgrammingModel: () => {},
    registerHook: () => {},
  }
  const { prototype } = Module
  const original = prototype.require
  prototype.require = function require(this: unknown, id: string) {
    return id === '@azure/functions-core' ? core : (original.call(this, id) as unknown)
  } as typeof original
}
