import { useCallback } from 'react'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { isMonth } from './calendar/month-days.ts'

export const views = ['calendar', 'list', 'summary'] as const
export type View = (typeof views)[number]

/** What of the payments is shown, as the page's address says it. */
export function usePaymentAddress() {
  const { get, set } = useAddress()
  const format = useFormat()
  const wanted = get('view') || get('layout')
  const view = views.find((name) => name === wanted) ?? 'calendar'
  const month = isMonth(get('month')) ? get('month') : format.today().slice(0, 7)
  const open = useCallback((id: string) => set({ payment: id }, { push: true }), [set])
  return { get, set, view, month, open }
}
