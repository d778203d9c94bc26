'use client'

import { useTranslations } from 'use-intl'
import { Confirm } from '#web/components/ui/confirm.tsx'

interface SignOutQuestionProps {
  count: number
  onLeave: () => Promise<void>
  onClose: () => void
}

/** Asked of who signs out while something waits on this device: it is sent when they come back. */
export function SignOutQuestion({ count, onLeave, onClose }: SignOutQuestionProps) {
  const t = useTranslations('offline')
  return (
    <Confirm
      title={t('signOutTitle')}
      action={t('signOutAnyway')}
      onConfirm={onLeave}
      onClose={onClose}
    >
      <p>{t('signOutText', { count })}</p>
    </Confirm>
  )
}
