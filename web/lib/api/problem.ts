import { ApiProblem } from '#client/problem.ts'

export type { Problem } from '#client/api-types.ts'
export { ApiProblem, problemOf, unreachable } from '#client/problem.ts'

/**
 * Whether the API was not reached: no answer came, or a proxy gave one of its own. What the API itself
 * says of its troubles is no such thing.
 */
export function isCutOff(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false
  return error.status === 0 || (error.status >= 500 && error.code === 'unreadable')
}
