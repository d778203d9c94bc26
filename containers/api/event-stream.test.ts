import { describe, expect, it } from 'vitest'
import { databases, freshPostgresUrl } from '#shared/testing/databases.ts'
import { EventStream } from '#shared/testing/event-stream.ts'
import { startProcess, until } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { expectedSignature, webhookReceiver } from '#shared/testing/webhook-receiver.ts'

const owner = { email: 'mara@shop.example', password: 'quiet-lantern-over-harbour', name: 'Mara' }

/** Sends JSON with a bearer token. */
async function send(url: string, path: string, token: string, body: object) {
  const res = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await res.text()
  if (!res.ok) throw new Error(`${path} answered ${res.status}: ${text}`)
  return JSON.parse(text)
}

async function openStream(url: string, token: string, lastEventId?: string) {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` }
  if (lastEventId !== undefined) headers['last-event-id'] = lastEventId
  const res = await fetch(`${url}/api/events`, { headers })
  expect(res.status).toBe(200)
  return new EventStream(res)
}

describe.each(databases)('two servers on %s', (kind) => {
  it('tell events of each other, call webhooks once, and end streams when they stop', async () => {
    await using folder = await temporaryFolder()
    await using receiver = await webhookReceiver()
    const postgres = kind === 'postgres' ? await freshPostgresUrl('template0') : undefined
    const env = {
      DATA_DIR: folder.path,
      WEBHOOKS_ALLOW_PRIVATE: 'true',
      ...(postgres && { DATABASE_URL: postgres.url }),
    }
    {
      await using first = await startProcess(env)
      await using second = await startProcess(env)
      const { accessToken: token } = await send(first.url, '/auth/setup', '', owner)
      const { secret } = await send(first.url, '/webhooks', token, { url: receiver.url })
      const streams = await Promise.all([first, second].map(({ url }) => openStream(url, token)))

      await send(first.url, '/suppliers', token, { name: 'Acme' })
      await send(second.url, '/products', token, { sku: 'MUG', name: 'Mug' })

      for (const stream of streams) {
        const types = (await stream.events(2)).map(({ type }) => type)
        expect(types.toSorted()).toEqual(['product.created', 'supplier.created'])
      }
      await until('both webhooks have come', () => receiver.calls.length >= 2)
      for (const call of receiver.calls) {
        expect(call.headers['webhook-signature']).toBe(expectedSignature(secret, call))
      }

      const [stream] = streams
      const stoppedAt = Date.now()
      first.signal('SIGTERM')
      while (await stream?.block());
      expect(await first.ended).toBe(0)
      expect(Date.now() - stoppedAt).toBeLessThan(5_000)
      await send(second.url, '/suppliers', token, { name: 'Bolt' })
      const again = await openStream(second.url, token, stream?.lastId)
      expect(await again.events(1)).toMatchObject([{ type: 'supplier.created', count: 1 }])
      await until('the last webhook has come', () => receiver.calls.length >= 3)
      expect(receiver.calls).toHaveLength(3)
      expect(first.output.log + second.output.log).not.toContain('"level":"error"')
    }
    await postgres?.drop()
  }, 60_000)

  it('notice when a caller goes away', async () => {
    await using folder = await temporaryFolder()
    const postgres = kind === 'postgres' ? await freshPostgresUrl('template0') : undefined
    {
      const env = { DATA_DIR: folder.path, ...(postgres && { DATABASE_URL: postgres.url }) }
      await using server = await startProcess(env)
      const { accessToken: token } = await send(server.url, '/auth/setup', '', owner)
      for (let n = 0; n < 25; n++) {
        const stream = await until('a stream is free', async () => {
          const headers = { authorization: `Bearer ${token}` }
          const res = await fetch(`${server.url}/api/events`, { headers })
          return res.status === 200 && new EventStream(res)
        })
        await stream.block()
        await stream.close()
      }
      expect(server.output.log).not.toContain('"level":"error"')
    }
    await postgres?.drop()
  }, 60_000)
})
