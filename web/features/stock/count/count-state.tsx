'use client'

import { useTranslations } from 'use-intl'
import { Badge, type Tone } from '#web/components/ui/badge.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Count } from './use-count.ts'

const tones: Readonly<Record<Count['state'], Tone>> = {
  open: 'info',
  posted: 'ok',
  cancelled: 'neutral',
}

export function CountState({ state }: { state: Count['state'] }) {
  const t = useTranslations('stock')
  return <Badge tone={tones[state]}>{t(`count_${state}`)}</Badge>
}

/** How much of a count is done, as a bar and in numbers. */
export function Progress({ count }: { count: Pick<Count, 'lineCount' | 'countedCount'> }) {
  const t = useTranslations('stock')
  const format = useFormat()
  const { lineCount, countedCount } = count
  return (
    <span className="inline-flex items-center gap-2">
      <span
        role="progressbar"
        aria-label={t('counted')}
        aria-valuenow={countedCount}
        aria-valuemin={0}
        aria-valuemax={lineCount}
        className="h-2 w-20 overflow-hidden rounded-full border border-border bg-sunken"
      >
        <span
          className="block h-full bg-accent"
          style={{ width: `${(100 * countedCount) / (lineCount || 1)}%` }}
        />
      </span>
      <span className="tabular-nums">
        {t('countedOf', { count: format.number(countedCount), total: format.number(lineCount) })}
      </span>
    </span>
  )
}
