'use client'

import { CircleCheck, CloudOff, Undo2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { acceptedOf, countedLines } from './receipt-draft.ts'
import { SummaryLine } from './receipt-summary.tsx'
import type { Result, useReceipt } from './use-receipt.ts'

/** What was booked, how the order stands now, and the ways on: the rest, another order, or undo. */
export function Outcome({
  result,
  receipt,
}: {
  result: Result
  receipt: ReturnType<typeof useReceipt>
}) {
  const t = useTranslations('receive')
  const common = useTranslations('common')
  const can = useCan()
  const { posted, draft, order } = result
  const received = posted.state === 'sent' ? posted.answer : undefined
  const counted = countedLines(order, draft)
  const items = counted.reduce((sum, { entry }) => sum + acceptedOf(entry), 0)
  const isOpen = (received?.order ?? order).actions.includes('receive')
  const open = received?.order.lines.reduce((sum, line) => sum + line.openQuantity, 0) ?? 0
  const Icon = received ? CircleCheck : CloudOff
  const mayUndo = can('inventory:write') && received !== undefined && received.movements.length > 0
  return (
    <div className="mx-auto grid h-full max-w-xl content-start gap-4 overflow-y-auto p-4">
      <div role="status" className="grid justify-items-center gap-2 py-4 text-center">
        <Icon size={40} aria-hidden="true" className={received ? 'text-ok' : 'text-warn'} />
        <h2 className="text-title font-semibold">{received ? t('done', { items }) : t('waits')}</h2>
        <p className="text-muted">
          {received
            ? open > 0
              ? t('stillOpen', { number: order.number, open })
              : t('orderIsNow', {
                  number: order.number,
                  stage: common(`stage_${received.order.stage}`),
                })
            : t('willWait')}
        </p>
      </div>
      <Counted result={result} />
      <Refusal error={receipt.undo.error} />
      <div className="flex flex-wrap justify-center gap-2">
        {mayUndo && (
          <Button
            busy={receipt.undo.isPending}
            icon={<Undo2 size={16} aria-hidden="true" />}
            onClick={() => receipt.undo.mutate(received)}
          >
            {t('undoReceipt')}
          </Button>
        )}
        {isOpen && <Button onClick={receipt.goOn}>{t('receiveMore')}</Button>}
        {can('orders:read') && (
          <LinkButton href={`/orders/${order.id}`}>{t('seeOrder')}</LinkButton>
        )}
        <LinkButton look="primary" href="/receive">
          {t('nextOrder')}
        </LinkButton>
      </div>
    </div>
  )
}

function Counted({ result: { order, draft } }: { result: Result }) {
  return (
    <ul className="grid gap-2 rounded-card border border-border bg-surface p-3">
      {countedLines(order, draft).map(({ line, entry }) => (
        <SummaryLine key={line.id} line={line} entry={entry} />
      ))}
    </ul>
  )
}
