import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { type LookupAll, nodeWebhookSender } from '#containers/api/webhook-sender.ts'
import { fetchSender } from '#shared/events/webhook-sender.ts'
import { webhookReceiver } from '#shared/testing/webhook-receiver.ts'

/** A name server that knows these addresses only, and how often it was asked. */
function names(known: Record<string, string[]>) {
  const asked: string[] = []
  const lookup: LookupAll = (name, _, found) => {
    asked.push(name)
    const addresses = (known[name] ?? []).map((address): LookupAddress => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }))
    queueMicrotask(() => found(null, addresses))
  }
  return { lookup, asked }
}

const call = (url: string) => ({
  url,
  headers: { 'webhook-id': 'evt_1', 'content-type': 'application/json' },
  body: '{"größe":1}',
  signal: AbortSignal.timeout(5_000),
})

describe('the sender of webhooks on Node', () => {
  it.each([
    ['loopback', ['127.0.0.1']],
    ['IPv6 loopback', ['::1']],
    ['mapped loopback', ['::ffff:127.0.0.1']],
    ['a metadata service', ['169.254.169.254']],
    ['a public and a private address', ['93.184.215.14', '10.0.0.1']],
  ])('refuses a name that leads to %s before it connects', async (_, addresses) => {
    await using receiver = await webhookReceiver()
    const { lookup, asked } = names({ 'hooks.example': addresses })
    const sender = nodeWebhookSender({ allowPrivate: false, lookup })
    const { port } = new URL(receiver.url)

    const sent = sender.send(call(`https://hooks.example:${port}/`))

    await expect(sent).rejects.toThrow('hooks.example leads to a private address')
    expect(asked).toEqual(['hooks.example'])
    expect(receiver.calls).toEqual([])
  })

  it('says so when a name has no address', async () => {
    const sender = nodeWebhookSender({ allowPrivate: false, ...names({}) })
    await expect(sender.send(call('https://hooks.example/'))).rejects.toThrow('has no address')
  })

  it.each(['https://127.0.0.1/', 'https://[::1]/', 'https://0x7f.1/', 'http://shop.example/'])(
    'refuses %s without asking anybody',
    async (url) => {
      const { lookup, asked } = names({})
      for (const sender of [
        nodeWebhookSender({ allowPrivate: false, lookup }),
        fetchSender({ allowPrivate: false }),
      ]) {
        await expect(async () => sender.send(call(url))).rejects.toThrow('the URL must')
      }
      expect(asked).toEqual([])
    },
  )

  it.each([
    ['node', nodeWebhookSender({ allowPrivate: true })],
    ['fetch', fetchSender({ allowPrivate: true })],
  ])('posts the body and gives the status, by %s', async (_, sender) => {
    await using receiver = await webhookReceiver()
    receiver.answer = 202

    expect(await sender.send(call(receiver.url))).toBe(202)

    expect(receiver.calls).toMatchObject([
      { path: '/hooks', body: '{"größe":1}', headers: { 'webhook-id': 'evt_1' } },
    ])
  })

  it.each([
    ['node', nodeWebhookSender({ allowPrivate: true })],
    ['fetch', fetchSender({ allowPrivate: true })],
  ])('reads no long answer, follows no redirect and heeds its signal, by %s', async (_, sender) => {
    await using receiver = await webhookReceiver()
    receiver.answer = (_call, res) => {
      res.writeHead(302, { location: `${receiver.url}/elsewhere` })
      const timer = setInterval(() => res.write('x'.repeat(10_000)), 1)
      res.on('close', () => clearInterval(timer))
    }
    expect(await sender.send(call(receiver.url))).toBe(302)
    expect(receiver.calls).toHaveLength(1)

    receiver.answer = () => {}
    const signal = AbortSignal.timeout(20)
    await expect(sender.send({ ...call(receiver.url), signal })).rejects.toThrow()
    const refused = call('http://127.0.0.1:1/')
    await expect(sender.send(refused)).rejects.toThrow()
  })
})
