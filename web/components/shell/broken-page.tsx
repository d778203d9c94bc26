'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'

interface BrokenPageProps {
  /** What Next gives an error of the server, so that its log can be searched for it. */
  digest: string | undefined
  onRetry: () => void
}

/** In place of a page that threw; the frame around it still works. */
export function BrokenPage({ digest, onRetry }: BrokenPageProps) {
  const t = useTranslations('shell')
  const tCommon = useTranslations('common')
  return (
    <div role="alert">
      <Notice
        icon={CircleAlert}
        title={t('broken')}
        actions={
          <>
            <Button look="primary" onClick={onRetry}>
              {tCommon('tryAgain')}
            </Button>
            <Button onClick={() => location.reload()}>{t('loadAnew')}</Button>
            <LinkButton href="/">{t('toToday')}</LinkButton>
          </>
        }
      >
        <p>{t('brokenHelp')}</p>
        {digest !== undefined && (
          <p className="mt-2 text-xs">{t('errorNumber', { number: digest })}</p>
        )}
      </Notice>
    </div>
  )
}
