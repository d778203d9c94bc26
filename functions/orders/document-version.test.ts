import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { ask, storedOrder } from '#shared/testing/order-maker.ts'
import { mailing, mailsOf, orderIn, send } from '#shared/testing/order-mails.ts'
import { testApp } from '#shared/testing/test-app.ts'

const open = () => testApp(app, mailing())

describe('the version of a document', () => {
  it('is another one when the order was mailed and is taken back', async () => {
    await using t = await open()
    const order = await orderIn(t, 'approved')
    await send(t, order)
    const back = { stage: 'approved', reason: 'the price is wrong' }
    expect(await ask(t, 'POST', `/orders/${order.id}/transition`, back)).toMatchObject({
      sentAt: null,
      sentBy: null,
      documentVersion: 2,
    })
    const further = { stage: 'pending_approval', reason: 'the price is wrong' }
    await ask(t, 'POST', `/orders/${order.id}/transition`, further)
    expect(await storedOrder(t, order)).toMatchObject({ documentVersion: 2 })
    await ask(t, 'POST', `/orders/${order.id}/transition`, { stage: 'approved' })

    t.advance(60_000)
    expect(await send(t, order)).toMatchObject({
      sentAt: '2026-03-02T10:01:00.000Z',
      documentVersion: 2,
      lastMail: { documentVersion: 2 },
    })
    expect((await mailsOf(t))[1]?.body).toContain('it replaces the version sent before')
  })

  it('is the same when an order is taken back that was merely marked as sent', async () => {
    await using t = await open()
    const order = await orderIn(t, 'ordered')
    const back = { stage: 'approved', reason: 'not sent at all' }
    const after = await ask(t, 'POST', `/orders/${order.id}/transition`, back)
    expect(after).toMatchObject({ documentVersion: 1, sentAt: null })
  })

  it.each([
    [{ expectedOn: '2026-07-01' }, 2],
    [{ terms: 'net 60' }, 2],
    [{ exchangeRate: '0.9' }, 1],
    [{ notes: 'call first' }, 1],
  ])('of an order that was sent is, after %j, %i', async (change, documentVersion) => {
    await using t = await open()
    const order = await orderIn(t, 'approved', { currency: 'USD' })
    await send(t, order)
    expect(await ask(t, 'PATCH', `/orders/${order.id}`, change)).toMatchObject({
      documentVersion,
      lastMail: { documentVersion: 1 },
    })
  })

  it('is another one when what remains of a line is cancelled', async () => {
    await using t = await open()
    const order = await orderIn(t, 'approved')
    await send(t, order)
    const path = `/orders/${order.id}/lines/${order.lines[0]?.id}/cancel-remaining`
    expect(await ask(t, 'POST', path, { quantity: 4 })).toMatchObject({ documentVersion: 2 })
  })
})
