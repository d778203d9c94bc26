import { type ChartTone, strokes } from './series.ts'

interface SparklineProps {
  values: readonly number[]
  /** What it says in words, for those who hear it; without it it only repeats what stands beside it. */
  label?: string
  tone?: ChartTone
  width?: number
  height?: number
}

/** The way of some values, in a line of text. */
export function Sparkline({
  values,
  label,
  tone = 'accent',
  width = 80,
  height = 20,
}: SparklineProps) {
  if (values.length < 2) return null
  const low = Math.min(...values)
  const range = Math.max(...values) - low || 1
  const points = values.map((value, index) => {
    const x = 1 + (index / (values.length - 1)) * (width - 2)
    const y = height - 2 - ((value - low) / range) * (height - 4)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      className="shrink-0"
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        className={strokes[tone]}
      />
    </svg>
  )
}
