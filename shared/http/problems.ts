import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import {
  AppError,
  codeOf,
  type ErrorCode,
  invalid,
  isBusy,
  isOutOfReach,
  messageOf,
} from '../errors.ts'
import type { AppContext } from './env.ts'

interface Kind {
  status: ContentfulStatusCode
  /** The last part of `type`; stable, clients branch on it. */
  slug: string
  title: string
}

export const problemKinds: Readonly<Record<ErrorCode | 'INTERNAL', Kind>> = {
  INVALID: { status: 422, slug: 'invalid-input', title: 'The input is not valid' },
  INSUFFICIENT_STOCK: {
    status: 400,
    slug: 'insufficient-stock',
    title: 'There is not enough stock',
  },
  UNAUTHENTICATED: { status: 401, slug: 'unauthenticated', title: 'You are not signed in' },
  FORBIDDEN: { status: 403, slug: 'forbidden', title: 'You may not do this' },
  NOT_FOUND: { status: 404, slug: 'not-found', title: 'There is no such thing' },
  CONFLICT: { status: 409, slug: 'conflict', title: 'This clashes with what is stored' },
  STALE_VERSION: { status: 409, slug: 'stale-version', title: 'The record was changed meanwhile' },
  ILLEGAL_STATE: { status: 409, slug: 'illegal-state', title: 'Not possible in the present state' },
  TOO_LARGE: { status: 413, slug: 'too-large', title: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    slug: 'unsupported-media-type',
    title: 'Send another media type',
  },
  RATE_LIMITED: { status: 429, slug: 'rate-limited', title: 'Too many requests' },
  UNAVAILABLE: { status: 503, slug: 'unavailable', title: 'Not ready' },
  INTERNAL: { status: 500, slug: 'internal', title: 'Something went wrong on our side' },
}

/** Whether a commit whose answer got lost was made, or one that the disk refused lasts, nobody knows. */
const internalDetail =
  'The error was logged under this request id. Look whether a change was made before you send it again.'

/** Turns whatever was thrown into an `application/problem+json` answer (RFC 9457). */
export function renderProblem(error: unknown, c: AppContext): Response {
  const known = asAppError(error) ?? asUnavailable(error, c) ?? asCutOff(error, c)
  const { requestId, log } = c.get('ctx')
  if (!known) log.error('request failed', error, { requestId })
  const kind = problemKinds[known?.code ?? 'INTERNAL']
  const retryAfter = known?.details['retryAfterSeconds']
  const body = {
    ...known?.details,
    type: `/problems/${kind.slug}`,
    title: kind.title,
    status: kind.status,
    detail: known?.message ?? internalDetail,
    requestId,
  }
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (typeof retryAfter === 'number') headers['retry-after'] = String(retryAfter)
  if (kind.status === 401) headers['www-authenticate'] = 'Bearer'
  return c.json(body, kind.status, headers)
}

interface Outage {
  event: string
  message: string
  retryAfterSeconds: number
}

const busy: Outage = {
  event: 'the database stayed busy',
  message: 'the database is busy with other changes, and nothing was changed: try again',
  retryAfterSeconds: 1,
}

const outOfReach: Outage = {
  event: 'the database cannot be reached',
  message: 'the database cannot be reached: try again',
  retryAfterSeconds: 5,
}

/** Others were at work all the time, or nobody answers: no fault of the request, nor of ours. */
function asUnavailable(error: unknown, c: AppContext): AppError | undefined {
  const outage = isBusy(error) ? busy : isOutOfReach(error) ? outOfReach : undefined
  if (!outage) return undefined
  const { requestId, log } = c.get('ctx')
  const { event, message, retryAfterSeconds } = outage
  log.warn(event, { error: messageOf(error), requestId })
  return new AppError('UNAVAILABLE', message, { retryAfterSeconds })
}

/** A body that breaks off is the caller's doing; the answer reaches nobody, but the log is read. */
function asCutOff(error: unknown, c: AppContext): AppError | undefined {
  if (codeOf(error) !== 'ECONNRESET' || !c.req.raw.signal.aborted) return undefined
  return invalid('', 'the request broke off before its end', 'cut_off')
}

function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  if (!(error instanceof HTTPException)) return undefined
  switch (error.status) {
    case 400:
      return new AppError('INVALID', 'the body is not valid JSON', {
        errors: [{ path: '', message: 'must be valid JSON', code: 'invalid_json' }],
      })
    case 413:
      return new AppError('TOO_LARGE', error.message || 'the body is too large')
    case 415:
      // Only the JSON bodies are checked by the library; whoever takes a file says so itself.
      return new AppError(
        'UNSUPPORTED_MEDIA_TYPE',
        'send the body as JSON, with Content-Type: application/json',
        { accepted: ['application/json'] },
      )
    default:
      return undefined
  }
}
