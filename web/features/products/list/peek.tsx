'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton, LinkButton } from '#web/components/ui/button.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { Forecast } from '../detail/forecast.tsx'
import { QuickActions } from '../detail/quick-actions.tsx'
import { StockByLocation } from '../detail/stock-by-location.tsx'
import { useProduct } from '../detail/use-product.ts'
import { ProductFacts } from '../product-facts.tsx'

/** A product beside the table: enough to decide, without leaving it. */
export function Peek({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const { data: product, error, refetch } = useProduct(id)
  useShortcuts([{ keys: 'Escape', label: t('closePeek'), run: onClose }])
  return (
    <aside
      aria-label={t('peek')}
      className="mb-6 flex w-[400px] shrink-0 flex-col overflow-hidden rounded-card border border-border bg-surface"
    >
      <header className="flex items-start gap-2 border-b border-border py-2 ps-4 pe-2">
        <div className="min-w-0 grow pt-1">
          <h2 className="truncate text-base font-semibold" title={product?.name}>
            {product?.name ?? common('loading')}
          </h2>
          <bdi dir="ltr" className="text-xs text-muted">
            {product?.sku}
          </bdi>
        </div>
        <LinkButton href={`/products/${id}`}>{t('open')}</LinkButton>
        <IconButton label={t('closePeek')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!product && !error && <SkeletonRows />}
      {product && (
        <div className="grid content-start gap-4 overflow-y-auto p-4">
          <QuickActions product={product} />
          <StockByLocation product={product} />
          <Forecast product={product} />
          <ProductFacts product={product} isShort />
        </div>
      )}
    </aside>
  )
}
