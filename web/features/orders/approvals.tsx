'use client'

import { useMutation } from '@tanstack/react-query'
import { CircleCheck, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useSettings } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { ReasonDialog } from './board/board-dialogs.tsx'
import { useRefusalWords } from './gate-words.ts'
import { rulingOn } from './gates-ahead.ts'
import { moveOrder, type OrderSummary, useHistory, useOrderChanged } from './order-data.ts'
import { DueDay, HoldBadge, LateBadge } from './order-marks.tsx'
import { OrderRefusal } from './order-refusal.tsx'
import { OrdersHead } from './orders-head.tsx'
import { useViewpoint } from './use-viewpoint.ts'

const PAGE = '25'

/** Orders that wait for an approval: what this person may decide on, and why not the others. */
export function Approvals() {
  const t = useTranslations('orders')
  const can = useCan()
  if (!can('orders:read')) return <NoRight what={t('whatOrders')} />
  return (
    <>
      <OrdersHead view="approvals" />
      <Rule />
      <Waiting />
    </>
  )
}

/** Who may approve what, in a sentence. */
function Rule() {
  const t = useTranslations('orders')
  const format = useFormat()
  const { data } = useSettings()
  if (!data) return null
  return (
    <p className="mt-1 mb-3 flex items-start gap-2 text-muted">
      <ShieldCheck size={18} aria-hidden="true" className="shrink-0" />
      {data.approvalLimit === null
        ? t('ruleWithoutLimit')
        : t('ruleWithLimit', { limit: format.money(data.approvalLimit) })}
    </p>
  )
}

function Waiting() {
  const t = useTranslations('orders')
  const list = useList<OrderSummary>(['order', 'approvals'], (cursor, signal) =>
    take(
      api.orders.$get(
        {
          query: {
            stage: 'pending_approval',
            sort: 'dueOn',
            limit: PAGE,
            ...(cursor && { cursor }),
          },
        },
        { init: { signal } },
      ),
    ),
  )
  if (list.error && list.items.length === 0) {
    return <Failure error={list.error} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) return <SkeletonRows rows={4} />
  if (list.items.length === 0) {
    return (
      <Notice
        icon={CircleCheck}
        title={t('nothingWaits')}
        actions={<LinkButton href="/orders">{t('toAllOrders')}</LinkButton>}
      >
        {t('nothingWaitsHelp')}
      </Notice>
    )
  }
  return (
    <>
      {list.error && <Failure strip error={list.error} onRetry={() => void list.refetch()} />}
      <ul className="grid max-w-4xl gap-3">
        {list.items.map((order) => (
          <ApprovalCard key={order.id} order={order} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button look="quiet" className="mt-2" busy={list.isFetchingNextPage} onClick={list.more}>
          {t('showMore')}
        </Button>
      )}
    </>
  )
}

function ApprovalCard({ order }: { order: OrderSummary }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const can = useCan()
  const { data: settings } = useSettings()
  const { data: history } = useHistory(order.id, { enabled: settings?.approvalLimit !== null })
  const view = useViewpoint(order, history)
  const ruling = rulingOn(order, view)
  const mayApprove = ruling === 'automatic' || ruling === 'person'
  const submitted = history?.findLast(({ toStage }) => toStage === 'pending_approval')
  const limit = view.approvalLimit === null ? '' : format.money(view.approvalLimit)
  return (
    <li className="grid gap-3 rounded-card border border-border bg-surface p-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <div className="min-w-0 grow">
          <Link href={`/orders/${order.id}`} className="text-base font-semibold hover:underline">
            <bdi dir="ltr">{order.number}</bdi> · <bdi>{order.supplier.name}</bdi>
          </Link>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            <span>{t('lineCount', { count: order.lineCount })}</span>
            <DueDay order={order} short />
            <LateBadge order={order} />
            <HoldBadge order={order} />
          </p>
          <p className="text-xs text-muted">
            {t('submittedBy', {
              name: submitted?.actor.name ?? order.author.name,
              when: format.instant(order.stageSince),
            })}
          </p>
        </div>
        <p className="number text-title font-semibold">
          {format.money(order.total, order.currency)}
        </p>
      </div>
      {submitted && submitted.note !== null && (
        <p className="border-s-2 border-border ps-2">{submitted.note}</p>
      )}
      {mayApprove && can('orders:write') ? (
        <Decision order={order} />
      ) : (
        <p className="rounded-control bg-warn-soft px-3 py-2 text-warn">
          {t(ruling === 'four_eyes' ? 'cannotApproveOwn' : 'cannotApprove', { limit })}
        </p>
      )}
    </li>
  )
}

function Decision({ order }: { order: OrderSummary }) {
  const t = useTranslations('orders')
  const changed = useOrderChanged()
  const [note, setNote] = useState('')
  const [isRejecting, setRejecting] = useState(false)
  const { number } = order
  const approve = useMutation({
    mutationFn: () => moveOrder(order, 'approved', note.trim() ? { note: note.trim() } : {}),
    onSuccess: (after) => {
      changed(after)
      showToast(t('approvedToast', { number }))
    },
  })
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          className="grow basis-60"
          label={t('note')}
          optional
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button onClick={() => setRejecting(true)}>{t('reject')}</Button>
        <Button
          look="primary"
          busy={approve.isPending}
          disabled={order.onHold}
          onClick={() => approve.mutate()}
        >
          {t('approveNumber', { number })}
        </Button>
      </div>
      {order.onHold && <p className="text-warn">{t('holdBlocks')}</p>}
      <OrderRefusal order={order} error={approve.error} />
      {isRejecting && <RejectDialog order={order} onClose={() => setRejecting(false)} />}
    </div>
  )
}

function RejectDialog({ order, onClose }: { order: OrderSummary; onClose: () => void }) {
  const t = useTranslations('orders')
  const words = useRefusalWords()
  const changed = useOrderChanged()
  const { number } = order
  const reject = useMutation({
    mutationFn: (reason: string) => moveOrder(order, 'draft', { reason }),
    onSuccess: (after) => {
      changed(after)
      showToast(t('rejectedToast', { number }))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={t('rejectTitle', { number })}
      action={t('reject')}
      busy={reject.isPending}
      error={reject.error ? words(order, reject.error) : undefined}
      onReason={(reason) => reject.mutate(reason)}
      onClose={onClose}
    >
      <p>{t('rejectHelp')}</p>
    </ReasonDialog>
  )
}
