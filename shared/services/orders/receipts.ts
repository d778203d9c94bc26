import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import { findReceiptLines, findReceipts } from '../../repositories/goods-receipts.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import { findOrder } from '../../repositories/purchase-orders.ts'
import type { GoodsReceipt } from '../../schemas/receipts.ts'
import { receiptView } from './receipt-view.ts'

/** The receipts of an order, oldest first. @throws NotFoundError */
export async function listReceipts(
  ctx: Ctx,
  orderId: string,
  request: PageRequest,
): Promise<Page<GoodsReceipt>> {
  authorize(ctx.actor, 'orders:read')
  if (!(await findOrder(ctx.db, orderId))) throw new NotFoundError('order', orderId)
  const page = await findReceipts(ctx.db, orderId, request)
  const lines = await findReceiptLines(
    ctx.db,
    page.items.map((row) => row.id),
  )
  return { ...page, items: page.items.map((row) => receiptView(row, lines)) }
}
