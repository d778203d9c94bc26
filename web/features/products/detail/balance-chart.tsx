'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { dayIn } from '#shared/domain/days.ts'
import { Chart } from '#web/components/charts/chart.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Movement } from './use-movements.ts'
import type { Product } from './use-product.ts'

interface BalanceChartProps {
  product: Product
  /** Newest first, as the list gives them. */
  movements: readonly Movement[]
}

/** What was on hand after each movement, over time. */
export function BalanceChart({ product, movements }: BalanceChartProps) {
  const t = useTranslations('products')
  const format = useFormat()
  const inOrder = useMemo(() => movements.toReversed(), [movements])
  const days = inOrder.map(({ at }) => dayIn(format.timeZone, new Date(at)))
  const isOneDay = days[0] === days.at(-1)
  const points = inOrder.map(({ id, at }, index) => ({
    id,
    label: format.instant(at),
    tick: isOneDay ? format.time(at) : format.shortDay(days[index] ?? ''),
    at: Date.parse(at),
  }))
  const inUnits = (value: number) => `${format.number(value)} ${product.unit}`
  return (
    <Chart
      label={t('balanceOverTime')}
      pointName={t('when')}
      points={points}
      series={[
        {
          name: t('onHand'),
          kind: 'step',
          values: inOrder.map(({ totalAfter }) => totalAfter),
        },
        ...(product.reorderPoint > 0
          ? [
              {
                name: t('reorderPoint'),
                kind: 'line' as const,
                tone: 'warn' as const,
                values: inOrder.map(() => product.reorderPoint),
              },
            ]
          : []),
      ]}
      format={inUnits}
      axisFormat={format.number}
      height={180}
      table="fold"
    />
  )
}
