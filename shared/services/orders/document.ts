import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { dayIn } from '../../domain/days.ts'
import { NotFoundError } from '../../errors.ts'
import { findProductUnits } from '../../repositories/goods-receipts.ts'
import {
  findOrder,
  findOrderLines,
  type PurchaseOrderRow,
} from '../../repositories/purchase-orders.ts'
import { findSettings } from '../../repositories/settings.ts'
import { findSupplier } from '../../repositories/suppliers.ts'
import type { DocumentQuery } from '../../schemas/order-document.ts'
import { contentPolicy, renderHtml } from './document/html.ts'
import { documentOf, type OrderDocument } from './document/model.ts'
import { renderPdf } from './document/pdf.ts'

/** A document as it is sent; the policy is for pages, which a browser shows. */
export interface RenderedDocument {
  body: string | Uint8Array<ArrayBuffer>
  type: string
  fileName: string
  contentPolicy?: string
}

/** The order as its supplier reads it. @throws NotFoundError */
export async function orderDocument(
  ctx: Ctx,
  id: string,
  format: DocumentQuery['format'],
): Promise<RenderedDocument> {
  authorize(ctx.actor, 'orders:read')
  const order = await findOrder(ctx.db, id)
  if (!order) throw new NotFoundError('order', id)
  const now = ctx.now()
  if (format === 'pdf') return pdfOf(ctx.db, order, now)
  return {
    body: renderHtml(await readDocument(ctx.db, order, now)),
    type: 'text/html; charset=utf-8',
    fileName: fileName(order, 'html'),
    contentPolicy: await contentPolicy(),
  }
}

/** The order as a PDF; one that was not sent yet bears the day of `now`. */
export async function pdfOf(
  db: Db,
  order: PurchaseOrderRow,
  now: Date,
): Promise<RenderedDocument & { body: Uint8Array<ArrayBuffer> }> {
  const body = new Uint8Array(await renderPdf(await readDocument(db, order, now), now))
  return { body, type: 'application/pdf', fileName: fileName(order, 'pdf') }
}

/** What the document says, read after the order: lines that are newer have a newer order. */
async function readDocument(db: Db, order: PurchaseOrderRow, now: Date): Promise<OrderDocument> {
  const lines = await findOrderLines(db, order.id)
  const supplier = await findSupplier(db, order.supplierId)
  if (!supplier) throw new Error(`order ${order.id} has no supplier`)
  const products = await findProductUnits(
    db,
    lines.map(({ productId }) => productId),
  )
  const { companyName, timeZone } = await findSettings(db)
  return documentOf({
    order,
    lines,
    supplier,
    company: companyName,
    units: new Map([...products].map(([productId, { unit }]) => [productId, unit])),
    day: dayIn(timeZone, order.sentAt === null ? now : new Date(order.sentAt)),
  })
}

function fileName({ number }: PurchaseOrderRow, extension: string): string {
  return `${number.replaceAll(/[^\w.-]+/g, '-')}.${extension}`
}
