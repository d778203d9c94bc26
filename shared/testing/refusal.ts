import { expect } from 'vitest'
import { securityHeaders } from '#shared/http/replies.ts'

/** What no answer may tell: where code or data lie, and what the database said. */
const inside = /node_modules|\.ts:\d|\bat \w+ \(|sqlite|postgres|kysely|syntax error|\bTypeError\b/i

/**
 * Why an answer is no proper refusal; empty when it is one: one of the statuses, as problem details
 * with the request id and the security headers, telling nothing of our inside.
 */
export async function faultsOf(res: Response, statuses: readonly number[]): Promise<string[]> {
  const text = await res.text()
  const faults: string[] = []
  if (!statuses.includes(res.status)) faults.push(`status ${res.status}: ${text.slice(0, 300)}`)
  if (res.headers.get('content-type') !== 'application/problem+json') {
    faults.push(`content-type ${res.headers.get('content-type') ?? 'none'}`)
    return faults
  }
  const problem = JSON.parse(text) as Record<string, unknown>
  if (problem['status'] !== res.status) faults.push(`status of the problem: ${text.slice(0, 300)}`)
  if (!/^\/problems\/[a-z-]+$/.test(String(problem['type']))) faults.push('type of the problem')
  if (!problem['title'] || !problem['detail']) faults.push('a problem without title or detail')
  const requestId = res.headers.get('x-request-id')
  if (!requestId || problem['requestId'] !== requestId) faults.push(`request id ${requestId ?? ''}`)
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (res.headers.get(name) !== value) faults.push(`header ${name} is missing`)
  }
  if (inside.test(text)) faults.push(`tells of the inside: ${text.slice(0, 300)}`)
  return faults
}

/** Asserts that an answer is a proper refusal, see `faultsOf`; gives the problem. */
export async function expectRefusal(
  res: Response,
  statuses: readonly number[],
  where?: string,
): Promise<Record<string, unknown>> {
  const copy = res.clone()
  expect(await faultsOf(res, statuses), where).toEqual([])
  return (await copy.json()) as Record<string, unknown>
}
