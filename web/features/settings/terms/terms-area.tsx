'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { useSettings } from '#web/lib/api/use-session.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { PlanTable } from './plan-table.tsx'

/** Words that suppliers use; each makes another plan. */
const known = [
  '30/70 before shipment',
  '30/40/30',
  '50% deposit, 50% before shipment',
  '100% in advance',
  '100% with order',
  'net 30 after receipt',
  'net 14 after shipment',
  'net 60 after arrival',
  '50% on order, 40% before shipment, 10% 30 days after receipt',
  'cod',
] as const

/** What payment terms may be written, and the plan of payments that each makes of a total. */
export function TermsArea() {
  const t = useTranslations('settings')
  const { data: settings } = useSettings()
  const [terms, setTerms] = useState<string>(known[0])
  const [total, setTotal] = useState('10000')
  return (
    <SettingsFrame area="terms">
      <p className="text-muted">{t('termsHelp')}</p>
      <Card title={t('tryTerms')}>
        <div className="grid gap-4 p-4 sm:grid-cols-[2fr_1fr]">
          <TextField
            label={t('termsText')}
            dir="ltr"
            value={terms}
            onChange={(event) => setTerms(event.target.value)}
          />
          <DecimalField
            label={t('orderTotal')}
            value={total}
            unit={settings?.currency ?? ''}
            onChange={setTotal}
          />
        </div>
        <div role="status" className="border-t border-border">
          <PlanTable terms={terms} total={total} currency={settings?.currency ?? 'EUR'} />
        </div>
      </Card>
      <Card title={t('knownTerms')}>
        <ul>
          {known.map((text) => (
            <li key={text} className="border-b border-border last:border-b-0">
              <button
                type="button"
                aria-pressed={text === terms}
                onClick={() => setTerms(text)}
                className="flex min-h-9 w-full flex-wrap items-center gap-x-4 px-4 py-1.5 text-start hover:bg-sunken aria-pressed:bg-accent-soft pointer-coarse:min-h-11"
              >
                <bdi dir="ltr" className="basis-64 font-medium max-sm:grow">
                  {text}
                </bdi>
                <PlanTable short terms={text} total="0" currency="EUR" />
              </button>
            </li>
          ))}
        </ul>
      </Card>
    </SettingsFrame>
  )
}
