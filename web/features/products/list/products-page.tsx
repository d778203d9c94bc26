'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ColumnName } from '#web/components/data-table/columns.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { NoRight } from '#web/components/ui/states.tsx'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useMedia } from '#web/lib/use-media.ts'
import { FilterChips } from './filter-chips.tsx'
import { EmptyList } from './empty-list.tsx'
import { noFilter, useProductFilter } from './product-filter.ts'
import { ProductsHeader } from './products-header.tsx'
import { Toolbar } from './toolbar.tsx'
import { useTableChoices } from './use-table-choices.ts'
import { type Product, useProducts, useTotal } from './use-products.ts'
import { useSavedViews } from './views.ts'

const Peek = whenOpened(() => import('./peek.tsx').then((module) => module.Peek))
const BulkBar = whenOpened(() => import('./bulk-bar.tsx').then((module) => module.BulkBar))

const nothing: ReadonlySet<string> = new Set()

/** All products: found, filtered, sorted, changed in place, one or many at a time. */
export function ProductsPage() {
  const t = useTranslations('products')
  const { data: me } = useMe()
  const can = useCan()
  if (me && !can('products:read')) return <NoRight what={t('products')} />
  return <Products />
}

function Products() {
  const t = useTranslations('products')
  const can = useCan()
  const views = useSavedViews()
  const filtered = useProductFilter(views.filterOf)
  const { filter, change } = filtered
  const isDeleted = filter.deleted !== ''
  const table = useTableChoices(isDeleted)
  const list = useProducts(filter)
  const total = useTotal(filter)
  const look = useLook()
  const [selected, setSelected] = useState(nothing)
  const show = (view: string) => {
    const saved = views.saved.find(({ id }) => id === view)
    if (saved) table.choose(saved.columns)
    filtered.show(view)
  }
  const state = { ...filtered, show }
  const picked = list.items.filter(({ id }) => selected.has(id))
  const clear = () => change({ ...noFilter, sort: filter.sort })
  return (
    <div className="flex h-full flex-col gap-2">
      <ProductsHeader views={views} state={state} />
      {picked.length > 0 ? (
        <BulkBar products={picked} isDeleted={isDeleted} onClear={() => setSelected(nothing)} />
      ) : (
        <Toolbar state={state} views={views} table={table} />
      )}
      <FilterChips filter={filter} onChange={change} onClear={clear} />
      <div className="flex min-h-0 grow gap-4">
        <div className="flex min-h-0 min-w-0 grow flex-col">
          <DataTable<Product>
            label={t('products')}
            list={list}
            columns={look.peeked ? table.columns.filter(isBesidePeek) : table.columns}
            rowKey={({ id }) => id}
            // A deleted product can be brought back, but not looked at.
            {...(!isDeleted && { onOpen: look.open, onPress: look.peek, onPeek: look.peek })}
            sort={filter.sort || 'name'}
            onSort={(sort) => change({ sort: sort === 'name' ? '' : sort })}
            {...(can('products:write') && { selected, onSelect: setSelected })}
            empty={<EmptyList filter={filter} onClear={clear} />}
            isCompact={table.isCompact}
            {...(total !== undefined && { total })}
          />
        </div>
        {look.peeked && <Peek key={look.peeked} id={look.peeked} onClose={look.close} />}
      </div>
    </div>
  )
}

/** Beside a product that is looked at there is room for less. */
function isBesidePeek({ id }: ColumnName): boolean {
  return ['name', 'sku', 'status', 'available', 'price'].includes(id)
}

/** Opening a product, or looking at it beside the table where there is room. */
function useLook() {
  const router = useRouter()
  const { get, set } = useAddress()
  const isWide = useMedia('(min-width: 1100px)')
  const peeked = isWide ? get('peek') : ''
  const open = (product: Product) => router.push(`/products/${product.id}`)
  const peek = (product: Product) => {
    if (isWide) set({ peek: peeked === product.id ? '' : product.id })
    else open(product)
  }
  return { peeked, open, peek, close: () => set({ peek: '' }) }
}
