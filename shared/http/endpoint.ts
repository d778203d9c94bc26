import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import type * as z from 'zod'
import type { Permission } from '../domain/permissions.ts'
import { AppError, InvalidError, type Issue } from '../errors.ts'
import { Problem } from '../schemas/problem.ts'
import { requireAccess } from './access.ts'
import type { AppEnv } from './env.ts'
import { idempotency } from './idempotency.ts'
import { headerParameters, operationId, completeReplies } from './operation.ts'

/** Who may call an endpoint: everybody, everybody who signed in, or who has a permission. */
export type Access = 'public' | 'signed-in' | Permission

interface Extras {
  access: Access
  /**
   * Lets somebody in, or changes how they get in. What a process remembers of its callers for some
   * seconds is not enough for that: it would make up for the access that another one has just ended.
   */
  letsIn?: boolean
  /** Takes `Idempotency-Key`: a repeated request gets the first one's answer. */
  idempotent?: boolean
  /** Takes the version in `If-Match`, where no body says that it does. */
  versioned?: boolean
  /** Compresses the answer for callers who accept it: lists and documents, where it pays. */
  compressed?: boolean
  /** The largest body in bytes; 1 MB unless said otherwise. */
  maxBodyBytes?: number
}

export const MEGABYTE = 2 ** 20
const bodyMethods = new Set(['post', 'put', 'patch'])
const gzip = compress({ threshold: 1024, encoding: 'gzip' })

/** Compression looks at the answer, which costs those something who did not ask for it. */
const gzipIfAsked: MiddlewareHandler<AppEnv> = (c, next) =>
  c.req.header('accept-encoding')?.includes('gzip') ? gzip(c, next) : next()

/**
 * The contract of one endpoint. Adds to what it says what all of them share: the check of access
 * before the input is looked at, the body limit, and the answers that any endpoint can give.
 */
export function defineRoute<
  P extends string,
  R extends Omit<RouteConfig, 'path'> & { path: P } & Extras,
>(config: R): ReturnType<typeof createRoute<P, R>> {
  const { access, letsIn = false, idempotent = false, versioned = false, ...others } = config
  const { compressed, maxBodyBytes = MEGABYTE, ...contract } = others
  // A key stands for one body, so that of a DELETE is read for it, too.
  const hasBody = bodyMethods.has(config.method) || idempotent
  const checked = requireAccess(access, config.path, { anew: letsIn })
  const middleware: MiddlewareHandler<AppEnv>[] = [checked]
  if (compressed) middleware.push(gzipIfAsked)
  if (config.method === 'get' && config.request?.query) middleware.push(emptyFiltersAsNone)
  if (hasBody) middleware.push(limitBody(maxBodyBytes))
  if (idempotent) middleware.push(idempotency)
  if (config.request?.body && !config.request.body.required) middleware.push(emptyBodyAsNone)
  if (Array.isArray(config.middleware)) middleware.push(...config.middleware)
  else if (config.middleware) middleware.push(config.middleware)

  const parameters = headerParameters(config, { idempotent, versioned })
  const route = {
    ...contract,
    middleware,
    operationId: operationId(config.method, config.path),
    'x-permission': access,
    security: access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    ...(parameters.length > 0 && { parameters }),
    responses: completeReplies({ ...commonReplies(config, hasBody), ...config.responses }),
  }
  // The additions change nothing in the types of what the handler gets and gives, so the route
  // keeps the type of what its author wrote.
  return createRoute<P, R>(route as unknown as R)
}

/** A Hono app for one endpoint, which answers bad input with all its problems at once. */
export function endpoint(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) throw refusalOf(issuesOf(result.error, result.target), result.target, c)
    },
  })
}

/** An address with what can be no id leads nowhere; a name to put something under is input. */
function refusalOf(errors: Issue[], target: string, c: Context): AppError {
  const [first] = errors
  if (target !== 'param' || c.req.method === 'PUT' || !first) return new InvalidError(errors)
  const detail = `there is no such record: ${first.path.replace('param.', '')} ${first.message}`
  return new AppError('NOT_FOUND', detail, { errors })
}

/** The problems that a schema found, as the API tells them. */
export function issuesOf(error: z.core.$ZodError, target: string): Issue[] {
  const prefix = target === 'json' || target === 'form' ? [] : [target]
  return error.issues.flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path]
    return paths.map((path) => ({
      path: [...prefix, ...path].map(String).join('.'),
      message: issue.code === 'unrecognized_keys' ? 'is not a known field' : issue.message,
      code: issue.code,
    }))
  })
}

/** A JSON body that must be there: without `required` a missing one passes as `{}`, unchecked. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true as const, content: { 'application/json': { schema } } }
}

export function jsonReply<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export function problemReply(description: string) {
  return { description, content: { 'application/problem+json': { schema: Problem } } }
}

function limitBody(maxSize: number): MiddlewareHandler<AppEnv> {
  const refuse = () => {
    const message = `the body is larger than ${maxSize / MEGABYTE} MB`
    throw new AppError('TOO_LARGE', message, { maxBytes: maxSize })
  }
  const counted = bodyLimit({ maxSize, onError: refuse }) as MiddlewareHandler<AppEnv>
  return (c, next) => {
    const told = c.req.header('content-length') ?? ''
    // HTTP holds a body to the length it tells; counting it would open it as a stream, which costs
    // more than all else that is done with a small one.
    if (!/^\d+$/.test(told) || c.req.header('transfer-encoding') !== undefined) {
      return counted(c, next)
    }
    return Number(told) > maxSize ? refuse() : next()
  }
}

const emptyParameter = /^[^=]+=$/

/** Forms and loops over pages send parameters that nobody filled in: an empty filter is none. */
const emptyFiltersAsNone: MiddlewareHandler<AppEnv> = (c, next) => {
  const { url, method, raw } = c.req
  const query = url.indexOf('?') + 1
  if (query === 0) return next()
  const parameters = url.slice(query).split('&')
  const given = parameters.filter((parameter) => !emptyParameter.test(parameter))
  if (given.length < parameters.length) {
    c.req.raw = new Request(url.slice(0, query) + given.join('&'), { method, headers: raw.headers })
  }
  return next()
}

/**
 * Many clients tell a type with every request, so where a body may be left out, an empty one is none,
 * whatever its type.
 */
const emptyBodyAsNone: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.header('content-type') !== undefined && (await c.req.text()) === '') {
    const headers = new Headers(c.req.raw.headers)
    headers.delete('content-type')
    c.req.raw = new Request(c.req.url, { method: c.req.method, headers })
  }
  return next()
}

/** What an endpoint can answer besides what it says itself. */
function commonReplies(
  { access, idempotent, middleware, request }: RouteConfig & Extras,
  hasBody: boolean,
) {
  const signedIn = access !== 'public'
  // An address that holds no id leads nowhere, which is no fault of an input.
  const takesInput = request?.body ?? request?.query ?? request?.headers ?? idempotent
  return {
    ...(signedIn && {
      401: problemReply('Not signed in, or the sign-in has ended'),
      403: problemReply('The permission is missing'),
    }),
    ...(idempotent && {
      409: problemReply('A request with the same Idempotency-Key is in progress; see Retry-After'),
    }),
    ...(hasBody && { 413: problemReply('The body is too large') }),
    ...(request?.body && { 415: problemReply('The body is of another media type') }),
    ...(takesInput && {
      422: problemReply('The input is not valid; `errors` lists every problem'),
    }),
    ...((signedIn || middleware) && { 429: problemReply('Too many requests; see Retry-After') }),
    500: problemReply('An error of ours, logged under `requestId`'),
    503: problemReply('The database stays busy or cannot be reached; see Retry-After'),
  }
}
