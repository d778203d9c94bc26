'use client'

import { useTranslations } from 'use-intl'
import { useLocations } from '#web/components/pickers/pick-location.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { useIsOnline } from '#web/lib/offline/use-outbox.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { acceptedOf, countedLines, type LineEntry } from './receipt-draft.ts'
import type { Order, OrderLine } from './receive-data.ts'
import type { useReceipt } from './use-receipt.ts'

/** What will be booked, to be looked at once more. */
export function ReceiptSummary({
  order,
  receipt,
  onClose,
}: {
  order: Order
  receipt: ReturnType<typeof useReceipt>
  onClose: () => void
}) {
  const t = useTranslations('receive')
  const { data: locations } = useLocations()
  const isOnline = useIsOnline()
  const { draft, send } = receipt
  const counted = countedLines(order, draft)
  const items = counted.reduce((sum, { entry }) => sum + acceptedOf(entry), 0)
  const placeId = draft.locationId || MAIN_LOCATION_ID
  const place = locations?.items.find(({ id }) => id === placeId)?.name
  const left = order.lines.filter(
    (line) => line.openQuantity > 0 && !counted.some((one) => one.line.id === line.id),
  ).length
  return (
    <Dialog
      title={t('summary', { number: order.number })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button
            look="primary"
            busy={send.isPending}
            onClick={() => send.mutate(undefined, { onSettled: onClose })}
          >
            {t('receiveItems', { items })}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {place !== undefined && <p>{t('intoPlace', { place })}</p>}
        <ul className="grid gap-2">
          {counted.map(({ line, entry }) => (
            <SummaryLine key={line.id} line={line} entry={entry} />
          ))}
        </ul>
        {left > 0 && <p className="text-muted">{t('linesLeft', { count: left })}</p>}
        {!isOnline && (
          <p className="rounded-control bg-warn-soft px-3 py-2 text-warn">{t('willWait')}</p>
        )}
      </div>
    </Dialog>
  )
}

export function SummaryLine({ line, entry }: { line: OrderLine; entry: LineEntry }) {
  const t = useTranslations('receive')
  const format = useFormat()
  return (
    <li className="flex items-start justify-between gap-3 border-b border-border pb-2 last:border-0">
      <span className="min-w-0">
        <span className="block truncate">{line.name}</span>
        {entry.rejected !== '' && (
          <span className="text-xs text-warn">
            {t('rejectedBecause', {
              count: format.number(Number(entry.rejected)),
              reason: entry.reason,
            })}
          </span>
        )}
      </span>
      <span className="number font-semibold">{format.number(acceptedOf(entry))}</span>
    </li>
  )
}
