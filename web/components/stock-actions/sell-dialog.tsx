'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { PickLocation } from '#web/components/pickers/pick-location.tsx'
import type { PickedProduct } from '#web/components/pickers/pick-product.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { api, type Sent, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { Outlook, useInUnits } from './outlook.tsx'
import { StockDialog } from './stock-dialog.tsx'
import type { StockedProduct } from './stocked-product.ts'
import { useMovedToast, useStockChanged } from './use-stock-write.ts'

interface SellDialogProps {
  product: StockedProduct & Pick<PickedProduct, 'price' | 'currency'>
  onClose: () => void
}

/** Books a single sale of a product, where no till is at hand. */
export function SellDialog({ product, onClose }: SellDialogProps) {
  const t = useTranslations('stockActions')
  const [place, setPlace] = useState(MAIN_LOCATION_ID)
  const [quantity, setQuantity] = useState('1')
  const [unitPrice, setUnitPrice] = useState(product.price)
  const [reference, setReference] = useState('')
  const write = useSale(product, onClose)
  const errors = fieldErrors(write.error, ['quantity', 'unitPrice', 'reference'])
  const sale = { productId: product.id, locationId: place, quantity: quantity || '0', reference }
  const price = unitPrice === '' ? {} : { unitPrice }
  return (
    <StockDialog
      title={t('sellStock')}
      product={product}
      action={t('sell')}
      busy={write.isPending}
      error={errors.rest}
      onClose={onClose}
      onSubmit={() => write.mutate({ ...sale, ...price })}
    >
      <PickLocation label={t('location')} value={place} onChange={setPlace} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DecimalField
          autoFocus
          label={t('quantity')}
          value={quantity}
          onChange={setQuantity}
          unit={product.unit}
          error={errors.at('quantity')}
        />
        <DecimalField
          label={t('unitPrice')}
          value={unitPrice}
          onChange={setUnitPrice}
          unit={product.currency}
          error={errors.at('unitPrice')}
        />
      </div>
      <Outlook
        name={t('availableHere')}
        product={product}
        locationId={place}
        what="available"
        after={quantity === '' ? null : (now) => now - Number(quantity)}
      />
      <TextField
        label={t('reference')}
        optional
        value={reference}
        onChange={(event) => setReference(event.target.value)}
        error={errors.at('reference')}
        maxLength={200}
      />
    </StockDialog>
  )
}

function useSale(product: StockedProduct, onClose: () => void) {
  const t = useTranslations('stockActions')
  const inUnits = useInUnits(product)
  const changed = useStockChanged()
  const moved = useMovedToast()
  const once = useOnce()
  return useMutation({
    mutationFn: (json: Sent<typeof api.inventory.sale.$post>) =>
      take(api.inventory.sale.$post({ json }, once(json))),
    onSuccess: ({ movement }, { quantity }) => {
      changed()
      const amount = inUnits(Number(quantity))
      moved(t('sold', { name: product.name, amount }), movement.id)
      onClose()
    },
  })
}
