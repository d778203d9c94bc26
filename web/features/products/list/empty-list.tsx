'use client'

import { Package } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NothingMatches } from '#web/components/ui/states.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { isFiltered, type ProductFilter } from './product-filter.ts'

interface EmptyListProps {
  filter: ProductFilter
  onClear: () => void
}

/** Why there is no row: nothing matches, or there never was a product. */
export function EmptyList({ filter, onClear }: EmptyListProps) {
  const t = useTranslations('products')
  const can = useCan()
  if (isFiltered({ ...filter, deleted: '' })) {
    return <NothingMatches {...(filter.q && { query: filter.q })} onClear={onClear} />
  }
  if (filter.deleted) {
    return (
      <Notice icon={Package} title={t('noneDeleted')}>
        {t('noneDeletedHelp')}
      </Notice>
    )
  }
  if (!can('products:write')) {
    return (
      <Notice icon={Package} title={t('noProducts')}>
        {t('noProductsReader')}
      </Notice>
    )
  }
  return (
    <Notice
      icon={Package}
      title={t('noProducts')}
      actions={
        <>
          <LinkButton href="/products/import">{t('importFile')}</LinkButton>
          <LinkButton href="/products/new">{t('addProduct')}</LinkButton>
        </>
      }
    >
      {t('noProductsHelp')}
    </Notice>
  )
}
