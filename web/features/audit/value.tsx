'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { orderStages } from '#shared/domain/orders/stages.ts'
import { paymentStatuses, paymentTypes } from '#shared/domain/payments/payments.ts'
import { OrderNumber, ProductName, SupplierName } from '#web/components/records/record-names.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { useFieldNames } from './use-field-names.ts'

interface ValueProps {
  field: string
  value: unknown
}

/** A stored value as people read it: days as days, yes and no, names for ids. */
export function Value({ field, value }: ValueProps): ReactNode {
  const t = useTranslations('audit')
  const common = useTranslations('common')
  const format = useFormat()
  if (value === null || value === undefined || value === '') {
    return <span className="text-muted">{common('none')}</span>
  }
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number') return format.number(value)
  if (typeof value === 'string') return <Text field={field} text={value} />
  if (Array.isArray(value)) {
    const items: unknown[] = value
    return (
      <ol className="grid gap-1">
        {items.map((item, index) => (
          <li key={index}>
            <Value field={field} value={item} />
          </li>
        ))}
      </ol>
    )
  }
  return <Parts parts={value} />
}

function Parts({ parts }: { parts: object }) {
  const nameOf = useFieldNames()
  return (
    <span className="flex flex-wrap gap-x-3">
      {Object.entries(parts).map(([name, part]: [string, unknown]) => (
        <span key={name}>
          <span className="text-muted">{nameOf(name)}</span> <Value field={name} value={part} />
        </span>
      ))}
    </span>
  )
}

function Text({ field, text }: { field: string; text: string }) {
  const common = useTranslations('common')
  const payments = useTranslations('payments')
  const format = useFormat()
  if (field === 'supplierId') return <SupplierName id={text} link />
  if (field === 'orderId') return <OrderNumber id={text} link />
  if (field === 'productId') return <ProductName id={text} link />
  if (field === 'stage') {
    const stage = orderStages.find((name) => name === text)
    if (stage) return common(`stage_${stage}`)
  }
  const status = field === 'status' && paymentStatuses.find((name) => name === text)
  if (status) return payments(`status_${status}`)
  const type = field === 'type' && paymentTypes.find((name) => name === text)
  if (type) return payments(`type_${type}`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return format.day(text)
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return format.instant(text)
  const isCode = /^[a-z]+_[0-9A-Z]{26}$/.test(text)
  return isCode ? <bdi dir="ltr">{text}</bdi> : <bdi>{text}</bdi>
}
