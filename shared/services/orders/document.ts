import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { dayIn } from '../../domain/days.ts'
import { NotFoundError } from '../../errors.ts'
import { findProductUnits } from '../../repositories/goods-receipts.ts'
import { findOrder, findOrderLines } from '../../repositories/purchase-orders.ts'
import { findSettings } from '../../repositories/settings.ts'
import { findSupplier } from '../../repositories/suppliers.ts'
import type { DocumentQuery } from '../../schemas/order-document.ts'
import { contentPolicy, renderHtml } from './document/html.ts'
import { documentOf } from './document/model.ts'
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
  const lines = await findOrderLines(ctx.db, id)
  const supplier = await findSupplier(ctx.db, order.supplierId)
  if (!supplier) throw new Error(`order ${id} has no supplier`)
  const products = await findProductUnits(
    ctx.db,
    lines.map(({ productId }) => productId),
  )
  const { companyName, timeZone } = await findSettings(ctx.db)
  const document = documentOf({
    order,
    lines,
    supplier,
    company: companyName,
    units: new Map([...products].map(([productId, { unit }]) => [productId, unit])),
    day: dayIn(timeZone, order.sentAt === null ? ctx.now() : new Date(order.sentAt)),
  })
  const name = order.number.replaceAll(/[^\w.-]+/g, '-')
  if (format === 'pdf') {
    const body = new Uint8Array(await renderPdf(document, ctx.now()))
    return { body, type: 'application/pdf', fileName: `${name}.pdf` }
  }
  return {
    body: renderHtml(document),
    type: 'text/html; charset=utf-8',
    fileName: `${name}.html`,
    contentPolicy: await contentPolicy(),
  }
}
