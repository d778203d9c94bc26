import { invalid } from '../errors.ts'
import type { AppContext } from './env.ts'

/** The entity tag of a record: its version. */
export function etag(record: { version: number }): { etag: string } {
  return { etag: `"${record.version}"` }
}

/**
 * The version that a request without a body names in `If-Match`.
 * @throws InvalidError when the header is no version
 */
export function ifMatch(c: AppContext): number | undefined {
  return withIfMatch<{ version?: number | undefined }>(c, {}).version
}

/**
 * The body of a PATCH with the version from `If-Match` when it names none itself.
 * @throws InvalidError when the header is no version, or contradicts the body
 */
export function withIfMatch<T extends { version?: number | undefined }>(c: AppContext, body: T): T {
  const header = c.req.header('if-match')
  if (header === undefined || header === '*') return body
  const match = /^(?:W\/)?"?([1-9]\d{0,8})"?$/.exec(header.trim())
  if (!match) throw invalid('header.if-match', 'must be the version of the record, e.g. "3"')
  const version = Number(match[1])
  if (body.version !== undefined && body.version !== version) {
    throw invalid('version', 'differs from the version in If-Match')
  }
  return { ...body, version }
}
