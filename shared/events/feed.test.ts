import type { PluginTransformResultArgs } from 'kysely'
import { describe, expect, it } from 'vitest'
import { mutate } from '#shared/audit/mutate.ts'
import { endpoint } from '#shared/http/endpoint.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { EventFeed } from './feed.ts'
import { placeEvents } from './place.ts'

describe('streams at the same place', () => {
  it('do not share what was read before an event got its place', async () => {
    await using t = await testApp(endpoint(), { database: 'postgres' })
    const [read, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = t.db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }: PluginTransformResultArgs) {
        read.resolve()
        await gate.promise
        return result
      },
    })
    const feed = new EventFeed(slow, t.platform.log)
    const early = feed.read(0)
    await read.promise
    await mutate(t.systemCtx(), (_, audit) => {
      audit.created('product', { id: 'prd_1' })
      return Promise.resolve()
    })
    await placeEvents({ ...t.platform, feed })

    const late = feed.read(0)
    gate.resolve()

    expect(await early).toEqual([])
    expect(await late).toMatchObject([{ position: 1, entityIds: '["prd_1"]' }])
    feed.close()
  })
})
