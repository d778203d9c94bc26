import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { formatAmount } from '../../domain/money.ts'
import { orderLetter } from '../../domain/orders/letter.ts'
import { requireAllowed } from '../../domain/orders/transitions.ts'
import { ConflictError, invalid } from '../../errors.ts'
import { queueMail } from '../../mail/queue.ts'
import type { MailAttachment } from '../../mail/transport.ts'
import { insertOrderMail } from '../../repositories/purchase-order-mails.ts'
import { findOrder, type PurchaseOrderRow } from '../../repositories/purchase-orders.ts'
import { findContactsOf, findSupplier } from '../../repositories/suppliers.ts'
import { findUser } from '../../repositories/users.ts'
import type { SendOrder } from '../../schemas/order-moves.ts'
import type { Order } from '../../schemas/orders.ts'
import { pdfOf } from './document.ts'
import { type LoadedOrder, loadOrder, stateOf } from './load.ts'
import { moveForward, requireRecorded } from './move.ts'
import { noteHistory, saveOrder } from './save.ts'
import { orderView } from './view.ts'

/** The document of an order as it was at one version. */
interface Printed {
  version: number
  at: Date
  file: MailAttachment
}

/**
 * Mails the document of an order to its supplier. An approved order moves to `ordered` by it, as
 * `advance` moves it; one that is further stays where it is, and the supplier gets the present
 * version. The mail is queued in the transaction of the move.
 *
 * @throws NotFoundError, StaleVersionError, ConflictError when somebody changed the order while its
 *   document was made, AppError ILLEGAL_STATE as `advanceOrder`, InvalidError without an address
 */
export async function sendOrder(ctx: Ctx, id: string, input: SendOrder): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  // It takes too long for a transaction, which proves by the version that it is still true.
  const printed = await print(ctx, id)
  const order = await mutate(ctx, async (tx, audit) => {
    const loaded = await loadOrder(tx, id, input.version)
    requireAllowed(stateOf(loaded), 'send')
    if (printed?.version !== loaded.order.version) {
      throw new ConflictError('somebody changed the order meanwhile: read it again, and send it', {
        currentVersion: loaded.order.version,
      })
    }
    const sent = await markSent(ctx, tx, audit, loaded, input, printed.at)
    await mailDocument(ctx, tx, audit, { ...loaded, order: sent }, input, printed.file)
    return orderView(ctx, tx, sent)
  })
  ctx.mailQueued()
  return order
}

/** Undefined when there is no such order; whether it may be sent is for the transaction to say. */
async function print(ctx: Ctx, id: string): Promise<Printed | undefined> {
  const order = await findOrder(ctx.db, id)
  if (!order) return undefined
  const at = ctx.now()
  const { body: bytes, type, fileName: name } = await pdfOf(ctx.db, order, at)
  return { version: order.version, at, file: { name, type, bytes } }
}

/** The order as it is stored once it is sent; also one that stays in its stage gets a new version. */
async function markSent(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  loaded: LoadedOrder,
  { exchangeRate }: SendOrder,
  at: Date,
): Promise<PurchaseOrderRow> {
  const { order } = loaded
  if (order.stage !== 'approved') {
    requireRecorded({ exchangeRate }, [])
    return saveOrder(ctx, tx, order, {})
  }
  // The day that is printed.
  const sentAt = order.sentAt ?? at.toISOString()
  return moveForward(ctx, tx, audit, loaded, {
    stages: ['ordered'],
    input: { exchangeRate, sentAt, sentBy: 'mail' },
    action: 'ADVANCE',
  })
}

async function mailDocument(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  { order, settings }: LoadedOrder,
  input: SendOrder,
  file: MailAttachment,
): Promise<void> {
  const { id, number, currency, expectedOn, documentVersion } = order
  const recipient = input.to ?? (await addressOf(tx, order.supplierId))
  const letter = orderLetter({
    number,
    company: settings.companyName,
    total: `${currency} ${formatAmount(order.total, currency)}`,
    expectedOn,
    documentVersion,
    message: input.message ?? null,
  })
  const { userId } = ctx.actor
  const sender = userId === null ? undefined : await findUser(tx, userId)
  const mailId = await queueMail(ctx, tx, {
    to: recipient,
    ...letter,
    replyTo: sender?.email,
    attachments: [file],
  })
  await insertOrderMail(tx, { mailId, orderId: id, documentVersion })
  const details = { recipient, mailId, documentVersion }
  await noteHistory(ctx, tx, id, [{ event: 'sent', note: input.note, details }])
  audit.recorded('SEND', 'order', id, details)
}

/** @throws InvalidError when neither the supplier nor a contact there has an address */
async function addressOf(tx: Tx, supplierId: string): Promise<string> {
  const supplier = await findSupplier(tx, supplierId)
  if (supplier?.email) return supplier.email
  const contacts = await findContactsOf(tx, [supplierId])
  const address = contacts.find(({ email }) => email !== null)?.email
  if (address) return address
  const message =
    'is needed: the supplier has no e-mail address, nor has a contact there; give one here, or add it to the supplier'
  throw invalid('to', message, 'required')
}
