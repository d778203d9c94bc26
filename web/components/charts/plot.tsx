'use client'

import { classNames } from '#web/components/ui/class-names.ts'
import type { Scale } from './scale.ts'
import { type ChartSeries, fills, strokes } from './series.ts'

const MOST_BAR_PX = 40
const BAR_SHARE = 0.72

/** Where things of a chart stand, in pixels. */
export interface PlotBox {
  /** Where the axis of values ends. */
  x: number
  width: number
  top: number
  height: number
  scale: Scale
  /** Where each point stands, counted from `x`. */
  places: readonly number[]
}

export function heightOf(box: PlotBox, value: number): number {
  const { min, max } = box.scale
  return box.top + box.height - ((value - min) / (max - min)) * box.height
}

export function Plot({ box, series }: { box: PlotBox; series: readonly ChartSeries[] }) {
  const bars = series.filter(({ kind }) => kind === 'bar')
  return (
    <>
      {bars.map((one, index) => (
        <Bars key={one.name} box={box} series={one} index={index} count={bars.length} />
      ))}
      {series
        .filter(({ kind }) => kind !== 'bar')
        .map((one) => (
          <Line key={one.name} box={box} series={one} isOverBars={bars.length > 0} />
        ))}
    </>
  )
}

interface BarsProps {
  box: PlotBox
  series: ChartSeries
  index: number
  count: number
}

function Bars({ box, series, index, count }: BarsProps) {
  const { width } = barSlot(box)
  const zero = heightOf(box, 0)
  const each = width / count
  return (
    <g className={fills[series.tone ?? 'accent']}>
      {series.values.map((value, at) => {
        const place = box.places[at]
        if (value === null || value === 0 || place === undefined) return null
        const y = heightOf(box, value)
        return (
          <rect
            key={at}
            x={box.x + place - width / 2 + index * each}
            y={Math.min(y, zero)}
            width={Math.max(1, each - (count > 1 ? 1 : 0))}
            // Even the least is seen.
            height={Math.max(1.5, Math.abs(zero - y))}
            rx={Math.min(2, each / 4)}
          />
        )
      })}
    </g>
  )
}

/** How much of the width belongs to a point, and how much of that its bars take. */
export function barSlot({ places, width }: Pick<PlotBox, 'places' | 'width'>): {
  slot: number
  width: number
} {
  const slot = width / Math.max(1, places.length)
  return { slot, width: Math.min(MOST_BAR_PX, Math.max(1, slot * BAR_SHARE)) }
}

interface LineProps {
  box: PlotBox
  series: ChartSeries
  isOverBars: boolean
}

function Line({ box, series, isOverBars }: LineProps) {
  const tone = series.tone ?? 'accent'
  const runs = runsOf(box, series)
  return (
    <g>
      {series.kind === 'area' &&
        runs.map((run) => (
          <path
            key={run.from}
            d={`${run.path}V${heightOf(box, Math.max(0, box.scale.min))}H${run.from}Z`}
            className={classNames(fills[tone], 'opacity-12')}
          />
        ))}
      {isOverBars &&
        runs.map((run) => (
          <path
            key={run.from}
            d={run.path}
            fill="none"
            strokeWidth={6}
            strokeLinejoin="round"
            className="stroke-surface"
          />
        ))}
      {runs.map((run) => (
        <path
          key={run.from}
          d={run.path}
          fill="none"
          strokeWidth={2}
          strokeLinejoin="round"
          strokeLinecap="round"
          className={strokes[tone]}
        />
      ))}
    </g>
  )
}

/** Lines without a gap: where a value is missing, one ends. */
function runsOf(box: PlotBox, { kind, values }: ChartSeries): { from: number; path: string }[] {
  const runs: { from: number; path: string }[] = []
  let isOpen = false
  for (const [index, value] of values.entries()) {
    const place = box.places[index]
    if (value === null || place === undefined) {
      isOpen = false
      continue
    }
    const x = box.x + place
    const y = heightOf(box, value)
    const run = runs.at(-1)
    if (!isOpen || !run) runs.push({ from: x, path: `M${x} ${y}h0.01` })
    else run.path += kind === 'step' ? `H${x}V${y}` : `L${x} ${y}`
    isOpen = true
  }
  return runs
}
