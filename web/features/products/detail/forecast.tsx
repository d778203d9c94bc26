'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Product } from './use-product.ts'

type ForecastOf = Taken<(typeof api.monitor.forecast)['$get']>['items'][number]

const LEAST_SPAN_DAYS = 14
const DAY_MS = 86_400_000

/** How long the stock lasts, and whether goods come before it is gone. */
export function Forecast({ product }: { product: Product }) {
  const t = useTranslations('products')
  const { data, error, refetch } = useQuery({
    queryKey: ['forecast', 'of', product.id],
    queryFn: ({ signal }) =>
      take(api.monitor.forecast.$get({ query: { productId: product.id } }, { init: { signal } })),
  })
  if (error) return <Failure strip error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={2} />
  const [forecast] = data.items
  if (!forecast) return <p className="text-muted">{t('noForecast')}</p>
  return <Shown forecast={forecast} />
}

function Shown({ forecast }: { forecast: ForecastOf }) {
  const t = useTranslations('products')
  const format = useFormat()
  const { daysUntilStockout: days, stockoutOn, gapDays, nextReceiptOn, unit } = forecast
  const inUnits = (value: number) => `${format.number(value)} ${unit}`
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <strong className="text-base font-semibold">
          {days === null ? t('lastsNoDemand') : t('lasts', { count: days })}
        </strong>
        {days !== null && stockoutOn !== null && (
          <span className="text-muted">{t('until', { day: format.day(stockoutOn) })}</span>
        )}
        {gapDays !== null && gapDays > 0 && (
          <Badge tone="bad">{t('gap', { count: gapDays })}</Badge>
        )}
      </p>
      {days !== null && <Bar forecast={forecast} days={days} />}
      <p className="text-xs text-muted">
        {t('demand', { perDay: inUnits(forecast.dailyDemand), count: forecast.observedDays })}{' '}
        {nextReceiptOn === null
          ? t('nothingComes')
          : t('nextReceipt', {
              day: format.day(nextReceiptOn),
              quantity: inUnits(forecast.incoming),
            })}
      </p>
    </div>
  )
}

/** From today on: how far the stock reaches, the gap, and the day of the next receipt. */
function Bar({ forecast, days }: { forecast: ForecastOf; days: number }) {
  const t = useTranslations('products')
  const format = useFormat()
  const { nextReceiptOn } = forecast
  const receipt = nextReceiptOn === null ? null : daysBetween(format.today(), nextReceiptOn)
  const span = Math.max(LEAST_SPAN_DAYS, days, receipt ?? 0) * 1.08
  const share = (value: number) => `${Math.min(100, Math.max(0, (value / span) * 100))}%`
  const isShort = receipt !== null && receipt > days
  return (
    <div aria-hidden="true" className="grid gap-1">
      <div className="relative h-3 rounded-full bg-sunken">
        <div
          style={{ inlineSize: share(days) }}
          className={classNames(
            'absolute inset-y-0 start-0 min-w-1.5 rounded-full',
            isShort ? 'bg-warn' : 'bg-ok',
          )}
        />
        {isShort && (
          <div
            style={{ insetInlineStart: share(days), inlineSize: share(receipt - days) }}
            className="absolute inset-y-0 border-y border-dashed border-bad bg-bad-soft"
          />
        )}
        {receipt !== null && (
          <div
            style={{ insetInlineStart: share(receipt) }}
            className="absolute -inset-y-1 w-0.5 bg-info"
          />
        )}
      </div>
      <div className="flex justify-between text-xs text-muted">
        <span>{t('today')}</span>
        {nextReceiptOn !== null && (
          <span className="flex items-center gap-1.5">
            <span className="h-3 w-0.5 bg-info" />
            {t('receiptOn', { day: format.shortDay(nextReceiptOn) })}
          </span>
        )}
      </div>
    </div>
  )
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}
