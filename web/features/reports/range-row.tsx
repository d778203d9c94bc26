'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { controlShape } from '#web/components/ui/field.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { type Span, spans } from './periods.ts'
import { presets, type Range, type useRange } from './use-range.ts'

interface RangeRowProps {
  range: Range
  set: ReturnType<typeof useRange>['set']
  /** Whether days can be put together. */
  hasSpans?: boolean
  children?: ReactNode
}

/** Which days are shown, and how they are put together. */
export function RangeRow({ range, set, hasSpans = false, children }: RangeRowProps) {
  const t = useTranslations('reports')
  const today = useFormat().today()
  const choose = (value: string) => {
    if (value === 'own') set({ from: range.from, to: range.to, days: '', per: '' })
    else set({ days: value, from: '', to: '', per: '' })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <select
        aria-label={t('period')}
        value={range.preset ?? 'own'}
        onChange={(event) => choose(event.target.value)}
        className={`${controlShape} w-auto!`}
      >
        {presets.map((days) => (
          <option key={days} value={days}>
            {t('lastDays', { days })}
          </option>
        ))}
        <option value="own">{t('ownDays')}</option>
      </select>
      {range.preset === null && (
        <>
          <DayInput
            label={t('from')}
            value={range.from}
            max={range.to}
            onChange={(from) => set({ from, to: range.to })}
          />
          <span aria-hidden="true">–</span>
          <DayInput
            label={t('to')}
            value={range.to}
            max={today}
            onChange={(to) => set({ from: range.from, to })}
          />
        </>
      )}
      {hasSpans && <SpanSelect span={range.span} onChange={(per) => set({ per })} />}
      {children}
    </div>
  )
}

function SpanSelect({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const t = useTranslations('reports')
  return (
    <select
      aria-label={t('putTogether')}
      value={span}
      onChange={(event) => onChange(spans.find((one) => one === event.target.value) ?? 'day')}
      className={`${controlShape} w-auto!`}
    >
      {spans.map((one) => (
        <option key={one} value={one}>
          {t(`per_${one}`)}
        </option>
      ))}
    </select>
  )
}

interface DayInputProps {
  label: string
  value: string
  max: string
  onChange: (day: string) => void
}

function DayInput({ label, value, max, onChange }: DayInputProps) {
  return (
    <input
      type="date"
      aria-label={label}
      value={value}
      max={max}
      onChange={(event) => {
        // Half a date is none yet.
        if (event.target.value !== '') onChange(event.target.value)
      }}
      className={`${controlShape} w-auto!`}
    />
  )
}
