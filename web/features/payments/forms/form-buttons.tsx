'use client'

import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'

interface FormButtonsProps {
  /** The verb and the thing. */
  action: string
  busy: boolean
  onCancel: () => void
}

/** The foot of a form that is not a dialog of its own. */
export function FormButtons({ action, busy, onCancel }: FormButtonsProps) {
  const t = useTranslations('common')
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>{t('cancel')}</Button>
      <Button look="primary" type="submit" busy={busy}>
        {action}
      </Button>
    </div>
  )
}
