'use client'

import { CircleHelp } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { StageBadge } from '#web/components/ui/stage-badge.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type Order, useHistory, useOrder, usePayments } from '../order-data.ts'
import { HoldBadge, LateBadge } from '../order-marks.tsx'
import { useViewpoint } from '../use-viewpoint.ts'
import { MailNotice } from './mail-state.tsx'
import { NextStep } from './next-step.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderPayments } from './order-payments.tsx'
import { OrderReceipts } from './order-receipts.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { Pipeline } from './pipeline.tsx'

/** A purchase order with all that belongs to it. */
export function OrderPage({ id }: { id: string }) {
  const t = useTranslations('orders')
  const can = useCan()
  const { data, error, isPending, refetch } = useOrder(id)
  if (!can('orders:read')) return <NoRight what={t('whatOrders')} />
  if (isPending) return <SkeletonRows />
  if (data) {
    return (
      <>
        {error && <Failure strip error={error} onRetry={() => void refetch()} />}
        <Loaded order={data} />
      </>
    )
  }
  if (error.status === 404) return <NoSuchOrder />
  return <Failure error={error} onRetry={() => void refetch()} />
}

export function NoSuchOrder() {
  const t = useTranslations('orders')
  return (
    <Notice
      icon={CircleHelp}
      title={t('noSuchOrder')}
      actions={<LinkButton href="/orders">{t('toAllOrders')}</LinkButton>}
    >
      {t('noSuchOrderHelp')}
    </Notice>
  )
}

function Loaded({ order }: { order: Order }) {
  const can = useCan()
  const { data: history } = useHistory(order.id)
  const { data: payments } = usePayments(order.id, { enabled: can('payments:read') })
  const view = useViewpoint(order, history, payments?.items)
  return (
    <>
      <PageHeader
        title={
          <>
            <bdi dir="ltr">{order.number}</bdi> · <bdi>{order.supplier.name}</bdi>
          </>
        }
        beside={
          <span className="flex flex-wrap gap-1">
            <StageBadge stage={order.stage} />
            <HoldBadge order={order} />
            <LateBadge order={order} />
          </span>
        }
        actions={<OrderActions order={order} />}
      />
      <PrintHead order={order} />
      <div className="grid gap-4 pt-1">
        <Pipeline order={order} />
        <MailNotice order={order} />
        <NextStep order={order} view={view} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="grid min-w-0 gap-4">
            <OrderLines order={order} />
            <OrderReceipts order={order} />
            <OrderTimeline order={order} history={history} />
          </div>
          <div className="grid min-w-0 gap-4">
            <OrderFacts order={order} />
            {can('payments:read') && (
              <OrderPayments order={order} payments={payments?.items ?? []} />
            )}
          </div>
        </div>
      </div>
    </>
  )
}

/** What stands above the order on paper. */
function PrintHead({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const format = useFormat()
  return (
    <header className="mb-4 hidden print:block">
      <h1 className="text-title font-semibold">
        {t('order')} <bdi dir="ltr">{order.number}</bdi>
      </h1>
      <p>
        <bdi>{order.supplier.name}</bdi> · {common(`stage_${order.stage}`)} ·{' '}
        {format.instant(order.updatedAt)}
      </p>
    </header>
  )
}
