'use client'

import { useTranslations } from 'use-intl'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { type FormPartProps, isLocked } from './header-fields.tsx'
import { totalsOf } from './order-draft.ts'

const surcharges = ['tax', 'shipping', 'other'] as const

/** What comes on top of the lines, and what all of it makes. */
export function Sums({ draft, order, errorOf, onChange }: FormPartProps) {
  const t = useTranslations('orders')
  const format = useFormat()
  const { subtotal, total } = totalsOf(draft)
  const isChanged =
    order !== undefined && order.stage !== 'draft' && Number(order.total) !== Number(total)
  return (
    <Card className="grid gap-3 p-4">
      <p className="flex justify-between gap-4">
        <span className="text-muted">{t('subtotal')}</span>
        <output className="number">{format.money(subtotal, draft.currency)}</output>
      </p>
      {surcharges.map((name) => (
        <DecimalField
          key={name}
          label={t(name)}
          optional
          unit={draft.currency}
          disabled={isLocked(order, name)}
          value={draft[name]}
          error={errorOf(name)}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
      <p className="flex justify-between gap-4 border-t border-border pt-3 text-base font-semibold">
        <span>{t('total')}</span>
        <output className="number">{format.money(total, draft.currency)}</output>
      </p>
      {isChanged && (
        <p className="text-end text-xs text-muted">
          {t('wasValue', { value: format.money(order.total, order.currency) })}
        </p>
      )}
    </Card>
  )
}
