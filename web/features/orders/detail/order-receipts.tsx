'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { PackageOpen, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLocations } from '#web/components/pickers/pick-location.tsx'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, once, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { isolated } from '#web/lib/isolated.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type Order, type Receipt, useReceipts } from '../order-data.ts'

/** What came of the order and when; each delivery can be taken back while the goods are there. */
export function OrderReceipts({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const { data, error, isPending, refetch } = useReceipts(order.id)
  const [undoing, setUndoing] = useState<Receipt>()
  if (isPending) return <SkeletonRows rows={2} />
  if (error) return <Failure strip error={error} onRetry={() => void refetch()} />
  if (data.items.length === 0) return null
  return (
    <Card title={t('receipts')}>
      <ul>
        {data.items.map((receipt) => (
          <ReceiptItem
            key={receipt.id}
            {...{ order, receipt }}
            onUndo={() => setUndoing(receipt)}
          />
        ))}
      </ul>
      {undoing && (
        <UndoReceipt {...{ order }} receipt={undoing} onClose={() => setUndoing(undefined)} />
      )}
    </Card>
  )
}

/** The movements of a receipt that still count. */
function standing(receipt: Receipt): string[] {
  return receipt.lines.flatMap(({ movementId, reversalId }) =>
    movementId !== null && reversalId === null ? [movementId] : [],
  )
}

function ReceiptItem({
  order,
  receipt,
  onUndo,
}: {
  order: Order
  receipt: Receipt
  onUndo: () => void
}) {
  const t = useTranslations('orders')
  const format = useFormat()
  const can = useCan()
  const { data: locations } = useLocations()
  const place = locations?.items.find(({ id }) => id === receipt.locationId)?.name
  const isUndone = standing(receipt).length === 0
  const mayUndo = can('inventory:write') && order.stage !== 'completed' && !isUndone
  return (
    <li className="grid gap-2 border-b border-border p-4 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PackageOpen size={16} aria-hidden="true" className="text-muted" />
        <span className="font-medium">{format.instant(receipt.at)}</span>
        <span className="text-muted">
          {[receipt.actor.name, place, receipt.reference]
            .flatMap((text) => (text ? isolated(text) : []))
            .join(' · ')}
        </span>
        {isUndone && receipt.lines.some(({ reversalId }) => reversalId !== null) && (
          <Badge>{t('takenBack')}</Badge>
        )}
        {mayUndo && (
          <Button
            look="quiet"
            className="screen-only ms-auto"
            icon={<Undo2 size={16} aria-hidden="true" />}
            onClick={onUndo}
          >
            {t('undoReceipt')}
          </Button>
        )}
      </div>
      <ReceiptLines receipt={receipt} />
    </li>
  )
}

function ReceiptLines({ receipt }: { receipt: Receipt }) {
  const t = useTranslations('orders')
  const format = useFormat()
  return (
    <ul className="grid gap-1 text-table">
      {receipt.lines.map((line) => (
        <li key={line.lineId} className="flex flex-wrap gap-x-3">
          <span className={line.reversalId === null ? '' : 'text-muted line-through'}>
            <span className="font-medium tabular-nums">{format.number(line.acceptedQuantity)}</span>{' '}
            × {line.name}{' '}
            <bdi dir="ltr" className="text-muted">
              {line.sku}
            </bdi>
          </span>
          {line.rejectedQuantity > 0 && (
            <span className="text-warn">
              {t('rejectedBecause', {
                count: format.number(line.rejectedQuantity),
                reason: line.rejectReason ?? '',
              })}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function UndoReceipt({
  order,
  receipt,
  onClose,
}: {
  order: Order
  receipt: Receipt
  onClose: () => void
}) {
  const t = useTranslations('orders')
  const format = useFormat()
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: async () => {
      // One by one, so that the first that cannot be taken back is told by its own refusal.
      for (const id of standing(receipt)) {
        await take(
          api.inventory.movements[':id'].reverse.$post({ param: { id }, json: {} }, once()),
        )
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['order'] }),
  })
  return (
    <Confirm
      title={t('undoReceiptOf', { when: format.instant(receipt.at) })}
      action={t('undoReceipt')}
      onClose={onClose}
      onConfirm={async () => {
        await undo.mutateAsync()
        showToast(t('receiptUndone', { number: order.number }))
      }}
    >
      <p>{t('undoReceiptHelp')}</p>
    </Confirm>
  )
}
