'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox } from '#web/components/ui/combobox.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useSettled } from '#web/lib/use-settled.ts'

export type PickedProduct = Taken<(typeof api.products)['$get']>['items'][number]

interface PickProductProps {
  label: string
  value: Pick<PickedProduct, 'id' | 'sku' | 'name'> | null
  onChange: (product: PickedProduct) => void
  error?: string | undefined
  help?: string
  autoFocus?: boolean
  /** Only products of this supplier. */
  supplierId?: string
}

/** Finds a product by words of its name, its SKU or its barcode. */
export function PickProduct({ label, value, onChange, supplierId, ...rest }: PickProductProps) {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed).trim()
  const { data } = useQuery({
    queryKey: ['product', 'pick', q, supplierId],
    queryFn: ({ signal }) =>
      take(
        api.products.$get(
          { query: { limit: '10', ...(q && { q }), ...(supplierId && { supplierId }) } },
          { init: { signal } },
        ),
      ),
  })
  return (
    <Combobox<PickedProduct>
      {...rest}
      label={label}
      shown={value ? `${value.name} · ${value.sku}` : ''}
      typed={typed}
      onType={setTyped}
      options={data?.items}
      onChoose={onChange}
      optionKey={({ id }) => id}
      draw={({ name, sku }) => (
        <>
          <span className="truncate">{name}</span>
          <bdi dir="ltr" className="ms-auto text-xs text-muted">
            {sku}
          </bdi>
        </>
      )}
    />
  )
}
