import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { deliverDueMails } from '#shared/mail/deliver.ts'
import { messageFile } from '#shared/mail/message-file.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addSupplier } from '#shared/testing/goods.ts'
import { ask } from '#shared/testing/order-maker.ts'
import {
  expectUnsent,
  mailing,
  mailsOf,
  orderIn,
  recorder,
  refusing,
  send,
} from '#shared/testing/order-mails.ts'
import { as, seedPerson, signInAs } from '#shared/testing/people.ts'
import { readOrder } from '#shared/testing/receiving.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const from = 'Stockroom <stock@shop.example>'
const open = (database: 'sqlite' | 'postgres' = 'sqlite') => testApp(app, mailing(database))

/** A supplier whose contacts have these addresses, in their order. */
async function supplierWith(t: TestApp, email: string | null, ...contacts: (string | null)[]) {
  const { id } = await addSupplier(t, { email })
  for (const address of contacts) {
    const contact = { name: 'Somebody', email: address }
    const res = await t.send('POST', `/suppliers/${id}/contacts`, contact)
    expect(res.status).toBe(201)
  }
  return id
}

describe.each(databases)('the mail with an order on %s', (database) => {
  it.each([
    ['whom the caller says', 'sales@acme.example', ['ann@acme.example'], 'boss@acme.example'],
    ['else the supplier', 'sales@acme.example', ['ann@acme.example'], undefined],
    [
      'else the first contact with an address',
      null,
      [null, 'ann@acme.example', 'b@c.de'],
      undefined,
    ],
  ] as const)('goes to %s', async (_, email, contacts, to) => {
    await using t = await open(database)
    const supplierId = await supplierWith(t, email, ...contacts)
    const order = await orderIn(t, 'approved', { supplierId })
    const { lastMail } = await send(t, order, to === undefined ? {} : { to })
    const expected = to ?? email ?? 'ann@acme.example'
    expect(lastMail?.recipient).toBe(expected)
    expect((await mailsOf(t)).map(({ recipient }) => recipient)).toEqual([expected])
  })

  it('is handed over with the very bytes, and with who gets the answers', async () => {
    await using t = await open(database)
    const { mails, transport } = recorder()
    const order = await orderIn(t, 'approved')
    await send(t, order)
    const pdf = await t.send('GET', `/orders/${order.id}/document?format=pdf`)

    expect(await deliverDueMails(t.platform, transport)).toMatchObject({ sent: 1 })

    const [mail] = mails
    const bytes = new Uint8Array(await pdf.arrayBuffer())
    expect(mail?.attachments).toEqual([
      { name: `${order.number}.pdf`, type: 'application/pdf', bytes },
    ])
    expect(mail?.replyTo).toMatch(/^usr_\w+@test\.example$/)
  })

  it('shows in the order what became of it', async () => {
    await using t = await open(database)
    const order = await orderIn(t, 'approved')
    expect((await readOrder(t, order)).lastMail).toBeNull()
    const { lastMail } = await send(t, order)

    await deliverDueMails(t.platform, refusing)
    expect((await readOrder(t, order)).lastMail).toEqual({ ...lastMail, state: 'failed' })

    const retried = await t.send('POST', `/mails/${lastMail?.id}/retry`)
    expect(await retried.json()).toMatchObject({ attachments: [{ name: `${order.number}.pdf` }] })
    t.advance(60_000)
    await deliverDueMails(t.platform, recorder().transport)
    expect((await readOrder(t, order)).lastMail).toEqual({
      ...lastMail,
      state: 'sent',
      sentAt: '2026-03-02T10:01:00.000Z',
    })
  })

  it('is said to be kept where no mail server is set up', async () => {
    await using t = await open(database)
    const order = await orderIn(t, 'approved')
    await send(t, order)
    await deliverDueMails(t.platform, { ...recorder().transport, keeps: true })
    expect((await readOrder(t, order)).lastMail).toMatchObject({ state: 'sent', kept: true })
    const { items } = await (await t.send('GET', '/mails')).json()
    expect(items).toMatchObject([{ state: 'sent', kept: true }])
  })

  it('is listed with what is attached', async () => {
    await using t = await open(database)
    const order = await orderIn(t, 'approved')
    await send(t, order)
    await send(t, order)
    const [first, second] = await mailsOf(t)

    const { items } = await (await t.send('GET', '/mails')).json()

    const attachmentOf = (mail: typeof first) => ({
      attachments: [{ name: `${order.number}.pdf`, type: 'application/pdf', size: mail?.size }],
    })
    expect(items).toMatchObject([
      { id: second?.id, replyTo: second?.replyTo, ...attachmentOf(second) },
      { id: first?.id, ...attachmentOf(first) },
    ])
  })
})

describe('the letter', () => {
  it('says number, total, day and what the buyer adds, and who writes', async () => {
    await using t = await open()
    await t.send('PATCH', '/settings', { companyName: 'Harbour Kitchen' })
    const order = await orderIn(t, 'approved', { expectedOn: '2026-05-01', currency: 'USD' })

    await send(t, order, { message: '  Please pack it\non pallets.  ' })

    const [mail] = await mailsOf(t)
    expect(mail?.subject).toBe(`Purchase order ${order.number} from Harbour Kitchen`)
    expect(mail?.body.split('\n\n')).toEqual([
      'Good day,',
      `please find our purchase order ${order.number} attached. Please confirm it with your delivery date.`,
      'Total: USD 125.00\nDelivery wanted: 2026-05-01',
      'Please pack it\non pallets.',
      'Kind regards\nHarbour Kitchen\n',
    ])
  })

  it('lets nobody smuggle a header in, whatever they call the company or a product', async () => {
    await using t = await open()
    const evil = 'Shop\r\nBcc: eve@evil.example\r\n\r\nHi'
    await t.send('PATCH', '/settings', { companyName: evil })
    const { id: productId } = await addProduct(t, { name: evil, sku: evil })
    const lines = [{ productId, quantity: 1, unitCost: 4 }]
    const order = await orderIn(t, 'approved', { lines })
    const { mails, transport } = recorder()
    await send(t, order, { message: evil })
    await deliverDueMails(t.platform, transport)

    const [mail] = mails
    expect(mail?.subject).not.toMatch(/[\r\n]/)
    const [head = ''] = messageFile(mail ?? expect.fail('no mail'), from).split('\r\n\r\n')
    expect(head.split('\r\n').map((line) => line.split(':')[0])).toEqual([
      'From',
      'To',
      'Reply-To',
      'Subject',
      'Date',
      'Message-ID',
      'MIME-Version',
      'Content-Type',
    ])
  })

  it.each([
    'ann@acme.example\r\nBcc: eve@evil.example',
    'Ann <ann@acme.example>',
    'ann@acme.example, eve@evil.example',
    'ann',
    '',
  ])('goes to no such address as %j', async (to) => {
    await using t = await open()
    const order = await orderIn(t, 'approved')
    const res = await t.send('POST', `/orders/${order.id}/send`, { to })
    expect(res.status).toBe(422)
    expect((await res.json()).errors).toMatchObject([{ path: 'to' }])
    await expectUnsent(t, order)
  })

  it('is answered to the person who sent it', async () => {
    await using t = await open()
    const order = await orderIn(t, 'approved')
    const buyer = await seedPerson(t, { role: 'manager', email: 'ines@shop.example' })
    const session = as(await signInAs(t, buyer))
    const res = await t.send('POST', `/orders/${order.id}/send`, {}, session)
    expect(res.status, await res.clone().text()).toBe(200)
    expect(await mailsOf(t)).toMatchObject([{ replyTo: 'ines@shop.example' }])
  })
})

describe('an order that was mailed', () => {
  it('can be taken back to a draft and deleted; the mail stays', async () => {
    await using t = await open()
    const order = await orderIn(t, 'approved')
    await send(t, order)
    for (const stage of ['approved', 'pending_approval', 'draft']) {
      await ask(t, 'POST', `/orders/${order.id}/transition`, { stage, reason: 'no' })
    }
    expect((await t.send('DELETE', `/orders/${order.id}`)).status).toBe(204)
    expect(await mailsOf(t)).toHaveLength(1)
    expect(await t.db.selectFrom('purchaseOrderMail').selectAll().execute()).toEqual([])
  })
})
