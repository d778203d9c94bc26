import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'
import { openServer } from './server.node.ts'

/** The part of Deno that is used. */
interface DenoRuntime {
  serve(
    options: { port: number; hostname: string; onListen: (address: { port: number }) => void },
    handler: (
      request: Request,
      info: { remoteAddr: { hostname?: string } },
    ) => Response | Promise<Response>,
  ): { shutdown(): Promise<void> }
}

/** Serves an app on Deno's own HTTP server until the process is asked to end. */
export async function serveOnDeno(app: OpenAPIHono<AppEnv>): Promise<void> {
  const { Deno } = globalThis as unknown as { Deno: DenoRuntime }
  const server = await openServer(app, process.env)
  const { PORT: port, HOST: hostname } = server.config
  const onListen = (address: { port: number }) => server.ready(address.port)
  const running = Deno.serve({ port, hostname, onListen }, (request, { remoteAddr }) =>
    server.fetch(request, remoteAddr.hostname),
  )
  const stop = async () => {
    await Promise.all([running.shutdown(), server.stop()])
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}
