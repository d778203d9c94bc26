import { expect } from 'vitest'
import { MailError, type MailTransport, type OutgoingMail } from '#shared/mail/transport.ts'
import type { DatabaseKind } from '#shared/db/open-database.ts'
import type { Order } from '#shared/schemas/orders.ts'
import { addSupplier } from './goods.ts'
import { addOrder, ask, buyerRights } from './order-maker.ts'
import type { TestApp } from './test-app.ts'

/** Whoever buys, and sees what is mailed. */
export const mailing = (database: DatabaseKind = 'sqlite') => ({
  permissions: [...buyerRights, 'mails:read', 'mails:write'] as const,
  database,
})

/** An order in a stage, from a supplier with an address. */
export async function orderIn(
  t: TestApp,
  stage: string,
  fields: Record<string, unknown> = {},
): Promise<Order> {
  const { supplierId = (await addSupplier(t, { email: 'sales@acme.example' })).id } = fields
  const order = await addOrder(t, { ...fields, supplierId })
  if (stage === 'draft') return order
  return ask(t, 'POST', `/orders/${order.id}/transition`, { stage })
}

/** Sends an order, which must succeed. */
export function send(
  t: TestApp,
  { id }: { id: string },
  body: Record<string, unknown> = {},
): Promise<Order> {
  return ask(t, 'POST', `/orders/${id}/send`, body)
}

/** All mails, the oldest first, with what is attached. */
export async function mailsOf(t: TestApp) {
  return t.db
    .selectFrom('mailMessage')
    .leftJoin('mailAttachment', 'mailAttachment.mailId', 'mailMessage.id')
    .select(['id', 'recipient', 'subject', 'body', 'replyTo', 'state'])
    .select(['name', 'type', 'size', 'content'])
    .orderBy('id')
    .execute()
}

/** Nothing was mailed, nothing noted, and the order is as it was. */
export async function expectUnsent(t: TestApp, order: Order): Promise<void> {
  expect(await mailsOf(t)).toEqual([])
  expect(await t.db.selectFrom('purchaseOrderMail').selectAll().execute()).toEqual([])
  const history = await t.db.selectFrom('purchaseOrderHistory').select('event').execute()
  expect(history.map(({ event }) => event)).not.toContain('sent')
  expect(await t.auditActions()).not.toContain('order.SEND')
  const stored = await t.db
    .selectFrom('purchaseOrder')
    .select(['stage', 'version'])
    .where('id', '=', order.id)
    .executeTakeFirst()
  expect(stored).toEqual({ stage: order.stage, version: order.version })
}

/** Takes every mail; the mail port is the one thing that is faked. */
export function recorder() {
  const mails: OutgoingMail[] = []
  const transport: MailTransport = {
    name: 'recorder',
    send(mail) {
      mails.push(mail)
      return Promise.resolve()
    },
  }
  return { mails, transport }
}

/** Takes no mail, for good. */
export const refusing: MailTransport = {
  name: 'refusing',
  send: () => Promise.reject(new MailError('no such mailbox', { permanent: true })),
}
