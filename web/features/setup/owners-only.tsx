'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { useMe } from '#web/lib/api/use-session.ts'
import { addressOf, type SetupStep } from './steps.ts'

/** The steps behind the first one change the company, so they are for its owners. */
export function OwnersOnly({ step, children }: { step: SetupStep; children: ReactNode }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const { data: me, error, refetch } = useMe()
  const isNobody = error?.status === 401
  useEffect(() => {
    // The sign-in sends on to the first step where nobody has an account yet.
    if (isNobody) router.replace(`/sign-in?next=${encodeURIComponent(addressOf(step))}`)
  }, [isNobody, router, step])
  if (error && !isNobody) return <Failure error={error} onRetry={() => void refetch()} />
  if (!me || isNobody) return <SkeletonRows rows={4} />
  if (me.role === 'owner') return children
  return (
    <>
      <p>{t('ownersOnly')}</p>
      <LinkButton look="primary" href="/">
        {t('toToday')}
      </LinkButton>
    </>
  )
}
