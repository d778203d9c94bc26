import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { Page } from '../../repositories/page.ts'
import { findPayment, findPayments } from '../../repositories/payments.ts'
import type { ListPayments, Payment } from '../../schemas/payments.ts'
import { todayOf } from './rules.ts'
import { paymentView } from './view.ts'

export async function getPayment(ctx: Ctx, id: string): Promise<Payment> {
  authorize(ctx.actor, 'payments:read')
  const row = await findPayment(ctx.db, id)
  if (!row) throw new NotFoundError('payment', id)
  return paymentView(row, await todayOf(ctx, ctx.db))
}

export async function listPayments(ctx: Ctx, query: ListPayments): Promise<Page<Payment>> {
  authorize(ctx.actor, 'payments:read')
  const today = await todayOf(ctx, ctx.db)
  const { orderId, supplierId, status, type, currency, overdue, ...rest } = query
  const page = await findPayments(ctx.db, {
    ...rest,
    equal: { orderId, supplierId, status, type, currency },
    overdue: overdue === undefined ? undefined : { is: overdue, today },
  })
  return { ...page, items: page.items.map((row) => paymentView(row, today)) }
}
