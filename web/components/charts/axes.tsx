'use client'

import { isolated } from '#web/lib/isolated.ts'
import { heightOf, type PlotBox } from './plot.tsx'
import { type Scale, shownLabels } from './scale.ts'
import type { ChartPoint } from './series.ts'

const CHARACTER_PX = 7.2
const GAP_PX = 10

/** How much room the labels of the axis of values take. */
export function axisPx({ ticks }: Scale, format: (value: number) => string): number {
  const longest = Math.max(...ticks.map((tick) => format(tick).length))
  return Math.ceil(longest * CHARACTER_PX) + GAP_PX
}

interface AxesProps {
  box: PlotBox
  points: readonly ChartPoint[]
  format: (value: number) => string
}

export function Axes({ box, points, format }: AxesProps) {
  const { x, width, top, height, scale, places } = box
  const longest = Math.max(...points.map(({ tick, label }) => (tick ?? label).length), 1)
  const shown = shownLabels(places, longest * CHARACTER_PX + 28)
  return (
    <g className="text-xs">
      {scale.ticks.map((tick) => {
        const y = heightOf(box, tick)
        return (
          <g key={tick}>
            <path
              d={`M${x} ${Math.round(y) + 0.5}h${width}`}
              className={tick === 0 ? 'stroke-control' : 'stroke-border'}
              strokeWidth={1}
            />
            <text x={x - GAP_PX + 2} y={y} dy="0.32em" textAnchor="end" className="fill-muted">
              {isolated(format(tick))}
            </text>
          </g>
        )
      })}
      {points.map(({ id, label, tick }, index) => {
        const place = places[index] ?? 0
        if (!shown.has(index)) return null
        return (
          <text
            key={id}
            x={x + place}
            y={top + height + 17}
            textAnchor={anchorOf(place, width, (tick ?? label).length * CHARACTER_PX)}
            className="fill-muted"
          >
            {isolated(tick ?? label)}
          </text>
        )
      })}
    </g>
  )
}

/** Labels at the ends are drawn inwards, so that none is cut. */
function anchorOf(place: number, width: number, labelPx: number): 'start' | 'middle' | 'end' {
  if (place < labelPx / 2) return 'start'
  return place > width - labelPx / 2 + 8 ? 'end' : 'middle'
}
