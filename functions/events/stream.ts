import { recheckCaller } from '#shared/http/access.ts'
import { defineRoute, endpoint } from '#shared/http/endpoint.ts'
import { streamText } from '#shared/http/stream-text.ts'
import { StreamEvents, StreamHeaders } from '#shared/schemas/events.ts'
import { streamEvents } from '#shared/services/events/stream.ts'

const route = defineRoute({
  method: 'get',
  path: '/events',
  access: 'events:read',
  tags: ['events'],
  summary: 'Follow what happens, as server-sent events',
  description:
    'A stream that does not end, from the newest event on, or behind the one that is named. The data of each event is JSON: `{ id, type, at, entity, ids, count, actor, requestId }`. Only what you may read is told: a `product.updated` needs `products:read`. When events behind the named one were removed already, which happens after 7 days, the first event is of type `events.lost`. A comment comes every 15 seconds; the stream ends with the sign-in.',
  request: { query: StreamEvents, headers: StreamHeaders },
  responses: {
    200: {
      description: 'The stream',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
  },
})

export default endpoint().openapi(route, async (c) => {
  const { types = [], lastEventId } = c.req.valid('query')
  const last = c.req.valid('header')['last-event-id'] ?? lastEventId
  const gone = new AbortController()
  const text = streamEvents(c.get('ctx'), {
    types,
    lastEventId: last === undefined ? undefined : Number(last),
    gone: gone.signal,
    recheck: recheckCaller(c),
  })
  return c.body(await streamText(c, text, () => gone.abort()), 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // Neither a proxy nor a browser may keep, compress or hold back a part of it.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
})
