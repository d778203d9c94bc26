import type { OpenAPIHono } from '@hono/zod-openapi'
import { endpoint } from '#shared/http/endpoint.ts'
import type { AppEnv } from '#shared/http/env.ts'

/** There is no such area; the message names those that there are. */
export class UnknownAreaError extends Error {
  override name = 'UnknownAreaError'
}

/** Every slice can say whether it lives. */
const ALWAYS = 'system'

/** The areas of an app, which are the tags of its endpoints, in the order of the app. */
export function areasOf(app: OpenAPIHono<AppEnv>): string[] {
  return [...new Set(endpointsOf(app).map(({ area }) => area))]
}

/**
 * The part of an app that has these areas, and `system`.
 *
 * @param areas as in `inventory,auth`; the whole app when nothing is said
 * @throws UnknownAreaError
 */
export function sliceOf(app: OpenAPIHono<AppEnv>, areas: string | undefined): OpenAPIHono<AppEnv> {
  const wanted = (areas ?? '').split(',').flatMap((name) => name.trim() || [])
  if (wanted.length === 0) return app
  const known = areasOf(app)
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new UnknownAreaError(
      `FUNCTIONS: there is no area ${unknown.join(', ')}; there are ${known.join(', ')}`,
    )
  }
  const chosen = endpointsOf(app).filter(({ area }) => area === ALWAYS || wanted.includes(area))
  const keys = new Set(chosen.map(({ key }) => key))
  const slice = endpoint()
  for (const { method, path, handler } of app.routes) {
    if (keys.has(`${method} ${path}`)) slice.on(method, path, handler)
  }
  for (const { route } of chosen) slice.openAPIRegistry.registerPath(route)
  return slice
}

function endpointsOf(app: OpenAPIHono<AppEnv>) {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route') return []
    const { route } = definition
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
    const [area = ''] = route.tags ?? []
    return [{ route, area, key: `${route.method.toUpperCase()} ${path}` }]
  })
}
