'use client'

import { useTranslations } from 'use-intl'
import type { StockStatus } from '#shared/domain/stock-status.ts'
import { Badge, type Tone } from './badge.tsx'

const tones: Readonly<Record<StockStatus, Tone>> = {
  out: 'bad',
  low: 'warn',
  over: 'info',
  ok: 'ok',
}

export function StockBadge({ status }: { status: StockStatus }) {
  const t = useTranslations('common')
  return <Badge tone={tones[status]}>{t(`stock_${status}`)}</Badge>
}
