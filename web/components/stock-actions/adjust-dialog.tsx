'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { PickLocation } from '#web/components/pickers/pick-location.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { api, type Sent, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { Choice } from './choice.tsx'
import { Outlook, useInUnits } from './outlook.tsx'
import { StockDialog } from './stock-dialog.tsx'
import type { StockedProduct } from './stocked-product.ts'
import { useMovedToast, useStockChanged } from './use-stock-write.ts'

interface AdjustDialogProps {
  product: StockedProduct
  /** Where to begin; the main location unless said otherwise. */
  locationId?: string
  onClose: () => void
}

const ways = ['quantity', 'change'] as const
type Way = (typeof ways)[number]

/** Sets right what is on hand: to a number that was counted, or by what came or went. */
export function AdjustDialog({
  product,
  locationId = MAIN_LOCATION_ID,
  onClose,
}: AdjustDialogProps) {
  const t = useTranslations('stockActions')
  const [place, setPlace] = useState(locationId)
  const [way, setWay] = useState<Way>('quantity')
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const write = useAdjustment(product, onClose)
  const errors = fieldErrors(write.error, ['quantity', 'change', 'reason'])
  const after = (now: number) => (way === 'quantity' ? 0 : now) + Number(amount)
  return (
    <StockDialog
      title={t('adjustStock')}
      product={product}
      action={t('adjust')}
      busy={write.isPending}
      error={errors.rest}
      onClose={onClose}
      onSubmit={() =>
        write.mutate({ productId: product.id, locationId: place, [way]: amount || '0', reason })
      }
    >
      <PickLocation label={t('location')} value={place} onChange={setPlace} />
      <Choice
        label={t('how')}
        options={ways.map((name) => ({ name, title: t(`way_${name}`) }))}
        value={way}
        onChange={setWay}
      />
      <DecimalField
        autoFocus
        label={t(`amount_${way}`)}
        help={way === 'change' ? t('changeHelp') : undefined}
        value={amount}
        onChange={setAmount}
        unit={product.unit}
        error={errors.at(way)}
      />
      <Outlook
        name={t('onHandHere')}
        product={product}
        locationId={place}
        what="onHand"
        after={amount === '' ? null : after}
      />
      <TextField
        label={t('reason')}
        help={t('reasonHelp')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={errors.at('reason')}
        maxLength={500}
      />
    </StockDialog>
  )
}

function useAdjustment(product: StockedProduct, onClose: () => void) {
  const t = useTranslations('stockActions')
  const inUnits = useInUnits(product)
  const changed = useStockChanged()
  const moved = useMovedToast()
  const once = useOnce()
  return useMutation({
    mutationFn: (json: Sent<typeof api.inventory.adjust.$post>) =>
      take(api.inventory.adjust.$post({ json }, once(json))),
    onSuccess: ({ movement, level }) => {
      changed()
      moved(t('adjusted', { name: product.name, onHand: inUnits(level.onHand) }), movement.id)
      onClose()
    },
  })
}
