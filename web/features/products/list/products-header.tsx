'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { filterNames, type ProductFilter, type useProductFilter } from './product-filter.ts'
import { useStatusCounts } from './use-products.ts'
import { builtInViews, type useSavedViews } from './views.ts'

interface ProductsHeaderProps {
  views: ReturnType<typeof useSavedViews>
  state: ReturnType<typeof useProductFilter>
}

/** The views of the table as tabs, and the way to a new product. */
export function ProductsHeader({ views, state }: ProductsHeaderProps) {
  const t = useTranslations('products')
  const router = useRouter()
  const can = useCan()
  const { data: counts } = useStatusCounts()
  const add = () => router.push('/products/new')
  useShortcuts(can('products:write') ? [{ keys: 'n', label: t('addProduct'), run: add }] : [])
  const tabs = [
    { name: '', title: t('view_all'), count: counts?.products },
    { name: 'low', title: t('view_low'), count: counts?.statuses.low },
    { name: 'out', title: t('view_out'), count: counts?.statuses.out },
    ...views.saved.map(({ id, name }) => ({ name: id, title: name })),
  ]
  return (
    <PageHeader
      title={t('products')}
      tabs={
        <Tabs label={t('views')} tabs={tabs} current={currentView(state)} onChange={state.show} />
      }
      actions={
        can('products:write') && (
          <Button
            look="primary"
            icon={<Plus size={16} aria-hidden="true" />}
            shortcut="N"
            onClick={add}
          >
            {t('addProduct')}
          </Button>
        )
      }
    />
  )
}

/** The view that the address names, or the built-in one that is the same as what it filters by. */
function currentView({ view, filter }: ProductsHeaderProps['state']): string {
  if (view) return view
  const isLike = (other: ProductFilter) => filterNames.every((name) => filter[name] === other[name])
  const like = Object.entries(builtInViews).find(([, other]) => isLike(other))
  return like?.[0] ?? ''
}
