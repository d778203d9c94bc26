'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox } from '#web/components/ui/combobox.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useSettled } from '#web/lib/use-settled.ts'

export type PickedSupplier = Taken<(typeof api.suppliers)['$get']>['items'][number]

interface PickSupplierProps {
  label: string
  value: Pick<PickedSupplier, 'id' | 'name'> | null
  onChange: (supplier: PickedSupplier) => void
  error?: string | undefined
  help?: string
  optional?: boolean
  autoFocus?: boolean
  placeholder?: string
}

/** Finds a supplier by words of its name. */
export function PickSupplier({ label, value, onChange, ...rest }: PickSupplierProps) {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed).trim()
  const { data } = useQuery({
    queryKey: ['supplier', 'pick', q],
    queryFn: ({ signal }) =>
      take(api.suppliers.$get({ query: { limit: '10', ...(q && { q }) } }, { init: { signal } })),
  })
  return (
    <Combobox<PickedSupplier>
      {...rest}
      label={label}
      shown={value?.name ?? ''}
      typed={typed}
      onType={setTyped}
      options={data?.items}
      onChoose={onChange}
      optionKey={({ id }) => id}
      draw={({ name, country }) => (
        <>
          <span className="truncate">{name}</span>
          <span className="ms-auto text-xs text-muted">{country}</span>
        </>
      )}
    />
  )
}
