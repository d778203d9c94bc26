/** A place along the time of a chart. */
export interface ChartPoint {
  id: string
  /** In full, said when it is read: "21 Nov 2026". */
  label: string
  /** In short, below the axis: "21 Nov"; the label unless given. */
  tick?: string
  /** Its instant in ms, where points do not follow at even distances. */
  at?: number
}

export type ChartTone = 'accent' | 'info' | 'warn' | 'bad' | 'muted'

export interface ChartSeries {
  name: string
  /** A `step` holds its value until the next point; an `area` is a line with its ground filled. */
  kind: 'bar' | 'line' | 'area' | 'step'
  /** One for each point; null where there is none. */
  values: readonly (number | null)[]
  tone?: ChartTone
}

export const fills: Readonly<Record<ChartTone, string>> = {
  accent: 'fill-accent',
  info: 'fill-info',
  warn: 'fill-warn',
  bad: 'fill-bad',
  muted: 'fill-control',
}

export const strokes: Readonly<Record<ChartTone, string>> = {
  accent: 'stroke-accent',
  info: 'stroke-info',
  warn: 'stroke-warn',
  bad: 'stroke-bad',
  muted: 'stroke-control',
}

export const grounds: Readonly<Record<ChartTone, string>> = {
  accent: 'bg-accent',
  info: 'bg-info',
  warn: 'bg-warn',
  bad: 'bg-bad',
  muted: 'bg-control',
}
