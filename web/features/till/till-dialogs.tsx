'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { CheckField } from '#web/components/ui/field.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { type Cart, type CartLine, changeLine, discountAll, discounted, totalsOf } from './cart.ts'
import type { HeldCart } from './use-cart.ts'

interface DiscountDialogProps {
  line: CartLine
  onChange: (next: (cart: Cart) => Cart) => void
  onClose: () => void
}

/** A lower price: by percent, or said outright. */
export function DiscountDialog({ line, onChange, onClose }: DiscountDialogProps) {
  const t = useTranslations('till')
  const common = useTranslations('common')
  const { product } = line
  const [percent, setPercent] = useState('')
  const [price, setPrice] = useState(line.unitPrice)
  const [isForAll, setForAll] = useState(false)
  const apply = () => {
    onChange((cart) => {
      if (isForAll) return discountAll(cart, percent)
      return changeLine(cart, product.id, { unitPrice: price })
    })
    onClose()
  }
  return (
    <Dialog
      title={t('discountOf', { name: product.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" onClick={apply}>
            {t('applyPrice')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <DecimalField
          autoFocus
          label={t('percentOff')}
          value={percent}
          unit="%"
          onEnter={apply}
          onChange={(value) => {
            setPercent(value)
            setPrice(discounted(product, value))
          }}
        />
        {!isForAll && (
          <DecimalField
            label={t('priceOfOne')}
            value={price}
            unit={product.currency}
            onEnter={apply}
            onChange={setPrice}
          />
        )}
        <CheckField
          label={t('forAll')}
          checked={isForAll}
          onChange={(event) => setForAll(event.target.checked)}
        />
      </div>
    </Dialog>
  )
}

interface HeldDialogProps {
  held: readonly HeldCart[]
  onResume: (id: string) => void
  onDrop: (id: string) => void
  onClose: () => void
}

/** Carts that were put aside. */
export function HeldDialog({ held, onResume, onDrop, onClose }: HeldDialogProps) {
  const t = useTranslations('till')
  const format = useFormat()
  return (
    <Dialog title={t('held')} onClose={onClose}>
      <ul className="grid gap-2">
        {held.map(({ id, at, cart }) => (
          <li
            key={id}
            className="flex items-center gap-3 rounded-card border border-border p-2 ps-3"
          >
            <div className="min-w-0 grow">
              <p className="truncate font-medium">
                {cart.lines.map(({ product }) => product.name).join(', ')}
              </p>
              <p className="text-xs text-muted">
                {format.instant(at)} · {t('totalOf', { count: cart.lines.length })} ·{' '}
                {totalsOf(cart)
                  .map(({ amount, currency }) => format.money(amount, currency))
                  .join(' + ')}
              </p>
            </div>
            <IconButton label={t('dropHeld', { time: format.time(at) })} onClick={() => onDrop(id)}>
              <Trash2 size={18} aria-hidden="true" />
            </IconButton>
            <Button
              onClick={() => {
                onResume(id)
                onClose()
              }}
            >
              {t('resume')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
