'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { signOut } from '#web/lib/api/sign-out.ts'
import { useMe } from '#web/lib/api/use-session.ts'
import { askBeforeLeaving } from './leave-question.tsx'

/**
 * Signs out, and goes to where one signs in; what the page knew is forgotten. Asks first when
 * something that the person did waits on this device to be sent.
 */
export function useLeave(): () => void {
  const t = useTranslations('common')
  const router = useRouter()
  const client = useQueryClient()
  const { data: me } = useMe()
  const leaveAnyway = async () => {
    await signOut()
    client.clear()
    router.replace('/sign-in')
  }
  const leave = async () => {
    try {
      const { outboxEntries } = await import('#web/lib/offline/outbox.ts')
      const mine = (await outboxEntries()).filter(({ user }) => user === me?.user.id)
      if (mine.length > 0) askBeforeLeaving({ count: mine.length, leave: leaveAnyway })
      else await leaveAnyway()
    } catch (error) {
      if (error instanceof Error) showToast(wordsOf(error, t), { tone: 'bad' })
    }
  }
  return () => void leave()
}
