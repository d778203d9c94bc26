import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'

export const root = join(import.meta.dirname, '../../..')

/** One endpoint file and what it answers. */
export interface Endpoint {
  /** Its file without folder and ending: `inventory/sale`. */
  name: string
  /** The folder it is in, which is also its tag. */
  area: string
  method: string
  /** Below `/api`, with names in braces. */
  path: string
}

/** Every endpoint in the order of `functions/app.ts`, in which a name goes before an id. */
export async function allEndpoints(): Promise<Endpoint[]> {
  const source = readFileSync(join(root, 'functions/app.ts'), 'utf8')
  const files = new Map(
    [...source.matchAll(/^import (\w+) from '\.\/(.+)\.ts'$/gm)].map(([, name, file]) => [
      name,
      file,
    ]),
  )
  const mounted = [...source.matchAll(/\.route\('\/', (\w+)\)/g)].map(([, name]) => name)
  return Promise.all(mounted.map((name) => endpointOf(files.get(name) ?? '')))
}

async function endpointOf(name: string): Promise<Endpoint> {
  const { href } = pathToFileURL(join(root, `functions/${name}.ts`))
  const file = (await import(href)) as { default: OpenAPIHono<AppEnv> }
  const definition = file.default.openAPIRegistry.definitions.find(({ type }) => type === 'route')
  if (definition?.type !== 'route') throw new Error(`functions/${name}.ts is no endpoint`)
  const { method, path } = definition.route
  const [area = ''] = name.split('/')
  return { name, area, method: method.toUpperCase(), path }
}
