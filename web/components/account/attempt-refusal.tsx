'use client'

import { Hourglass } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Refusal } from '#web/components/ui/states.tsx'
import { ApiProblem } from '#web/lib/api/problem.ts'

const MINUTE_MS = 60_000

/** Why a sign-in, a code or a password was not taken; after too many it says how long to wait. */
export function AttemptRefusal({ error, wrong }: { error: Error | null; wrong?: string }) {
  const t = useTranslations('auth')
  const minutes = useMinutesLeft(error)
  if (minutes !== undefined) {
    if (minutes === 0) return null
    return (
      <div role="alert" className="flex gap-2 rounded-control bg-warn-soft px-3 py-2 text-warn">
        <Hourglass size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
        <p>{t('tooMany', { minutes })}</p>
      </div>
    )
  }
  if (wrong !== undefined && error instanceof ApiProblem && error.status === 401) {
    return (
      <div role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
        {wrong}
      </div>
    )
  }
  return <Refusal error={error} />
}

/** Minutes until the next attempt, counting down; undefined for any other refusal. */
function useMinutesLeft(error: Error | null): number | undefined {
  const [left, setLeft] = useState<{ error: Error; ms: number }>()
  useEffect(() => {
    const seconds = error instanceof ApiProblem ? error.problem['retryAfterSeconds'] : undefined
    if (!error || typeof seconds !== 'number') return
    const until = Date.now() + seconds * 1_000
    const tell = () => setLeft({ error, ms: Math.max(0, until - Date.now()) })
    tell()
    const timer = setInterval(tell, 5_000)
    return () => clearInterval(timer)
  }, [error])
  if (!(error instanceof ApiProblem) || error.status !== 429) return undefined
  return Math.ceil((left?.error === error ? left.ms : MINUTE_MS) / MINUTE_MS)
}
