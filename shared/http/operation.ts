import type { RouteConfig } from '@hono/zod-openapi'
import * as z from 'zod'

/** A stable name for generated clients: `PATCH /suppliers/{id}` → `patchSuppliersById`. */
export function operationId(method: string, path: string): string {
  const words = path.split(/[/-]/).filter((part) => part !== '')
  const names = words.map((word) => {
    const name = word.replace(/^\{(.+)\}$/, '$1')
    return `${name === word ? '' : 'By'}${name.charAt(0).toUpperCase()}${name.slice(1)}`
  })
  return method.toLowerCase() + names.join('')
}

/** Headers that are read by hand, not by a schema, so the document has to be told of them. */
export function headerParameters(method: string, idempotent: boolean) {
  return [...(idempotent ? [idempotencyKey] : []), ...(method === 'patch' ? [ifMatch] : [])]
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'a text of your choice: the same request with the same key is done once, and answered alike for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  example: 'order-4711-line-3',
} as const

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'the `ETag` you read, instead of `version` in the body; 409 when it is stale',
  schema: { type: 'string', pattern: '^(W/)?"?[1-9][0-9]{0,8}"?$' },
  example: '"3"',
} as const

const text = (description: string) => ({ description, schema: { type: 'string' as const } })
const location = { Location: text('the path of the new record') }
const tag = { ETag: text('the `version` of the record in quotes, for If-Match') }
const retryAfter = {
  'Retry-After': { description: 'seconds to wait', schema: { type: 'integer' as const } },
}

/** The replies with the headers that answers of their kind carry. */
export function withReplyHeaders(replies: RouteConfig['responses']): RouteConfig['responses'] {
  return Object.fromEntries(
    Object.entries(replies).map(([status, reply]) => {
      const headers = {
        ...(status === '201' && location),
        ...(status === '429' && retryAfter),
        ...('content' in reply && isVersioned(reply.content) && tag),
      }
      return [status, Object.keys(headers).length > 0 ? { ...reply, headers } : reply]
    }),
  )
}

/** Whether the answer is one record that people edit. */
function isVersioned(content: Partial<Record<string, object>> | undefined): boolean {
  const reply = content?.['application/json']
  const schema = reply && 'schema' in reply ? reply.schema : undefined
  return schema instanceof z.ZodObject && 'version' in schema.shape
}
