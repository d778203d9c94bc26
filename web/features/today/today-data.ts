'use client'

import { useQuery } from '@tanstack/react-query'
import { addDays } from '#shared/domain/days.ts'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useCan, useSettings } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'

/** What runs out within so many days is worth a look today. */
export const SOON_DAYS = 14
export const PAY_DAYS = 7
export const SALES_DAYS = 30
export const VALUE_DAYS = 90
/** More are not counted: the page says "100+". */
export const MOST_COUNTED = 100

export type Forecast = Taken<(typeof api.monitor.forecast)['$get']>['items'][number]
export type LateOrder = Taken<(typeof api.orders)['$get']>['items'][number]
export type Payment = Taken<(typeof api.payments)['$get']>['items'][number]
export type PaymentSummary = Taken<(typeof api.payments.summary)['$get']>
export type Stage = Taken<(typeof api.orders.stages)['$get']>['items'][number]
export type SalesReport = Taken<(typeof api.reports.sales)['$get']>
export type StockValueReport = Taken<(typeof api.reports)['stock-value']['$get']>

const limit = String(MOST_COUNTED)

export function useRunningOut() {
  const can = useCan()
  return useQuery<Counted<Forecast>, ApiProblem>({
    queryKey: ['forecast', 'soon', SOON_DAYS],
    queryFn: async ({ signal }) =>
      counted(
        await take(
          api.monitor.forecast.$get(
            { query: { withinDays: String(SOON_DAYS), limit } },
            { init: { signal } },
          ),
        ),
      ),
    enabled: can('inventory:read'),
  })
}

export function useLateOrders() {
  const can = useCan()
  return useQuery<Counted<LateOrder>, ApiProblem>({
    queryKey: ['order', 'late'],
    queryFn: async ({ signal }) =>
      counted(
        await take(
          api.orders.$get({ query: { late: 'true', sort: 'dueOn', limit } }, { init: { signal } }),
        ),
      ),
    enabled: can('orders:read'),
  })
}

export function useAlertCounts() {
  const can = useCan()
  return useQuery<Taken<(typeof api.alerts.counts)['$get']>, ApiProblem>({
    // The page of the alerts asks the same.
    queryKey: ['alert', 'counts'],
    queryFn: ({ signal }) => take(api.alerts.counts.$get({}, { init: { signal } })),
    enabled: can('alerts:read'),
  })
}

export function useStages() {
  const can = useCan()
  return useQuery<Taken<(typeof api.orders.stages)['$get']>, ApiProblem, readonly Stage[]>({
    queryKey: ['order', 'stages'],
    queryFn: ({ signal }) => take(api.orders.stages.$get({}, { init: { signal } })),
    // The board keeps the same answer.
    select: ({ items }) => items,
    enabled: can('orders:read'),
  })
}

export function usePaymentSummary() {
  const can = useCan()
  return useQuery<PaymentSummary, ApiProblem>({
    queryKey: ['payment', 'summary'],
    queryFn: ({ signal }) => take(api.payments.summary.$get({}, { init: { signal } })),
    enabled: can('payments:read'),
  })
}

/** What is overdue, and what falls due within a week: open payments only, the oldest first. */
export function usePaymentsDue() {
  const can = useCan()
  const format = useFormat()
  const { data: settings } = useSettings()
  const today = format.today()
  const to = addDays(today, PAY_DAYS)
  return useQuery<readonly Payment[], ApiProblem>({
    queryKey: ['payment', 'due', today],
    queryFn: async ({ signal }) => {
      const ask = (query: { overdue: 'true' } | { dueFrom: string; dueTo: string }) =>
        take(
          api.payments.$get(
            { query: { ...query, sort: 'dueOn', limit: '25' } },
            { init: { signal } },
          ),
        )
      const [overdue, due] = await Promise.all([
        ask({ overdue: 'true' }),
        ask({ dueFrom: today, dueTo: to }),
      ])
      return [...overdue.items, ...due.items.filter(isOpen)]
    },
    enabled: can('payments:read') && settings !== undefined,
  })
}

function isOpen({ status }: Payment): boolean {
  return status !== 'paid' && status !== 'cancelled' && status !== 'refunded'
}

export function useStockStatus() {
  const can = useCan()
  return useQuery<Taken<(typeof api.inventory.status)['$get']>, ApiProblem>({
    queryKey: ['inventory', 'status'],
    queryFn: ({ signal }) => take(api.inventory.status.$get({}, { init: { signal } })),
    enabled: can('inventory:read'),
  })
}

export function useSales() {
  const can = useCan()
  const { from, isKnown } = usePeriod(SALES_DAYS)
  return useQuery<SalesReport, ApiProblem>({
    queryKey: ['report', 'sales', from],
    queryFn: ({ signal }) =>
      take(api.reports.sales.$get({ query: { from } }, { init: { signal } })),
    enabled: can('inventory:read') && isKnown,
  })
}

export function useStockValue() {
  const can = useCan()
  const { from, isKnown } = usePeriod(VALUE_DAYS)
  return useQuery<StockValueReport, ApiProblem>({
    queryKey: ['report', 'stock-value', from],
    queryFn: ({ signal }) =>
      take(api.reports['stock-value'].$get({ query: { from } }, { init: { signal } })),
    enabled: can('inventory:read') && isKnown,
  })
}

function usePeriod(days: number) {
  const format = useFormat()
  const { data } = useSettings()
  return { from: addDays(format.today(), 1 - days), isKnown: data !== undefined }
}

export interface Counted<Item> {
  items: readonly Item[]
  count: number
  /** There are more than were counted. */
  isMore: boolean
}

function counted<Item>(page: { items: Item[]; nextCursor: string | null }): Counted<Item> {
  return { items: page.items, count: page.items.length, isMore: page.nextCursor !== null }
}
