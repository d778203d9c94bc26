'use client'

import { useTranslations } from 'use-intl'
import type { OrderStage } from '#shared/domain/orders/stages.ts'
import { Badge, type Tone } from './badge.tsx'

const tones: Partial<Record<OrderStage, Tone>> = {
  pending_approval: 'warn',
  received: 'ok',
  completed: 'ok',
  cancelled: 'bad',
  draft: 'neutral',
}

export function StageBadge({ stage }: { stage: OrderStage }) {
  const t = useTranslations('common')
  return <Badge tone={tones[stage] ?? 'info'}>{t(`stage_${stage}`)}</Badge>
}
