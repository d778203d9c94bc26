import type { Problem } from './api-types.ts'

/** An answer of the API that is none of success; `code` is the last word of its type. */
export class ApiProblem extends Error {
  readonly status: number
  /** Such as `insufficient-stock`; `unreachable` when no answer came at all. */
  readonly code: string
  /** All that the answer said (RFC 9457). */
  readonly problem: Problem

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.status = problem.status
    this.code = codeOf(problem)
    this.problem = problem
  }

  /** What is wrong with the fields of the input, by their paths. */
  get fields(): Map<string, string> {
    const errors = this.problem.errors ?? []
    return new Map(errors.map(({ path, message }) => [path, message]))
  }
}

/** The input breaks a rule; `fields` says which and where (422). */
export class InvalidInput extends ApiProblem {}

/** There is less on the shelf than was asked for (400). */
export class InsufficientStock extends ApiProblem {
  /** Every product that is short, and by how much. */
  get lines(): Shortage[] {
    return this.problem['lines'] as unknown as Shortage[]
  }
}

export interface Shortage {
  productId: string
  sku: string
  locationId: string
  requested: number
  available: number
}

/** Nobody is signed in, or the sign-in has ended (401). */
export class Unauthenticated extends ApiProblem {}

/** The permission is missing (403). */
export class Forbidden extends ApiProblem {}

/** There is no such record (404). */
export class NotFound extends ApiProblem {}

/** It clashes with what is stored: a taken name, a record in use (409). */
export class Conflict extends ApiProblem {}

/** The record was changed since it was read (409). */
export class StaleVersion extends ApiProblem {
  /** The version that is stored now. */
  get currentVersion(): number {
    return this.problem['currentVersion'] as number
  }
}

/** Not possible in the present state of the record (409). */
export class IllegalState extends ApiProblem {}

/** The body or the file is too large (413). */
export class TooLarge extends ApiProblem {}

/** The file is of a type that the endpoint does not take (415). */
export class UnsupportedMediaType extends ApiProblem {}

/** Too many requests or attempts (429). */
export class RateLimited extends ApiProblem {
  /** How long to wait before the next attempt. */
  get retryAfterSeconds(): number {
    return this.problem['retryAfterSeconds'] as number
  }
}

/** The server cannot work at present (503). */
export class Unavailable extends ApiProblem {}

/** An error of the server, which it logged under `problem.requestId` (500). */
export class InternalError extends ApiProblem {}

/** No answer came, or it broke off; `cause` says why. Whether anything was done is not known. */
export class Unreachable extends ApiProblem {}

const classes: Readonly<Record<string, typeof ApiProblem>> = {
  'invalid-input': InvalidInput,
  'insufficient-stock': InsufficientStock,
  unauthenticated: Unauthenticated,
  forbidden: Forbidden,
  'not-found': NotFound,
  conflict: Conflict,
  'stale-version': StaleVersion,
  'illegal-state': IllegalState,
  'too-large': TooLarge,
  'unsupported-media-type': UnsupportedMediaType,
  'rate-limited': RateLimited,
  unavailable: Unavailable,
  internal: InternalError,
}

/**
 * The problem that an answer tells, as an object of its class; one of our own where it tells none,
 * such as a proxy's.
 */
export async function problemOf(
  response: Pick<Response, 'headers' | 'status' | 'statusText' | 'json'>,
): Promise<ApiProblem> {
  const { headers, status } = response
  if (headers.get('content-type')?.startsWith('application/problem+json')) {
    try {
      const problem = (await response.json()) as Problem
      return new (classes[codeOf(problem)] ?? ApiProblem)(problem)
    } catch (cause) {
      return unreachable(cause)
    }
  }
  const title = response.statusText || `Status ${status}`
  return new ApiProblem({
    type: '/problems/unreadable',
    title,
    status,
    detail: title,
    requestId: headers.get('x-request-id') ?? '',
  })
}

/** What stands for an answer that never came. */
export function unreachable(cause?: unknown): ApiProblem {
  return new Unreachable(
    {
      type: '/problems/unreachable',
      title: 'No connection',
      status: 0,
      detail: 'The server cannot be reached.',
      requestId: '',
    },
    cause,
  )
}

function codeOf({ type }: Problem): string {
  return type.split('/').at(-1) ?? ''
}
