import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pages } from '#client/pages.ts'
import { api } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import type { Payment } from '../payment.ts'

const MOST = 2_000

/** Every payment that is due from one day to another, by its day. */
export function useMonthPayments(dueFrom: string, dueTo: string) {
  const query = useQuery<Payment[], ApiProblem>({
    queryKey: ['payment', 'calendar', dueFrom, dueTo],
    queryFn: async ({ signal }) => {
      const payments: Payment[] = []
      const due = { query: { dueFrom, dueTo } }
      for await (const { items } of pages(api.payments.$get, due, { init: { signal } })) {
        payments.push(...items)
        if (payments.length >= MOST) break
      }
      return payments
    },
  })
  const { data } = query
  const byDay = useMemo(() => Map.groupBy(data ?? [], ({ dueOn }) => dueOn ?? ''), [data])
  return { ...query, byDay }
}
