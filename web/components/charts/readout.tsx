'use client'

import { type ChartPoint, type ChartSeries, grounds } from './series.ts'

const WIDTH_PX = 176

interface ReadoutProps {
  point: ChartPoint | undefined
  at: number
  series: readonly ChartSeries[]
  format: (value: number) => string
  /** Where the point stands, and how wide the chart is. */
  x: number
  width: number
}

/** The values of the point that is read, beside it. */
export function Readout({ point, at, series, format, x, width }: ReadoutProps) {
  const wanted = x + 12 + WIDTH_PX > width ? x - 12 - WIDTH_PX : x + 12
  return (
    <div
      aria-hidden="true"
      style={{ left: Math.max(0, wanted), width: WIDTH_PX }}
      className="pointer-events-none absolute top-1 z-10 rounded-card border border-border bg-surface p-2 text-xs shadow-xl"
    >
      <p dir="auto" className="font-medium">
        {point?.label}
      </p>
      {series.map(({ name, values, tone = 'accent' }) => {
        const value = values[at]
        return (
          <p key={name} className="mt-1 flex items-center gap-1.5">
            <span className={`size-2 shrink-0 rounded-[2px] ${grounds[tone]}`} />
            <span dir="auto" className="grow truncate text-muted">
              {name}
            </span>
            <span className="number font-medium">
              {value === null || value === undefined ? '–' : format(value)}
            </span>
          </p>
        )
      })}
    </div>
  )
}
