'use client'

import { useTranslations } from 'use-intl'
import type { MovementKind as Kind } from '#shared/domain/movements.ts'
import { Badge, type Tone } from '#web/components/ui/badge.tsx'

const tones: Readonly<Record<Kind, Tone>> = {
  receipt: 'ok',
  return: 'ok',
  sale: 'info',
  transfer_in: 'neutral',
  transfer_out: 'neutral',
  adjustment: 'warn',
  count: 'warn',
  reversal: 'bad',
}

/** Why goods moved, in a word. */
export function MovementKind({ kind }: { kind: Kind }) {
  const t = useTranslations('stockActions')
  return <Badge tone={tones[kind]}>{t(`kind_${kind}`)}</Badge>
}
