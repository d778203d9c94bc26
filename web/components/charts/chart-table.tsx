'use client'

import { useTranslations } from 'use-intl'
import type { ChartProps } from './chart.tsx'

/** What a chart shows, in rows. */
export function ChartTable(props: ChartProps) {
  const t = useTranslations('common')
  if (props.table !== 'fold') {
    return (
      <div className="sr-only">
        <Rows {...props} />
      </div>
    )
  }
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 items-center rounded-control text-xs text-muted underline-offset-2 hover:underline">
        {t('showAsTable')}
      </summary>
      <div className="mt-2 max-h-80 overflow-auto rounded-card border border-border">
        <Rows {...props} />
      </div>
    </details>
  )
}

function Rows({ label, pointName, points, series, format }: ChartProps) {
  const t = useTranslations('common')
  return (
    <table className="w-full text-table">
      <caption className="sr-only">{label}</caption>
      <thead className="sticky top-0 bg-surface text-xs text-muted">
        <tr>
          <th scope="col" className="px-3 py-1.5">
            {pointName ?? t('day')}
          </th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className="number px-3 py-1.5">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ id, label: name }, index) => (
          <tr key={id} className="border-t border-border">
            <th scope="row" className="px-3 py-1 font-normal whitespace-nowrap">
              {name}
            </th>
            {series.map((one) => {
              const value = one.values[index]
              return (
                <td key={one.name} className="number px-3 py-1">
                  {value === null || value === undefined ? '–' : format(value)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
