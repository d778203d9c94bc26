'use client'

import { useCan, useMe, useSettings } from '#web/lib/api/use-session.ts'
import type { Viewpoint } from './gates-ahead.ts'
import type { HistoryEntry, Order, OrderSummary, Payment } from './order-data.ts'

const own = ['created', 'edited', 'amended']

/** What decides whether this person may approve an order, and what its gates ask for. */
export function useViewpoint(
  order: Order | OrderSummary | undefined,
  history: readonly HistoryEntry[] | undefined,
  payments: readonly Payment[] = [],
): Viewpoint {
  const { data: me } = useMe()
  const { data: settings } = useSettings()
  const can = useCan()
  const userId = me?.user.id
  const isAuthor = userId !== undefined && order?.author.id === userId
  const hasChanged = history?.some(({ event, actor }) => actor.id === userId && own.includes(event))
  return {
    approvalLimit: settings?.approvalLimit ?? null,
    companyCurrency: settings?.currency ?? order?.currency ?? 'EUR',
    mayApprove: can('orders:approve'),
    isOwnWork: isAuthor || (hasChanged ?? false),
    payments,
  }
}
