'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { CopyButton } from '#web/components/ui/copy-button.tsx'
import { CheckField } from '#web/components/ui/field.tsx'

interface RecoveryCodesProps {
  codes: readonly string[]
  onDone: () => void
  doneLabel: string
}

/** The codes for the day the app is lost. Who goes on says that they are kept. */
export function RecoveryCodes({ codes, onDone, doneLabel }: RecoveryCodesProps) {
  const t = useTranslations('auth')
  const [isKept, setKept] = useState(false)
  const text = codes.join('\n')
  return (
    <div className="grid gap-3">
      <p>{t('recoveryIntro')}</p>
      <ul
        aria-label={t('recoveryCodes')}
        className="grid gap-x-6 gap-y-1 rounded-card bg-sunken p-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>
            <bdi dir="ltr">{code}</bdi>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label={t('recoveryCopy')} />
        <Button
          icon={<Download size={16} aria-hidden="true" />}
          onClick={() => download('stockroom-recovery-codes.txt', text)}
        >
          {t('recoveryDownload')}
        </Button>
      </div>
      <CheckField
        label={t('recoveryKept')}
        checked={isKept}
        onChange={(event) => setKept(event.target.checked)}
      />
      <div className="flex flex-wrap items-center justify-end gap-3">
        {!isKept && <span className="text-xs text-muted">{t('recoveryFirst')}</span>}
        <Button look="primary" disabled={!isKept} onClick={onDone}>
          {doneLabel}
        </Button>
      </div>
    </div>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
