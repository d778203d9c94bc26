'use client'

import { useTranslations } from 'use-intl'
import type { Column } from '#web/components/data-table/columns.ts'
import { OrderNumber, SupplierName } from '#web/components/records/record-names.tsx'
import { PaymentBadge } from '#web/components/ui/payment-badge.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Payment } from './payment.ts'

export function usePaymentColumns(): readonly Column<Payment>[] {
  const t = useTranslations('payments')
  const format = useFormat()
  return [
    {
      id: 'dueOn',
      title: t('due'),
      sort: 'dueOn',
      cell: (payment) => <Due payment={payment} />,
      narrow: 'below',
    },
    {
      id: 'supplier',
      title: t('supplier'),
      width: 'minmax(10rem, 2fr)',
      cell: ({ supplierId }) => supplierId !== null && <SupplierName id={supplierId} />,
      narrow: 'title',
    },
    {
      id: 'order',
      title: t('order'),
      width: '7rem',
      cell: ({ orderId }) => orderId !== null && <OrderNumber id={orderId} link />,
    },
    {
      id: 'type',
      title: t('type'),
      width: 'minmax(7rem, 1fr)',
      cell: ({ type }) => t(`type_${type}`),
      narrow: 'below',
    },
    {
      id: 'status',
      title: t('status'),
      width: '12rem',
      cell: ({ status, overdue }) => <PaymentBadge status={status} overdue={overdue} />,
      narrow: 'belowValue',
    },
    {
      id: 'amount',
      title: t('amount'),
      width: '9rem',
      numeric: true,
      cell: ({ amount, currency }) => format.money(amount, currency),
      narrow: 'value',
    },
    {
      id: 'paidOn',
      title: t('paidOn'),
      width: '7.5rem',
      cell: ({ paidOn }) => paidOn !== null && format.day(paidOn),
    },
    {
      id: 'reference',
      title: t('reference'),
      width: 'minmax(7rem, 1fr)',
      cell: ({ reference }) => reference,
    },
  ]
}

/** The day, or what it waits for. */
function Due({ payment: { dueOn, dueTrigger } }: { payment: Payment }) {
  const t = useTranslations('payments')
  const format = useFormat()
  if (dueOn !== null) return format.day(dueOn)
  return <span className="text-muted">{dueTrigger ? t(`after_${dueTrigger}`) : t('noDay')}</span>
}
