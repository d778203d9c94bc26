'use client'

import { useTranslations } from 'use-intl'
import { useProductStock } from '#web/components/stock-actions/stocked-product.ts'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Product } from './use-product.ts'

/** Where the stock of a product is, and what it is worth. */
export function StockByLocation({ product }: { product: Product }) {
  const t = useTranslations('products')
  const format = useFormat()
  const { data, error, refetch } = useProductStock(product.id)
  if (error) return <Failure strip error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={3} />
  return (
    <div className="grid gap-2">
      <table className="w-full text-table">
        <caption className="sr-only">{t('stockByLocation')}</caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="py-1">
              {t('location')}
            </th>
            <th scope="col" className="number py-1">
              {t('onHand')}
            </th>
            <th scope="col" className="number py-1">
              {t('reserved')}
            </th>
            <th scope="col" className="number py-1">
              {t('available')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.locations.map((location) => (
            <tr key={location.locationId} className="border-t border-border">
              <th scope="row" className="py-1.5 font-normal">
                {location.name}
              </th>
              <td className="number py-1.5">{format.number(location.onHand)}</td>
              <td className="number py-1.5">{format.number(location.reserved)}</td>
              <td className="number py-1.5">{format.number(location.available)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-control font-semibold">
            <th scope="row" className="py-1.5 font-semibold">
              {t('total', { unit: product.unit })}
            </th>
            <td className="number py-1.5">{format.number(data.onHand)}</td>
            <td className="number py-1.5">{format.number(data.reserved)}</td>
            <td className="number py-1.5">{format.number(data.available)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="text-xs text-muted">
        {t('worth', {
          value: format.money(data.stockValue),
          average: format.money(data.averageCost),
        })}
      </p>
    </div>
  )
}
