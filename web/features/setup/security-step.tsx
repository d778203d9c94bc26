'use client'

import { useRouter } from 'next/navigation'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { SetUpTwoFactor } from '#web/components/account/set-up-two-factor.tsx'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { useMe } from '#web/lib/api/use-session.ts'
import { addressOf } from './steps.ts'

/** Offers the second factor now; it can be set up later. */
export function SecurityStep() {
  const t = useTranslations('auth')
  const router = useRouter()
  const { data: me } = useMe()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) {
    return (
      <SetUpTwoFactor doneLabel={t('continue')} onDone={() => router.push(addressOf('data'))} />
    )
  }
  if (me?.mfaEnabled) {
    return (
      <>
        <p className="flex gap-2">
          <ShieldCheck size={20} aria-hidden="true" className="shrink-0 text-ok" />
          {t('twoFactorOn')}
        </p>
        <LinkButton look="primary" href={addressOf('data')} className="justify-self-end">
          {t('continue')}
        </LinkButton>
      </>
    )
  }
  return (
    <>
      <p>{t('twoFactorWhy')}</p>
      <p className="text-muted">{t('twoFactorNeeds')}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton href={addressOf('data')}>{t('later')}</LinkButton>
        <Button look="primary" onClick={() => setOpen(true)}>
          {t('setUpNow')}
        </Button>
      </div>
    </>
  )
}
