'use client'

import { CircleCheck, ScanBarcode } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton, LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { WorkMode } from '#web/components/work-mode/work-mode.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { CountSheet } from './count-sheet.tsx'
import { Outcome } from './outcome.tsx'
import { type Order, useReceivedOrder } from './receive-data.ts'
import { useReceipt } from './use-receipt.ts'

/** Receives the goods of one order, line after line. */
export function ReceiveOrder({ id }: { id: string }) {
  const t = useTranslations('receive')
  const [isScanning, setScanning] = useState(false)
  const { data, error, refetch } = useReceivedOrder(id)
  return (
    <WorkMode
      back="/receive"
      title={
        data ? (
          <>
            <bdi dir="ltr">{data.number}</bdi> · <bdi>{data.supplier.name}</bdi>
          </>
        ) : (
          t('title')
        )
      }
      actions={
        <IconButton
          label={t('scan')}
          aria-pressed={isScanning}
          onClick={() => setScanning(!isScanning)}
        >
          <ScanBarcode size={20} aria-hidden="true" />
        </IconButton>
      }
    >
      {data ? (
        <Loaded
          key={data.id}
          order={data}
          isScanning={isScanning}
          onScanned={() => setScanning(false)}
        />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </WorkMode>
  )
}

interface LoadedProps {
  order: Order
  isScanning: boolean
  onScanned: () => void
}

function Loaded({ order, ...scanning }: LoadedProps) {
  const t = useTranslations('receive')
  const can = useCan()
  const receipt = useReceipt(order)
  if (!can('orders:receive')) return <NoRight what={t('whatReceiving')} />
  if (receipt.result) return <Outcome result={receipt.result} receipt={receipt} />
  if (!order.actions.includes('receive')) return <NotReceivable order={order} />
  return <CountSheet order={order} receipt={receipt} {...scanning} />
}

function NotReceivable({ order }: { order: Order }) {
  const t = useTranslations('receive')
  const common = useTranslations('common')
  const isDone = order.stage === 'received' || order.stage === 'completed'
  return (
    <Notice
      icon={CircleCheck}
      title={
        isDone ? t('allReceived', { number: order.number }) : t('notYet', { number: order.number })
      }
      actions={
        <>
          <LinkButton href={`/orders/${order.id}`}>{t('seeOrder')}</LinkButton>
          <LinkButton href="/receive">{t('otherOrders')}</LinkButton>
        </>
      }
    >
      {isDone ? t('allReceivedHelp') : t('notYetHelp', { stage: common(`stage_${order.stage}`) })}
    </Notice>
  )
}
