import { securityHeaders } from '#shared/http/replies.ts'
import { FunctionConfigError } from './config.ts'
import { functionLog } from './ports.ts'

/** The answer of a function that cannot start; the reason is for the log of its operator alone. */
export function unavailable(error: unknown): Response {
  const reason = error instanceof FunctionConfigError ? error.message : error
  functionLog('error').error('the function cannot start', reason)
  const body = {
    type: '/problems/unavailable',
    title: 'Not ready',
    status: 503,
    detail: 'the function cannot start: its log says why',
  }
  const headers = { ...securityHeaders, 'content-type': 'application/problem+json' }
  return new Response(JSON.stringify(body), { status: 503, headers })
}
