'use client'

import { useTranslations } from 'use-intl'
import { parseTerms } from '#shared/domain/payments/terms.ts'
import { useFormat } from '#web/lib/use-format.ts'

const PERCENT = 100_000

/** How payment terms are understood: the payments that an order on them will have. */
export function TermsInWords({ terms }: { terms: string | null }) {
  const t = useTranslations('suppliers')
  const format = useFormat()
  const { instalments, note } = parseTerms(terms)
  return (
    <div className="mt-1 grid gap-0.5 text-xs text-muted">
      <ul>
        {instalments.map(({ percent, trigger, days, holds }, index) => (
          <li key={index}>
            {t('instalment', {
              share: format.percent(percent / PERCENT),
              event: t(`event_${trigger}`),
              days,
            })}
            {holds !== null && ` – ${t(`holds_${holds}`)}`}
          </li>
        ))}
      </ul>
      {note !== null && (
        <p className={terms ? 'text-warn' : ''}>{t(terms ? 'termsUnsure' : 'termsNone')}</p>
      )}
    </div>
  )
}
