'use client'

import { useTranslations } from 'use-intl'
import { Lock } from 'lucide-react'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { type Settings, useCan, useSettings } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { CompanyForm } from './company-form.tsx'
import { hourWords } from './hours.ts'

/** The company's name, money and rules; owners change them, all others read them. */
export function CompanyArea() {
  const can = useCan()
  const { data, error, refetch } = useSettings()
  return (
    <SettingsFrame area="company">
      {data ? (
        can('settings:write') ? (
          // Drawn anew when another version is stored: nobody overwrites what they have not seen.
          <CompanyForm key={data.version} settings={data} />
        ) : (
          <CompanyFacts settings={data} />
        )
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </SettingsFrame>
  )
}

function CompanyFacts({ settings }: { settings: Settings }) {
  const t = useTranslations('settings')
  const format = useFormat()
  const { approvalLimit, alertHours, alertRecipients, mfaRequiredRoles } = settings
  const roles = mfaRequiredRoles.map((role) => t(`role_${role}`)).join(', ')
  return (
    <Card>
      <p className="flex gap-2 border-b border-border px-4 py-2 text-muted">
        <Lock size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
        {t('companyReadOnly')}
      </p>
      <dl className="grid gap-4 p-4 sm:grid-cols-2">
        <Fact name={t('companyName')}>{settings.companyName}</Fact>
        <Fact name={t('currency')}>{settings.currency}</Fact>
        <Fact name={t('timeZone')}>{settings.timeZone.replaceAll('_', ' ')}</Fact>
        <Fact name={t('approvalLimit')}>
          {approvalLimit === null ? t('noLimit') : format.money(approvalLimit)}
        </Fact>
        <Fact name={t('tolerance')}>
          {format.percent(settings.overReceiptTolerancePercent / 100)}
        </Fact>
        <Fact name={t('alertHours')}>{hourWords(alertHours, format.locale)}</Fact>
        <Fact name={t('alertRecipients')}>
          {alertRecipients.length > 0 ? alertRecipients.join(', ') : t('nobody')}
        </Fact>
        <Fact name={t('mfaRoles')}>{roles || t('nobody')}</Fact>
      </dl>
    </Card>
  )
}
