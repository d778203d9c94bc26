import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { PaymentStatus } from '../../domain/payments/payments.ts'
import { AppError, NotFoundError } from '../../errors.ts'
import { deletePaymentRow, findPayment } from '../../repositories/payments.ts'
import { requireUpdated, requireVersion } from '../edit.ts'
import { setAside } from './refunds.ts'
import { paymentRecord } from './view.ts'

/** Money moved, or is on its way. */
const kept: ReadonlySet<PaymentStatus> = new Set(['sent', 'paid', 'refunded'])

/**
 * @param version the one that the caller read, if they say
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE once the money was sent
 */
export async function deletePayment(
  ctx: Ctx,
  id: string,
  version: number | undefined,
): Promise<void> {
  authorize(ctx.actor, 'payments:write')
  await mutate(ctx, async (tx, audit) => {
    const row = await findPayment(tx, id)
    if (!row) throw new NotFoundError('payment', id)
    requireVersion('payment', version, row.version)
    const { status, refundsId, amount } = row
    if (kept.has(status)) {
      const instead = status === 'paid' ? ': record a refund instead' : ''
      throw new AppError('ILLEGAL_STATE', `a ${status} payment cannot be removed${instead}`, {
        paymentStatus: status,
      })
    }
    requireUpdated(await deletePaymentRow(tx, row))
    audit.deleted('payment', paymentRecord(row))
    if (refundsId !== null && status !== 'cancelled') {
      await setAside(ctx, tx, audit, refundsId, -amount)
    }
  })
}
