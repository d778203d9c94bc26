'use client'

import { useTranslations } from 'use-intl'
import { LanguageChoice } from '#web/components/account/language-choice.tsx'
import { ThemeChoice } from '#web/components/account/theme-choice.tsx'
import { CheckField } from '#web/components/ui/field.tsx'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import { Badge } from '#web/components/ui/badge.tsx'
import { useMe } from '#web/lib/api/use-session.ts'
import { useOneLetterKeys } from '#web/lib/use-one-letter-keys.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { PasswordCard } from './password-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import { TwoFactorCard } from './two-factor-card.tsx'

/** What a person sets for themselves. */
export function AccountArea() {
  return (
    <SettingsFrame area="account">
      <WhoCard />
      <TwoFactorCard />
      <PasswordCard />
      <ChoicesCard />
      <SessionsCard />
    </SettingsFrame>
  )
}

function WhoCard() {
  const t = useTranslations('settings')
  const { data: me } = useMe()
  if (!me) return null
  return (
    <Card>
      <dl className="grid gap-4 p-4 sm:grid-cols-3">
        <Fact name={t('name')}>{me.user.name}</Fact>
        <Fact name={t('email')}>{me.user.email}</Fact>
        <Fact name={t('role')}>
          <Badge tone="accent">{t(`role_${me.role}`)}</Badge>
        </Fact>
      </dl>
      <p className="border-t border-border px-4 py-2 text-xs text-muted">
        {t(me.role === 'owner' ? 'whoChangeOwner' : 'whoChange')}
      </p>
    </Card>
  )
}

function ChoicesCard() {
  const t = useTranslations('settings')
  const shell = useTranslations('shell')
  const [areOn, setOn] = useOneLetterKeys()
  return (
    <Card title={t('choices')}>
      <div className="grid gap-4 p-4">
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <div className="grid gap-1">
            <span className="text-sm font-medium">{shell('language')}</span>
            <LanguageChoice />
          </div>
          <div className="grid gap-1">
            <span className="text-sm font-medium">{shell('theme')}</span>
            <ThemeChoice words />
          </div>
        </div>
        <CheckField
          label={t('oneLetterKeys')}
          help={t('oneLetterKeysHelp')}
          checked={areOn}
          onChange={(event) => setOn(event.target.checked)}
        />
      </div>
    </Card>
  )
}
