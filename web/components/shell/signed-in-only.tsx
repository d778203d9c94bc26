'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Spinner } from '#web/components/ui/button.tsx'
import { Failure } from '#web/components/ui/states.tsx'
import { useMe } from '#web/lib/api/use-session.ts'

/** Draws the page once it is known who is there; who is nobody goes to the sign-in and comes back. */
export function SignedInOnly({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useMe()
  const router = useRouter()
  const path = usePathname()
  const t = useTranslations('shell')
  const isNobody = error?.status === 401
  useEffect(() => {
    if (!isNobody) return
    const here = path + location.search
    router.replace(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`)
  }, [isNobody, path, router])
  if (data && !isNobody) return children
  if (error && !isNobody) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <div role="status" className="grid h-dvh place-items-center text-muted">
      <span className="flex items-center gap-2">
        <Spinner /> {t('checkingSignIn')}
      </span>
    </div>
  )
}
