import { type HttpBindings, serve } from '@hono/node-server'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'
import { openServer } from './server.node.ts'

/**
 * Serves an app, or a slice of it, on node:http until the process is asked to end. The container has
 * a server of its own, which also drains its connections.
 */
export async function serveOnNode(app: OpenAPIHono<AppEnv>): Promise<void> {
  const server = await openServer(app, process.env)
  const { PORT: port, HOST: hostname } = server.config
  const running = serve(
    {
      fetch: (request, bindings) =>
        server.fetch(request, (bindings as HttpBindings).incoming.socket.remoteAddress),
      port,
      hostname,
    },
    (address) => server.ready(address.port),
  )
  const stop = async () => {
    await new Promise((resolve) => running.close(resolve))
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}
