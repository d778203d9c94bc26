'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { PickLocation, useLocations } from '#web/components/pickers/pick-location.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { api, type Sent, take } from '#web/lib/api/client.ts'
import { type FieldErrors, fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { Outlook, useInUnits } from './outlook.tsx'
import { StockDialog } from './stock-dialog.tsx'
import type { StockedProduct } from './stocked-product.ts'
import { useMovedToast, useStockChanged } from './use-stock-write.ts'

interface TransferDialogProps {
  product: StockedProduct
  /** Where the goods are; the main location unless said otherwise. */
  fromLocationId?: string
  onClose: () => void
}

/** Moves goods from one location to another. */
export function TransferDialog(props: TransferDialogProps) {
  const { product, fromLocationId = MAIN_LOCATION_ID, onClose } = props
  const t = useTranslations('stockActions')
  const { data: locations } = useLocations()
  const [from, setFrom] = useState(fromLocationId)
  const [chosenTo, setTo] = useState('')
  const [quantity, setQuantity] = useState('')
  const [reason, setReason] = useState('')
  const others = locations?.items.filter(({ id, active }) => active && id !== from) ?? []
  const to = chosenTo === '' || chosenTo === from ? (others[0]?.id ?? '') : chosenTo
  const write = useTransfer(product, onClose)
  const errors = fieldErrors(write.error, ['quantity', 'toLocationId', 'reason'])
  const isAlone = locations !== undefined && others.length === 0
  return (
    <StockDialog
      title={t('transferStock')}
      product={product}
      action={t('transfer')}
      busy={write.isPending}
      error={errors.rest}
      onClose={onClose}
      onSubmit={() =>
        write.mutate({
          productId: product.id,
          fromLocationId: from,
          toLocationId: to,
          quantity: quantity || '0',
          reason,
        })
      }
    >
      <Places isAlone={isAlone} from={from} onFrom={setFrom} to={to} onTo={setTo} errors={errors} />
      <DecimalField
        autoFocus
        label={t('quantity')}
        value={quantity}
        onChange={setQuantity}
        unit={product.unit}
        error={errors.at('quantity')}
      />
      <Outlook
        name={t('availableThere')}
        product={product}
        locationId={from}
        what="available"
        after={quantity === '' ? null : (now) => now - Number(quantity)}
      />
      <TextField
        label={t('reason')}
        optional
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={errors.at('reason')}
        maxLength={500}
      />
    </StockDialog>
  )
}

interface PlacesProps {
  /** There is no other location to move anything to. */
  isAlone: boolean
  from: string
  onFrom: (id: string) => void
  to: string
  onTo: (id: string) => void
  errors: FieldErrors
}

function Places({ isAlone, from, onFrom, to, onTo, errors }: PlacesProps) {
  const t = useTranslations('stockActions')
  return (
    <>
      {isAlone && (
        <p className="rounded-control bg-warn-soft px-3 py-2 text-warn">{t('onePlace')}</p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <PickLocation label={t('from')} value={from} onChange={onFrom} />
        <PickLocation
          label={t('to')}
          value={to}
          onChange={onTo}
          error={errors.at('toLocationId')}
        />
      </div>
    </>
  )
}

function useTransfer(product: StockedProduct, onClose: () => void) {
  const t = useTranslations('stockActions')
  const inUnits = useInUnits(product)
  const changed = useStockChanged()
  const moved = useMovedToast()
  const once = useOnce()
  return useMutation({
    mutationFn: (json: Sent<typeof api.inventory.transfer.$post>) =>
      take(api.inventory.transfer.$post({ json }, once(json))),
    onSuccess: ({ movements }, { quantity }) => {
      changed()
      const amount = inUnits(Number(quantity))
      moved(t('transferred', { name: product.name, amount }), movements[0]?.id)
      onClose()
    },
  })
}
