import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'
import { openServer } from './server.node.ts'

interface BunServer {
  port: number
  requestIP(request: Request): { address: string } | null
  timeout(request: Request, seconds: number): void
  stop(): Promise<void>
}

/** The part of Bun that is used. */
interface BunRuntime {
  serve(options: {
    port: number
    hostname: string
    fetch: (request: Request, server: BunServer) => Response | Promise<Response>
  }): BunServer
}

/** Serves an app on Bun's own HTTP server until the process is asked to end. */
export async function serveOnBun(app: OpenAPIHono<AppEnv>): Promise<void> {
  const { Bun } = globalThis as unknown as { Bun: BunRuntime }
  const server = await openServer(app, process.env)
  const { PORT: port, HOST: hostname } = server.config
  const running = Bun.serve({
    port,
    hostname,
    fetch(request, bun) {
      // Bun ends a connection that is silent for 10 seconds; a stream is silent for 15, an import
      // may take longer.
      bun.timeout(request, 0)
      return server.fetch(request, bun.requestIP(request)?.address)
    },
  })
  server.ready(running.port)
  const stop = async () => {
    await Promise.all([running.stop(), server.stop()])
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}
