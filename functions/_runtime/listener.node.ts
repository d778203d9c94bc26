import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'
import { forwardedClient } from './forwarded.ts'
import { lastingFunction } from './lasting.ts'
import { nodeMeans } from './means.node.ts'

/** What Google Cloud Functions and Vercel's Node.js functions call. */
export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void

const WORK_MS = 50_000

/** Endpoints as a listener of node:http, behind a proxy that tells the caller's address last. */
export function toListener(
  app: OpenAPIHono<AppEnv>,
  env: Readonly<Record<string, unknown>> = process.env,
): Listener & { close: () => Promise<void> } {
  const options = { env, means: nodeMeans, client: forwardedClient, workMs: WORK_MS }
  const { fetch, close } = lastingFunction(app, options)
  const listener = getRequestListener(fetch)
  return Object.assign((...args: Parameters<Listener>) => void listener(...args), { close })
}
