'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PickOrder, type PickedOrder } from '#web/components/pickers/pick-order.tsx'
import { PickSupplier, type PickedSupplier } from '#web/components/pickers/pick-supplier.tsx'
import { useFormat } from '#web/lib/use-format.ts'

export type OrderOfPayment = Pick<
  PickedOrder,
  'id' | 'number' | 'currency' | 'outstanding' | 'supplier'
>

/** Whom a payment is with: of an order, or of a supplier without one. */
export interface Party {
  order: OrderOfPayment | null
  supplier: Pick<PickedSupplier, 'id' | 'name' | 'currency'> | null
}

interface PartyFieldsProps {
  value: Party
  onChange: (party: Party) => void
  error: string | undefined
}

type For = 'order' | 'supplier'

export function PartyFields({ value, onChange, error }: PartyFieldsProps) {
  const t = useTranslations('payments')
  const format = useFormat()
  const { order, supplier } = value
  const [wanted, setWanted] = useState<For>(supplier ? 'supplier' : 'order')
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">{t('paymentFor')}</legend>
      <div className="flex flex-wrap gap-4">
        {(['order', 'supplier'] as const).map((name) => (
          <label key={name} className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="payment-for"
              className="size-4 accent-accent"
              checked={wanted === name}
              onChange={() => {
                setWanted(name)
                onChange({ order: null, supplier: null })
              }}
            />
            {t(`for_${name}`)}
          </label>
        ))}
      </div>
      {wanted === 'order' ? (
        <PickOrder
          label={t('order')}
          value={order}
          onChange={(chosen) => onChange({ order: chosen, supplier: null })}
          error={error}
          help={
            order
              ? t('orderHelp', {
                  supplier: order.supplier.name,
                  outstanding: format.money(order.outstanding, order.currency),
                })
              : t('orderSearchHelp')
          }
        />
      ) : (
        <PickSupplier
          label={t('supplier')}
          value={supplier}
          onChange={(chosen) => onChange({ order: null, supplier: chosen })}
          error={error}
        />
      )}
    </fieldset>
  )
}
