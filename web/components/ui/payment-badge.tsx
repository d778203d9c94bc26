'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { PaymentStatus } from '#shared/domain/payments/payments.ts'
import { Badge, type Tone } from './badge.tsx'

const tones: Readonly<Record<PaymentStatus, Tone>> = {
  planned: 'neutral',
  approved: 'info',
  sent: 'info',
  paid: 'ok',
  failed: 'bad',
  cancelled: 'neutral',
  refunded: 'warn',
}

export function PaymentBadge({
  status,
  overdue = false,
}: {
  status: PaymentStatus
  overdue?: boolean
}) {
  const t = useTranslations('payments')
  return (
    <span className="inline-flex items-center gap-1">
      <Badge tone={tones[status]}>{t(`status_${status}`)}</Badge>
      {overdue && (
        <Badge tone="bad">
          <CircleAlert size={12} aria-hidden="true" />
          {t('overdue')}
        </Badge>
      )}
    </span>
  )
}
