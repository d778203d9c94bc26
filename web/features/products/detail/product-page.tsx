'use client'

import { Ellipsis, Pencil } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { StockBadge } from '#web/components/ui/stock-badge.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { MissingProduct } from './missing-product.tsx'
import { ProductTab, productTabs } from './product-tab.tsx'
import { QuickActions } from './quick-actions.tsx'
import { useDeletion } from './use-deletion.ts'
import { type Product, useProduct } from './use-product.ts'

/** Everything about one product. */
export function ProductPage({ id }: { id: string }) {
  const { data: product, error, refetch } = useProduct(id)
  // An id that is none is as unknown as one that nobody has.
  if (error?.status === 404 || error?.status === 422) return <MissingProduct />
  if (error && !product) return <Failure error={error} onRetry={() => void refetch()} />
  if (!product) return <SkeletonRows rows={12} />
  return <Shown product={product} />
}

function Shown({ product }: { product: Product }) {
  const t = useTranslations('products')
  const { get, set } = useAddress()
  const tab = productTabs.find((name) => name === get('tab')) ?? 'overview'
  return (
    <article className="grid grid-cols-1 gap-3">
      <PageHeader
        title={product.name}
        beside={
          <>
            <bdi dir="ltr" className="text-sm font-normal whitespace-nowrap text-muted">
              {product.sku}
            </bdi>
            <StockBadge status={product.stockStatus} />
          </>
        }
        actions={<Actions product={product} />}
      />
      <Tabs
        label={t('parts')}
        tabs={productTabs.map((name) => ({ name, title: t(`tab_${name}`) }))}
        current={tab}
        onChange={(name) => set({ tab: name === 'overview' ? '' : name })}
      />
      <ProductTab product={product} tab={tab} />
    </article>
  )
}

function Actions({ product }: { product: Product }) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const router = useRouter()
  const mayWrite = useCan()('products:write')
  const deletion = useDeletion(product)
  const edit = () => router.push(`/products/${product.id}/edit`)
  useShortcuts(mayWrite ? [{ keys: 'e', label: t('editProduct'), run: edit }] : [])
  return (
    <>
      <QuickActions product={product} />
      {mayWrite && (
        <>
          <Button look="primary" icon={<Pencil size={16} aria-hidden="true" />} onClick={edit}>
            {common('edit')}
          </Button>
          <Menu label={t('more')} button={<Ellipsis size={18} aria-hidden="true" />}>
            <MenuItem onSelect={() => router.push(`/products/new?like=${product.id}`)}>
              {t('copyProduct')}
            </MenuItem>
            <MenuItem
              danger
              disabled={product.onHand !== 0}
              title={product.onHand === 0 ? undefined : t('deleteNeedsEmpty')}
              onSelect={deletion.remove}
            >
              {t('deleteProduct')}
            </MenuItem>
          </Menu>
        </>
      )}
    </>
  )
}
