import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import type { Payment } from '../payment.ts'

const MOST_PAGES = 20

/** Every payment that is due from one day to another, by its day. */
export function useMonthPayments(dueFrom: string, dueTo: string) {
  const query = useQuery<Payment[], ApiProblem>({
    queryKey: ['payment', 'calendar', dueFrom, dueTo],
    queryFn: async ({ signal }) => {
      const payments: Payment[] = []
      let cursor: string | undefined
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const query = { dueFrom, dueTo, limit: '100', ...(cursor && { cursor }) }
        const page = await take(api.payments.$get({ query }, { init: { signal } }))
        payments.push(...page.items)
        if (page.nextCursor === null) break
        cursor = page.nextCursor
      }
      return payments
    },
  })
  const { data } = query
  const byDay = useMemo(() => Map.groupBy(data ?? [], ({ dueOn }) => dueOn ?? ''), [data])
  return { ...query, byDay }
}
