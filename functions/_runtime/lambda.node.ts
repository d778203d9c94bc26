import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import type { AppContext, AppEnv } from '#shared/http/env.ts'
import type { Client } from '#shared/http/platform.ts'
import type { WorkReport } from '#shared/jobs/background-work.ts'
import { addressOf, forwardedClient, isHttps } from './forwarded.ts'
import { type LastingFunction, lastingFunction } from './lasting.ts'
import { nodeMeans } from './means.node.ts'

/** What Lambda hands over: an HTTP request in one of four forms, or a tick of EventBridge. */
export type LambdaEvent = Record<string, unknown>

export interface LambdaAnswer {
  statusCode: number
  body: string
  isBase64Encoded: boolean
  headers?: Record<string, string>
  multiValueHeaders?: Record<string, string[]>
  cookies?: string[]
}

export type LambdaHandler = (event: LambdaEvent) => Promise<LambdaAnswer | WorkReport>

/** The schedule comes every minute, and Lambda's own limit is set above it. */
const WORK_MS = 50_000

/**
 * Endpoints as an AWS Lambda function behind API Gateway (REST and HTTP APIs), an application load
 * balancer or a function URL; EventBridge's schedule wakes the background work.
 */
export function toLambda(
  app: OpenAPIHono<AppEnv>,
  env: Readonly<Record<string, unknown>> = process.env,
): { handler: LambdaHandler } & Pick<LastingFunction, 'close'> {
  const lasting = lastingFunction(app, { env, means: nodeMeans, client, workMs: WORK_MS })
  // The adapter asks nothing but `fetch` of what it is given.
  const answer = handle({ fetch: lasting.fetch } as unknown as Hono)
  return {
    handler: async (event) => {
      if (event['source'] === 'aws.events' || event['source'] === 'aws.scheduler') {
        return lasting.work()
      }
      return await answer(event as never)
    },
    close: lasting.close,
  }
}

/** Each form of event tells the caller's address in another place; a load balancer only in a header. */
function client(c: AppContext): Client {
  const { event } = c.env as { event: HttpEvent }
  const { identity, http } = event.requestContext ?? {}
  const told = identity?.sourceIp ?? http?.sourceIp
  if (told === undefined) return forwardedClient(c)
  return { ip: addressOf(told), https: isHttps(c) }
}

interface HttpEvent {
  requestContext?: {
    /** REST APIs. */
    identity?: { sourceIp?: string }
    /** HTTP APIs and function URLs. */
    http?: { sourceIp?: string }
  }
}
