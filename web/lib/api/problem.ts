import type * as z from 'zod'
import type { Problem as ProblemSchema } from '#shared/schemas/problem.ts'

export type Problem = z.infer<typeof ProblemSchema>

/** An answer of the API that is none of success; `code` is the last word of its type. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** Such as `insufficient-stock`; `unreachable` when no answer came at all. */
  readonly code: string
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.status = problem.status
    this.code = problem.type.split('/').at(-1) ?? ''
    this.problem = problem
  }

  /** What is wrong with the fields of the input, by their paths. */
  get fields(): Map<string, string> {
    const errors = this.problem.errors ?? []
    return new Map(errors.map(({ path, message }) => [path, message]))
  }
}

/** The problem that an answer tells; one of our own where it tells none, such as a proxy's. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
  if (isProblem) return new ApiProblem((await response.json()) as Problem)
  const title = response.statusText || `Status ${response.status}`
  return new ApiProblem({
    type: '/problems/unreadable',
    title,
    status: response.status,
    detail: title,
    requestId: response.headers.get('x-request-id') ?? '',
  })
}

/** What stands for an answer that never came. */
export function unreachable(): ApiProblem {
  return new ApiProblem({
    type: '/problems/unreachable',
    title: 'No connection',
    status: 0,
    detail: 'The server cannot be reached.',
    requestId: '',
  })
}

/**
 * Whether the API was not reached: no answer came, or a proxy gave one of its own. What the API itself
 * says of its troubles is no such thing.
 */
export function isCutOff(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false
  return error.status === 0 || (error.status >= 500 && error.code === 'unreadable')
}
