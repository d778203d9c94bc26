'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox } from '#web/components/ui/combobox.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useSettled } from '#web/lib/use-settled.ts'

export type PickedOrder = Taken<(typeof api.orders)['$get']>['items'][number]

interface PickOrderProps {
  label: string
  value: Pick<PickedOrder, 'id' | 'number'> | null
  onChange: (order: PickedOrder) => void
  error?: string | undefined
  help?: string
  optional?: boolean
  autoFocus?: boolean
}

/** Finds a purchase order by a part of its number or of the supplier's reference. */
export function PickOrder({ label, value, onChange, ...rest }: PickOrderProps) {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed).trim()
  const { data } = useQuery({
    queryKey: ['order', 'pick', q],
    queryFn: ({ signal }) =>
      take(api.orders.$get({ query: { limit: '10', ...(q && { q }) } }, { init: { signal } })),
  })
  return (
    <Combobox<PickedOrder>
      {...rest}
      label={label}
      shown={value?.number ?? ''}
      typed={typed}
      onType={setTyped}
      options={data?.items}
      onChoose={onChange}
      optionKey={({ id }) => id}
      draw={({ number, supplier }) => (
        <>
          <bdi dir="ltr">{number}</bdi>
          <span className="ms-auto truncate text-xs text-muted">{supplier.name}</span>
        </>
      )}
    />
  )
}
