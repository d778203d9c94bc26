'use client'

import { type FocusEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Axes, axisPx } from './axes.tsx'
import { ChartTable } from './chart-table.tsx'
import { barSlot, heightOf, Plot, type PlotBox } from './plot.tsx'
import { Readout } from './readout.tsx'
import { nearest, scaleFor, shares } from './scale.ts'
import { type ChartPoint, type ChartSeries, fills, grounds } from './series.ts'
import { useWidth } from './use-width.ts'

const TOP_PX = 8
const BOTTOM_PX = 24

export interface ChartProps {
  /** What it shows, for those who hear it and above the table: "Sales per day". */
  label: string
  points: readonly ChartPoint[]
  series: readonly ChartSeries[]
  /** A value in full, as it is read. */
  format: (value: number) => string
  /** A value in few characters, at the axis; as it is read unless given. */
  axisFormat?: (value: number) => string
  /** What the column of the points is called: "Day". */
  pointName?: string
  height?: number
  /** Whether the axis of lines begins at nothing; that of bars and areas always does. */
  fromZero?: boolean
  /**
   * The same numbers as a table: one that unfolds, or one that only those find who hear the page
   * (which is the default); `none` where the page has one anyway.
   */
  table?: 'fold' | 'hidden' | 'none'
}

/**
 * Bars and lines over time. A pointer or the arrow keys read the values of a point. Time goes from
 * left to right in every language, as on the charts that people know.
 */
export function Chart(props: ChartProps) {
  const { points, series, format, height = 200 } = props
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const box = boxFor(props, width)
  const { read, handlers } = useReading(box, points.length)
  const last = Math.max(0, points.length - 1)
  return (
    <figure className="grid min-w-0 gap-2">
      {series.length > 1 && <Legend series={series} />}
      <div
        ref={frame}
        dir="ltr"
        role="slider"
        aria-label={props.label}
        aria-readonly="true"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={read ?? last}
        aria-valuetext={spoken(props, read ?? last)}
        tabIndex={0}
        {...handlers}
        style={{ height }}
        className="relative min-w-0 touch-pan-y rounded-control select-none"
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true" className="absolute block">
            <Axes box={box} points={points} format={props.axisFormat ?? format} />
            {read !== undefined && <Guide box={box} at={read} series={series} />}
            <Plot box={box} series={series} />
            {read !== undefined && <Marks box={box} at={read} series={series} />}
          </svg>
        )}
        {read !== undefined && width > 0 && (
          <Readout
            point={points[read]}
            at={read}
            series={series}
            format={format}
            x={box.x + (box.places[read] ?? 0)}
            width={width}
          />
        )}
      </div>
      {props.table !== 'none' && <ChartTable {...props} />}
    </figure>
  )
}

/** Which point is being read, and what makes that change. */
function useReading(box: PlotBox, count: number) {
  const [read, setRead] = useState<number>()
  const shown = read === undefined || count === 0 ? undefined : Math.min(read, count - 1)
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    setRead(nearest(box.places, event.clientX - left - box.x))
  }
  const stop = () => setRead(undefined)
  const handlers = {
    onFocus: (event: FocusEvent<HTMLDivElement>) => {
      // Only for the keyboard: a press has its own way to read.
      if (event.currentTarget.matches(':focus-visible')) setRead(count - 1)
    },
    onBlur: stop,
    onPointerMove: onPointer,
    onPointerDown: onPointer,
    onPointerLeave: stop,
    onKeyDown: (event: KeyboardEvent) => {
      const next = nextRead(event.key, shown, count)
      if (next === undefined) return
      event.preventDefault()
      setRead(next < 0 ? undefined : next)
    },
  }
  return { read: shown, handlers }
}

function boxFor({ points, series, format, ...props }: ChartProps, width: number): PlotBox {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null))
  const isFilled = series.some(({ kind }) => kind === 'bar' || kind === 'area')
  const scale = scaleFor(values, 4, isFilled || (props.fromZero ?? true))
  const x = axisPx(scale, props.axisFormat ?? format)
  const room = Math.max(1, width - x - 8)
  const hasBars = series.some(({ kind }) => kind === 'bar')
  // Bars stand in the middle of their share of the width, lines reach from end to end.
  const inset = hasBars ? room / Math.max(1, points.length) / 2 : 0
  const places = shares(points.map(({ at }) => at)).map(
    (share) => inset + share * (room - 2 * inset),
  )
  const height = (props.height ?? 200) - TOP_PX - BOTTOM_PX
  return { x, width: room, top: TOP_PX, height, scale, places }
}

/** The point that a key goes to; -1 for none any more, undefined for keys that do nothing. */
function nextRead(key: string, read: number | undefined, count: number): number | undefined {
  const last = count - 1
  const from = read ?? last + 1
  const steps: Record<string, number> = {
    ArrowLeft: Math.max(0, from - 1),
    ArrowDown: Math.max(0, from - 1),
    ArrowRight: Math.min(last, from + 1),
    ArrowUp: Math.min(last, from + 1),
    Home: 0,
    End: last,
    Escape: -1,
  }
  return steps[key]
}

function spoken({ points, series, format }: ChartProps, at: number): string {
  const values = series.map(({ name, values }) => {
    const value = values[at]
    return `${name} ${value === null || value === undefined ? '–' : format(value)}`
  })
  return [points[at]?.label ?? '', ...values].join(', ')
}

interface AtProps {
  box: PlotBox
  at: number
  series: readonly ChartSeries[]
}

function Guide({ box, at, series }: AtProps) {
  const x = box.x + (box.places[at] ?? 0)
  const { slot } = barSlot(box)
  if (series.some(({ kind }) => kind === 'bar')) {
    return (
      <rect
        x={x - slot / 2}
        y={box.top}
        width={slot}
        height={box.height}
        className="fill-text opacity-8"
      />
    )
  }
  return <path d={`M${x} ${box.top}v${box.height}`} className="stroke-control" strokeWidth={1} />
}

function Marks({ box, at, series }: AtProps) {
  return series.map((one) => {
    const value = one.values[at]
    if (value === null || value === undefined || one.kind === 'bar') return null
    return (
      <circle
        key={one.name}
        cx={box.x + (box.places[at] ?? 0)}
        cy={heightOf(box, value)}
        r={4}
        strokeWidth={2}
        className={`${fills[one.tone ?? 'accent']} stroke-surface`}
      />
    )
  })
}

function Legend({ series }: { series: readonly ChartSeries[] }) {
  const t = useTranslations('common')
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {series.map(({ name, kind, tone = 'accent' }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={`${grounds[tone]} ${kind === 'bar' ? 'size-2.5 rounded-[2px]' : 'h-0.5 w-4'}`}
          />
          {name}
        </li>
      ))}
    </ul>
  )
}
