'use client'

import { useTranslations } from 'use-intl'
import { OrderNumber, SupplierName } from '#web/components/records/record-names.tsx'
import { PaymentBadge } from '#web/components/ui/payment-badge.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Payment } from './payment.ts'

/** A payment in two lines, which opens it. */
export function PaymentLine({ payment, onOpen }: { payment: Payment; onOpen: () => void }) {
  const t = useTranslations('payments')
  const format = useFormat()
  const { supplierId, orderId, type, status, overdue, amount, currency } = payment
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="grid w-full grid-cols-[1fr_auto] items-center gap-x-3 gap-y-0.5 px-3 py-2 text-start hover:bg-sunken"
      >
        <span className="truncate font-medium">
          {supplierId === null ? (
            t(`type_${type}`)
          ) : (
            <bdi>
              <SupplierName id={supplierId} />
            </bdi>
          )}
        </span>
        <span className="number font-medium">{format.money(amount, currency)}</span>
        <span className="flex min-w-0 gap-2 truncate text-xs text-muted">
          {t(`type_${type}`)}
          {orderId !== null && <OrderNumber id={orderId} />}
        </span>
        <span className="text-end">
          <PaymentBadge status={status} overdue={overdue} />
        </span>
      </button>
    </li>
  )
}
