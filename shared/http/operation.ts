import type { RouteConfig } from '@hono/zod-openapi'
import * as z from 'zod'
import { problemKinds } from './problems.ts'

/** A stable name for generated clients: `PATCH /suppliers/{id}` → `patchSuppliersById`. */
export function operationId(method: string, path: string): string {
  const words = path.split(/[/-]/).filter((part) => part !== '')
  const names = words.map((word) => {
    const name = word.replace(/^\{(.+)\}$/, '$1')
    return `${name === word ? '' : 'By'}${name.charAt(0).toUpperCase()}${name.slice(1)}`
  })
  return method.toLowerCase() + names.join('')
}

/**
 * Headers that are read by hand, not by a schema, so the document has to be told of them. They have
 * no `example`, because the documentation would send it with every request that is tried.
 */
export function headerParameters(
  { request }: Pick<RouteConfig, 'request'>,
  { idempotent, versioned }: { idempotent: boolean; versioned: boolean },
) {
  const takesVersion = versioned || isVersioned(request?.body?.content)
  return [...(idempotent ? [idempotencyKey] : []), ...(takesVersion ? [ifMatch] : [])]
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'a text of your choice, e.g. `order-4711-line-3`: the same request with the same key is done once, and answered alike for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
} as const

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'the `ETag` you read, e.g. `"3"`, as `version` in a body is; 409 when it is stale',
  schema: { type: 'string', pattern: '^(W/)?"?[1-9][0-9]{0,8}"?$' },
} as const

const text = (description: string) => ({ description, schema: { type: 'string' as const } })
const location = { Location: text('the path of the new record') }
const tag = { ETag: text('the `version` of the record in quotes, for If-Match') }
const retryAfter = {
  'Retry-After': { description: 'seconds to wait', schema: { type: 'integer' as const } },
}

type Replies = RouteConfig['responses']
type Reply = Replies[string]

/** The replies with the headers that answers of their kind carry, and with examples of problems. */
export function completeReplies(replies: Replies): Replies {
  const complete: Replies = {}
  for (const [status, reply] of Object.entries<Reply>(replies)) {
    complete[status] = completeReply(Number(status), reply)
  }
  return complete
}

function completeReply(status: number, reply: Reply): Reply {
  if ('$ref' in reply) return reply
  const { content, description = '' } = reply
  const headers = {
    ...(status === 201 && location),
    ...((status === 429 || status === 503) && retryAfter),
    ...(isVersioned(content) && tag),
  }
  const problem = content?.['application/problem+json']
  const example = exampleOf(status, description)
  return {
    ...reply,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(problem && { content: { 'application/problem+json': { ...problem, example } } }),
  }
}

function exampleOf(status: number, detail: string) {
  const { slug, title } =
    Object.values(problemKinds).find((kind) => kind.status === status) ?? problemKinds.INTERNAL
  const requestId = 'req_01JB2QK3V5X7Z9B1D3F5H7J9M1'
  return { type: `/problems/${slug}`, title, status, detail, requestId }
}

/** Whether it carries a version: an answer that is a record which people edit, or a body that changes one. */
function isVersioned(content: Partial<Record<string, object>> | undefined): boolean {
  const json = content?.['application/json']
  const schema = json && 'schema' in json ? json.schema : undefined
  return schema instanceof z.ZodObject && 'version' in schema.shape
}
