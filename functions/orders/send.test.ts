import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { app } from '#functions/app.ts'
import type { OrderStage } from '#shared/domain/orders/stages.ts'
import { databases } from '#shared/testing/databases.ts'
import { addLine, ask, historyOf, putInto, storedOrder } from '#shared/testing/order-maker.ts'
import { expectUnsent, mailing, mailsOf, orderIn, send } from '#shared/testing/order-mails.ts'
import { textsOf } from '#shared/testing/pdf.ts'
import { auditOf } from '#shared/testing/people.ts'
import { uncommitted, untilSomebodyWaits } from '#shared/testing/rivals.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const MINUTE = 60_000
const pathOf = ({ id }: { id: string }) => `/orders/${id}/send`

const open = (database: 'sqlite' | 'postgres' = 'sqlite') => testApp(app, mailing(database))

const textsOfMail = (content: string | null) =>
  textsOf(new Uint8Array(Buffer.from(content ?? '', 'base64'))).flat()

async function eventTypes(t: TestApp): Promise<string[]> {
  const events = await t.db.selectFrom('event').select('type').orderBy('id').execute()
  return events.map(({ type }) => type)
}

describe.each(databases)('sending an order on %s', (database) => {
  it('moves it to ordered, with its document in the mail to the supplier', async () => {
    await using t = await open(database)
    await t.send('PATCH', '/settings', { companyName: 'Harbour Kitchen' })
    const order = await orderIn(t, 'approved', { expectedOn: '2026-05-01' })
    let told = 0
    t.platform.mailQueued = () => (told += 1)
    t.advance(MINUTE)

    const res = await t.send('POST', pathOf(order), { note: 'at last', version: order.version })

    expect(res.status, await res.clone().text()).toBe(200)
    expect(res.headers.get('etag')).toBe(`"${order.version + 1}"`)
    const sent = await res.json()
    const [mail] = await mailsOf(t)
    expect(sent).toMatchObject({
      stage: 'ordered',
      stageSince: '2026-03-02T10:01:00.000Z',
      sentAt: '2026-03-02T10:01:00.000Z',
      sentBy: 'mail',
      documentVersion: 1,
      version: order.version + 1,
      lastMail: {
        id: mail?.id,
        state: 'queued',
        recipient: 'sales@acme.example',
        documentVersion: 1,
        createdAt: '2026-03-02T10:01:00.000Z',
        sentAt: null,
        kept: false,
      },
    })
    expect(mail).toMatchObject({ name: `${order.number}.pdf`, type: 'application/pdf' })
    expect(told).toBe(1)
    expect((await historyOf(t, order)).slice(-2)).toEqual(['advanced approved>ordered', 'sent'])
    const [entry] = await auditOf(t, 'SEND')
    const details = { recipient: 'sales@acme.example', mailId: mail?.id, documentVersion: 1 }
    expect(JSON.parse(entry?.newValues ?? '')).toEqual(details)
    const history = await (await t.send('GET', `/orders/${order.id}/history`)).json()
    expect(history.items.at(-1)).toMatchObject({ event: 'sent', note: 'at last', details })
    expect((await t.auditActions()).slice(-2)).toEqual(['order.ADVANCE', 'order.SEND'])
    expect((await eventTypes(t)).slice(-2)).toEqual(['order.advance', 'order.send'])
    const texts = textsOfMail(mail?.content ?? '')
    expect(texts).toEqual(expect.arrayContaining(['Harbour Kitchen', '2026-05-01', 'EUR 125.00']))
  })

  it('attaches to the byte what the API shows of it', async () => {
    await using t = await open(database)
    const order = await orderIn(t, 'approved')
    await send(t, order)
    const pdf = await t.send('GET', `/orders/${order.id}/document?format=pdf`)
    const [mail] = await mailsOf(t)
    const bytes = Buffer.from(await pdf.arrayBuffer())
    expect(Buffer.from(mail?.content ?? '', 'base64').equals(bytes)).toBe(true)
    expect(mail?.size).toBe(bytes.length)
  })

  it('again gives the supplier the present version, and moves nothing', async () => {
    await using t = await open(database)
    const order = await orderIn(t, 'approved')
    const first = await send(t, order)
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'confirmed' })
    const lines = [{ id: order.lines[0]?.id, quantity: 6 }]
    const amended = await ask(t, 'PATCH', `/orders/${order.id}`, { lines })
    t.advance(MINUTE)

    const again = await send(t, order, { note: 'less room', version: amended.version })

    expect(again).toMatchObject({
      stage: 'confirmed',
      stageSince: first.stageSince,
      sentAt: first.sentAt,
      sentBy: 'mail',
      version: amended.version + 1,
      updatedAt: '2026-03-02T10:01:00.000Z',
      lastMail: { documentVersion: 2, state: 'queued' },
    })
    expect(again.lastMail?.id).not.toBe(first.lastMail?.id)
    const [, mail] = await mailsOf(t)
    expect(mail?.subject).toContain('version 2')
    expect(mail?.body).toContain('Version 2: it replaces the version sent before.')
    expect(textsOfMail(mail?.content ?? '')).toEqual(
      expect.arrayContaining(['Version', '2', '6 pcs', 'EUR 75.00']),
    )
    expect((await historyOf(t, order)).slice(-2)).toEqual(['amended', 'sent'])
    const actions = (await t.auditActions()).filter((name) => name.startsWith('order.'))
    expect(actions.slice(-2)).toEqual(['order.UPDATE', 'order.SEND'])
  })

  it('is done once by two who send the same version at the same moment', async () => {
    await using t = await open(database)
    for (const stage of ['approved', 'shipped']) {
      const order = await orderIn(t, stage)
      const before = (await mailsOf(t)).length

      const answers = await Promise.all(
        [1, 2, 3].map(() => t.send('POST', pathOf(order), { version: order.version })),
      )

      expect(answers.map((res) => res.status).toSorted()).toEqual([200, 409, 409])
      expect(await mailsOf(t)).toHaveLength(before + 1)
      expect(await storedOrder(t, order)).toMatchObject({ version: order.version + 1 })
    }
  })

  it('is done once for one Idempotency-Key, whatever the version is by then', async () => {
    await using t = await open(database)
    const order = await orderIn(t, 'approved')
    const key = { 'idempotency-key': 'send-1' }
    const body = { version: order.version }

    const first = await t.send('POST', pathOf(order), body, key)
    const second = await t.send('POST', pathOf(order), body, key)
    const other = await t.send('POST', pathOf(order), { ...body, note: 'x' }, key)

    expect([first.status, second.status, other.status]).toEqual([200, 200, 422])
    expect(await second.json()).toEqual(await first.json())
    expect(await mailsOf(t)).toHaveLength(1)
    expect(await storedOrder(t, order)).toMatchObject({ version: order.version + 1 })
  })

  it('is refused with a version that is old, in the body or in If-Match', async () => {
    await using t = await open(database)
    const order = await orderIn(t, 'approved')
    const old = order.version - 1
    for (const res of [
      await t.send('POST', pathOf(order), { version: old }),
      await t.send('POST', pathOf(order), {}, { 'if-match': `"${old}"` }),
    ]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({ type: '/problems/stale-version' })
    }
    await expectUnsent(t, order)
  })

  it('without an address moves nothing, and says what to do', async () => {
    await using t = await open(database)
    const { id: supplierId } = await (
      await t.send('POST', '/suppliers', { name: 'Acme', contacts: [{ name: 'Ann' }] })
    ).json()
    const order = await orderIn(t, 'approved', { supplierId })

    const res = await t.send('POST', pathOf(order))

    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors).toEqual([
      { path: 'to', message: expect.stringContaining('add it to the supplier'), code: 'required' },
    ])
    await expectUnsent(t, order)
  })
})

describe('an order that somebody changes while it is sent', () => {
  it('is not sent as it was before', async () => {
    await using t = await open('postgres')
    const order = await orderIn(t, 'approved')
    const commit = await uncommitted(t, (tx) =>
      tx
        .updateTable('purchaseOrder')
        .set({ total: 1, version: order.version + 1 })
        .where('id', '=', order.id)
        .execute(),
    )
    const sending = t.send('POST', pathOf(order))
    await untilSomebodyWaits(t)
    await commit()

    const res = await sending

    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({
      type: '/problems/conflict',
      currentVersion: order.version + 1,
    })
    await expectUnsent(t, { ...order, version: order.version + 1 })
  })
})

describe('sending', () => {
  const stages: OrderStage[] = ['draft', 'pending_approval', 'received', 'completed', 'cancelled']

  it.each(stages)('is refused for an order that is %s', async (stage) => {
    await using t = await open()
    const order = await orderIn(t, 'draft')
    await putInto(t, order, stage)
    const res = await t.send('POST', pathOf(order))
    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({
      type: '/problems/illegal-state',
      detail: `an order that is ${stage} cannot be sent to its supplier`,
    })
    await expectUnsent(t, { ...order, stage })
  })

  it.each([
    ['approved', { onHold: true }, 'the order is on hold: release it first'],
    ['shipped', { onHold: true }, 'the order is on hold: release it first'],
    ['customs', { received: 10 }, 'nothing of the order is still to come'],
  ] as const)('is refused in %s with %j', async (stage, state, sentence) => {
    await using t = await open()
    const order = await orderIn(t, 'draft')
    await putInto(t, order, stage, state)
    const res = await t.send('POST', pathOf(order))
    expect(res.status).toBe(409)
    expect((await res.json()).detail).toContain(sentence)
    expect((await (await t.send('GET', `/orders/${order.id}`)).json()).actions).not.toContain(
      'send',
    )
    await expectUnsent(t, { ...order, stage })
  })

  it('passes the gates of the stage, and records the rate there alone', async () => {
    await using t = await open()
    await t.send('PATCH', '/settings', { approvalLimit: '200' })
    const order = await orderIn(t, 'approved', { currency: 'USD' })

    const dear = await t.send('POST', pathOf(order), { exchangeRate: '1.7' })
    expect(dear.status).toBe(409)
    expect(await dear.json()).toMatchObject({ gate: 'approval', value: '212.50' })
    await expectUnsent(t, order)

    expect(await send(t, order, { exchangeRate: '0.9' })).toMatchObject({ exchangeRate: '0.9' })
    const late = await t.send('POST', pathOf(order), { exchangeRate: '0.9' })
    expect(late.status).toBe(422)
    expect((await late.json()).errors).toMatchObject([{ path: 'exchangeRate', code: 'misplaced' }])
    expect(await mailsOf(t)).toHaveLength(1)
  })

  it('leaves nothing behind when a part of it fails', async () => {
    await using t = await open()
    const order = await orderIn(t, 'approved')
    const broken = sql`create trigger broken before insert on purchase_order_mail
      begin select raise(abort, 'the disk is full'); end`
    await broken.execute(t.platform.writer)

    expect((await t.send('POST', pathOf(order))).status).toBe(500)

    vi.mocked(console.error).mockClear()
    expect(await t.db.selectFrom('mailAttachment').selectAll().execute()).toEqual([])
    await expectUnsent(t, order)
  })

  it('keeps the first day of an order that was marked as sent, or amended and approved again', async () => {
    await using t = await open()
    const marked = await orderIn(t, 'ordered')
    t.advance(MINUTE)
    const mailed = await send(t, marked)
    expect(mailed).toMatchObject({ sentAt: marked.sentAt, sentBy: 'marked' })

    await t.send('PATCH', '/settings', { approvalLimit: '200' })
    const lines = [...marked.lines.map(({ id }) => ({ id })), await addLine(t)]
    const outgrown = await ask(t, 'PATCH', `/orders/${marked.id}`, { lines })
    expect(outgrown).toMatchObject({ stage: 'pending_approval', documentVersion: 2 })
    await putInto(t, marked, 'approved')
    await t.seed((tx) =>
      tx.updateTable('purchaseOrder').set({ approvedTotal: 2_500_000 }).execute(),
    )
    expect(await send(t, marked)).toMatchObject({
      stage: 'ordered',
      sentAt: marked.sentAt,
      sentBy: 'marked',
      lastMail: { documentVersion: 2 },
    })
  })
})
