import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import { permissions } from '../../../shared/domain/permissions.ts'
import { answerOf } from '../../../shared/testing/client.ts'
import { type Fault, type FaultyLine, faultyLine } from '../../../shared/testing/faulty-line.ts'
import { mara } from '../../../shared/testing/people.ts'
import { ownPlace, runningShop } from '../../../shared/testing/running-shop.ts'
import { startProcess, until } from '../../../shared/testing/server-process.ts'
import { testApp } from '../../../shared/testing/test-app.ts'
import {
  type Api,
  ApiProblem,
  createClient,
  once,
  RateLimited,
  take,
  Unreachable,
} from './index.ts'

const sku = 'MUG-01'
const json = { sku, quantity: 1 }

describe('a client of a running server, over a line that breaks', () => {
  let running: Awaited<ReturnType<typeof runningShop>>
  let line: FaultyLine
  let shop: Api
  /** Over a line that does not break. */
  let control: Api

  beforeAll(async () => {
    running = await runningShop('sqlite')
    line = await faultyLine(running.server)
    const auth = running.caller.token ?? ''
    shop = createClient({ url: line.url, auth })
    control = createClient({ url: running.server.url, auth })
    await take(control.products.$post({ json: { sku, name: 'Mug' } }))
    await take(control.inventory.adjust.$post({ json: { sku, change: 1_000, reason: 'test' } }))
  }, 60_000)
  beforeEach(() => {
    line.seen.length = 0
    line.faults.length = 0
  })
  afterAll(async () => {
    await line[Symbol.asyncDispose]()
    await running[Symbol.asyncDispose]()
  })

  const onHand = async () => {
    const { items } = await take(control.inventory.$get({ query: { q: sku } }))
    return items[0]?.onHand ?? 0
  }

  it.each<Fault>(['refused', 'answer lost', 'answer cut', 'bad gateway'])(
    'sells once when the line breaks three times: %s',
    async (fault) => {
      const before = await onHand()
      line.faults.push(fault, fault, fault)

      const { level } = await take(shop.inventory.sale.$post({ json }))

      expect(line.seen).toHaveLength(4)
      expect(level.onHand).toBe(before - 1)
      expect(await onHand()).toBe(before - 1)
    },
  )

  it.each<Fault>(['refused', 'answer lost', 'answer cut', 'bad gateway'])(
    'reads again: %s',
    async (fault) => {
      line.faults.push(fault)
      const { items } = await take(shop.products.$get())
      expect(items.map((product) => product.sku)).toEqual([sku])
      expect(line.seen).toEqual(['GET /api/products', 'GET /api/products'])
    },
  )

  it('does not send again what might count twice', async () => {
    const [product] = (await take(control.products.$get())).items
    if (!product) throw new Error('there is no product')
    const param = { id: product.id }
    line.faults.push('answer lost')
    await expect(
      take(shop.products[':id'].$patch({ param, json: { name: 'Cup' } })),
    ).rejects.toBeInstanceOf(Unreachable)
    line.faults.push('refused')
    // The endpoint does not know the header, so it promises nothing.
    const token = { name: 'till', scopes: ['products:read' as const], expiresInDays: 1 }
    await expect(shop.tokens.$post({ json: token }, once('k'))).rejects.toBeInstanceOf(Unreachable)
    line.faults.push('bad gateway')
    const renamed = take(shop.products[':id'].$patch({ param, json: { name: 'Mug' } }))
    await expect(renamed).rejects.toMatchObject({ code: 'unreadable', status: 502 })

    expect(line.seen).toHaveLength(3)
    expect((await take(control.products[':id'].$get({ param }))).name).toBe('Cup')
    expect((await take(control.tokens.$get())).items).toEqual([])
  })

  it('gives up in the end, and says why', async () => {
    line.faults.push(...Array.from({ length: 4 }, () => 'refused' as const))
    const problem: unknown = await take(shop.products.$get()).catch((error: unknown) => error)
    if (!(problem instanceof ApiProblem)) throw new Error('is of another class')
    expect(problem).toMatchObject({ name: 'Unreachable', code: 'unreachable', status: 0 })
    expect(problem.cause).toBeInstanceOf(TypeError)
    expect(line.seen).toHaveLength(4)
  })

  it('waits no longer than it should for an answer', async () => {
    const hasty = createClient({
      url: line.url,
      auth: running.caller.token ?? '',
      timeoutMs: 500,
      retries: 1,
    })
    line.faults.push('no answer')
    expect((await take(hasty.products.$get())).items).toHaveLength(1)
    line.faults.push('no answer', 'no answer')
    const late = take(hasty.products.$get())
    await expect(late).rejects.toMatchObject({
      code: 'unreachable',
      cause: { name: 'TimeoutError' },
    })
  })

  it('stops at once when the caller does not want it any more', async () => {
    const end = new AbortController()
    const init = { signal: end.signal }
    line.faults.push('no answer')
    const auth = running.caller.token ?? ''
    const single = createClient({ url: line.url, auth, retries: 0 })
    const request = single.products.$get({}, { init })
    await until('the request is on its way', () => line.seen.length > 0)
    end.abort()
    await expect(request).rejects.toMatchObject({ name: 'AbortError' })

    const patience = new AbortController()
    const waiting = createClient({
      retries: 1,
      fetch: () => new Response(null, { status: 429, headers: { 'retry-after': '30' } }),
    }).products.$get({}, { init: { signal: patience.signal } })
    patience.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    expect(line.seen).toHaveLength(1)
  })
})

describe('a client whose server stops', () => {
  it('goes on when it is there again, and the sale counts once', async () => {
    await using place = await ownPlace('sqlite')
    const first = await startProcess(place.env)
    const { url, port } = first
    const { accessToken } = await take(createClient({ url }).auth.setup.$post({ json: mara }))
    const shop = createClient({ url, auth: accessToken ?? '', retries: 20 })
    await take(shop.products.$post({ json: { sku, name: 'Mug' } }))
    await take(shop.inventory.adjust.$post({ json: { sku, change: 10, reason: 'test' } }))

    first.signal('SIGKILL')
    await first.ended
    const selling = take(shop.inventory.sale.$post({ json }))
    const impatient = createClient({ url, retries: 1 })
    await expect(take(impatient.health.$get())).rejects.toBeInstanceOf(Unreachable)
    await using _second = await startProcess({ ...place.env, PORT: String(port) })

    expect((await selling).level.onHand).toBe(9)
    const { items } = await take(shop.inventory.movements.$get({ query: { kind: 'sale' } }))
    expect(items).toHaveLength(1)
  }, 60_000)
})

describe('a client that asks too much', () => {
  it('waits as long as it is told, unless that is too long', async () => {
    await using t = await testApp(app, { permissions, http: { requestsPerMinute: 3 } })
    const waits: string[] = []
    let told = 0
    const options = {
      auth: t.token ?? '',
      fetch: async (url: string, init: RequestInit) => {
        const answer = await answerOf(t, url, init)
        if (answer.status !== 429) return answer
        waits.push(answer.headers.get('retry-after') ?? '')
        told += 1
        // The clock of the test stands still: it goes on while the client waits.
        t.advance(told * 59_500)
        return answer
      },
    }
    const hasty = createClient({ ...options, longestWaitMs: 1_000 })
    for (let n = 0; n < 3; n++) await take(hasty.products.$get())

    const refusal: unknown = await take(hasty.products.$get()).catch((error: unknown) => error)
    if (!(refusal instanceof RateLimited)) throw new Error('is of another class')
    expect(refusal.retryAfterSeconds).toBe(60)
    expect(waits).toEqual(['60'])

    // Half a second is left of the minute. Nothing was done, so any write may be sent again.
    const { companyName } = await take(hasty.settings.$patch({ json: { companyName: 'Mara' } }))
    expect(companyName).toBe('Mara')
    expect(waits).toEqual(['60', '1'])
  })
})

describe('a request with a key that is in progress', () => {
  it('is waited for, and answered as the first one', async () => {
    await using t = await testApp(app, { permissions })
    const statuses: number[] = []
    let free = () => {}
    let isHeld = false
    const shop = createClient({
      auth: t.token ?? '',
      fetch: async (url, init) => {
        const answer = answerOf(t, url, init)
        if (isHeld && statuses.length === 0) {
          statuses.push(0)
          throw new TypeError('the connection broke')
        }
        const { status } = await answer
        if (isHeld) statuses.push(status)
        // The first one is worked on to its end while the second waits.
        if (status === 409) free()
        return answer
      },
    })
    await take(shop.products.$post({ json: { sku, name: 'Mug' } }))
    await take(shop.inventory.adjust.$post({ json: { sku, change: 10, reason: 'test' } }))

    // Whoever holds the only writer of SQLite keeps the first sale from its end.
    const gate = new Promise<void>((resolve) => (free = resolve))
    const holding = t.seed(() => gate)
    isHeld = true
    const { level } = await take(shop.inventory.sale.$post({ json }))
    await holding

    expect(statuses).toEqual([0, 409, 201])
    expect(level.onHand).toBe(9)
    const sales = t.db.selectFrom('stockMovement').where('kind', '=', 'sale').select('id')
    expect(await sales.execute()).toHaveLength(1)
  })
})

describe('a client beside a server that has a Response of its own', () => {
  it('takes the answer of fetch for an answer', async () => {
    const { Response: ofFetch } = globalThis
    const answer = new ofFetch('sku\nA', { headers: { 'content-type': 'text/csv' } })
    globalThis.Response = class extends ofFetch {}
    try {
      const shop = createClient({ url: 'http://shop.example', fetch: () => answer })
      expect(await shop.products.export.$get()).toBe(answer)
    } finally {
      globalThis.Response = ofFetch
    }
  })
})
