'use client'

import { useMemo } from 'react'
import { type OrderStage, orderStages } from '#shared/domain/orders/stages.ts'
import { useAddress } from '#web/lib/use-address.ts'

/** What narrows the orders that are shown, out of the address of the page. */
export interface OrderFilter {
  q: string
  supplierId: string
  late: boolean
  onHold: boolean
}

export function useOrderFilter() {
  const { get, set } = useAddress()
  const [q, supplierId] = [get('q'), get('supplier')]
  const [late, onHold] = [get('late') === '1', get('hold') === '1']
  const stage = orderStages.find((name) => name === get('stage'))
  const filter = useMemo<OrderFilter>(
    () => ({ q, supplierId, late, onHold }),
    [q, supplierId, late, onHold],
  )
  const isNarrowed = q !== '' || supplierId !== '' || late || onHold
  const clear = () => set({ q: '', supplier: '', late: '', hold: '', stage: '' })
  return { filter, stage, isNarrowed, clear, get, set }
}

/** The filter as the API takes it. */
export function queryOf(filter: OrderFilter, stage?: OrderStage) {
  return {
    ...(filter.q && { q: filter.q }),
    ...(filter.supplierId && { supplierId: filter.supplierId }),
    ...(filter.late && { late: 'true' as const }),
    ...(filter.onHold && { onHold: 'true' as const }),
    ...(stage && { stage }),
  }
}
