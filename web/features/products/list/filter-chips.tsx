'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { stockStatuses } from '#shared/domain/stock-status.ts'
import { useCategoryPath } from '#web/components/pickers/pick-category.tsx'
import { SupplierName } from '#web/components/records/record-names.tsx'
import { type FilterName, filterNames, type ProductFilter } from './product-filter.ts'

interface FilterChipsProps {
  filter: ProductFilter
  onChange: (changes: Partial<ProductFilter>) => void
  onClear: () => void
}

/** What the list is narrowed by; each can be taken away by itself. */
export function FilterChips({ filter, onChange, onClear }: FilterChipsProps) {
  const t = useTranslations('products')
  const active = filterNames.filter((name) => filter[name] !== '')
  if (active.length === 0) return null
  return (
    <ul aria-label={t('filters')} className="flex flex-wrap items-center gap-2">
      {active.map((name) => (
        <li
          key={name}
          className="flex max-w-full items-center rounded-control bg-accent-soft ps-2 text-xs font-medium text-accent"
        >
          <span className="truncate">
            {t(`filter_${name}`)} <Value name={name} value={filter[name]} />
          </span>
          <button
            type="button"
            aria-label={t('removeFilter', { name: t(`filter_${name}`) })}
            onClick={() => onChange({ [name]: '' })}
            className="grid size-6 shrink-0 place-items-center rounded-control hover:bg-surface pointer-coarse:size-9"
          >
            <X size={14} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          onClick={onClear}
          className="min-h-6 rounded-control px-1 text-xs text-muted underline-offset-2 hover:underline pointer-coarse:min-h-9"
        >
          {t('clearAll')}
        </button>
      </li>
    </ul>
  )
}

function Value({ name, value }: { name: FilterName; value: string }): ReactNode {
  const common = useTranslations('common')
  const pathOf = useCategoryPath()
  switch (name) {
    case 'q':
      return <q>{value}</q>
    case 'status': {
      const status = stockStatuses.find((one) => one === value)
      return status ? common(`stock_${status}`) : value
    }
    case 'supplier':
      return <SupplierName id={value} />
    case 'category':
      return pathOf(value)
    case 'deleted':
      return null
  }
}
