'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useTranslations } from 'use-intl'
import { Card } from '#web/components/ui/page-header.tsx'
import { ProductFacts } from '../product-facts.tsx'
import { Forecast } from './forecast.tsx'
import { MovementHistory } from './movement-history.tsx'
import { OpenOrders } from './open-orders.tsx'
import { PriceHistory } from './price-history.tsx'
import { StockByLocation } from './stock-by-location.tsx'
import { useMovements } from './use-movements.ts'
import type { Product } from './use-product.ts'

const BalanceChart = whenOpened(
  () => import('./balance-chart.tsx').then((module) => module.BalanceChart),
  { loading: () => <div className="skeleton h-[180px]" /> },
)

export const productTabs = ['overview', 'movements', 'orders', 'prices'] as const
export type ProductTabName = (typeof productTabs)[number]

const LATEST = 6

interface ProductTabProps {
  product: Product
  tab: ProductTabName
}

export function ProductTab({ product, tab }: ProductTabProps) {
  const t = useTranslations('products')
  switch (tab) {
    case 'overview':
      return <Overview product={product} />
    case 'movements':
      return <Movements product={product} />
    case 'orders':
      return (
        <Card title={t('openOrders')}>
          <OpenOrders product={product} />
        </Card>
      )
    case 'prices':
      return (
        <Card title={t('prices')}>
          <PriceHistory product={product} />
        </Card>
      )
  }
}

function Overview({ product }: { product: Product }) {
  const t = useTranslations('products')
  const list = useMovements(product.id)
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="grid grid-cols-1 gap-4">
        <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
          <Card title={t('stockByLocation')} className="h-full">
            <div className="p-4">
              <StockByLocation product={product} />
            </div>
          </Card>
          <Card title={t('forecast')} className="h-full">
            <div className="p-4">
              <Forecast product={product} />
            </div>
          </Card>
        </div>
        <Balance product={product} list={list} />
        <Card title={t('latestMovements')}>
          <MovementHistory product={product} list={list} most={LATEST} />
        </Card>
        <Card title={t('openOrders')}>
          <OpenOrders product={product} />
        </Card>
      </div>
      <Card title={t('facts')}>
        <div className="p-4">
          <ProductFacts product={product} />
        </div>
      </Card>
    </div>
  )
}

function Movements({ product }: { product: Product }) {
  const t = useTranslations('products')
  const list = useMovements(product.id)
  return (
    <div className="grid grid-cols-1 gap-4">
      <Balance product={product} list={list} />
      <Card title={t('movements')}>
        <MovementHistory product={product} list={list} />
      </Card>
    </div>
  )
}

/** One movement is no course of anything. */
function Balance({ product, list }: { product: Product; list: ReturnType<typeof useMovements> }) {
  const t = useTranslations('products')
  if (list.items.length < 2) return null
  return (
    <Card title={t('balanceOverTime')}>
      <div className="p-4">
        <BalanceChart product={product} movements={list.items} />
      </div>
    </Card>
  )
}
