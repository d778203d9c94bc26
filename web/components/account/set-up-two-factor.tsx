'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { CopyButton } from '#web/components/ui/copy-button.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { meKey } from '#web/lib/api/use-session.ts'
import { AttemptRefusal } from './attempt-refusal.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

interface SetUpTwoFactorProps {
  /** Once the recovery codes are kept. */
  onDone: () => void
  doneLabel: string
}

/** From the picture for the app to the recovery codes: the second factor counts from the first right code. */
export function SetUpTwoFactor({ onDone, doneLabel }: SetUpTwoFactorProps) {
  const client = useQueryClient()
  const begun = useQuery({
    // Each call makes another secret, so it is called once for as long as this is shown.
    queryKey: ['two-factor-setup'],
    queryFn: () => take(api.auth.mfa.setup.$post()),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const [codes, setCodes] = useState<readonly string[]>()
  const verify = useMutation({
    mutationFn: (code: string) => take(api.auth.mfa.verify.$post({ json: { code } })),
    onSuccess: ({ recoveryCodes }) => {
      setCodes(recoveryCodes)
      void client.invalidateQueries({ queryKey: meKey })
    },
  })
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} doneLabel={doneLabel} />
  if (begun.error) return <Failure error={begun.error} onRetry={() => void begun.refetch()} />
  if (!begun.data) return <SkeletonRows rows={6} />
  return (
    <AskFirstCode
      setup={begun.data}
      error={verify.error}
      busy={verify.isPending}
      onCode={(code) => verify.mutate(code)}
    />
  )
}

interface AskFirstCodeProps {
  setup: Taken<(typeof api.auth.mfa.setup)['$post']>
  error: Error | null
  busy: boolean
  onCode: (code: string) => void
}

function AskFirstCode({ setup, error, busy, onCode }: AskFirstCodeProps) {
  const t = useTranslations('auth')
  const errors = fieldErrors(error, ['code'])
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = new FormData(event.currentTarget).get('code')
    if (typeof code === 'string') onCode(code)
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4 sm:grid-cols-[auto_1fr] sm:gap-6">
      <img
        src={setup.qrCode}
        alt={t('qrCode')}
        className="size-44 justify-self-center rounded-card border border-border"
      />
      <div className="grid content-start gap-4">
        <p>{t('scanQr')}</p>
        <details>
          <summary className="text-sm text-muted underline underline-offset-2">
            {t('cannotScan')}
          </summary>
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <code className="break-all select-all">
              <bdi dir="ltr">{setup.secret}</bdi>
            </code>
            <CopyButton text={setup.secret} />
          </div>
        </details>
        <TextField
          label={t('firstCode')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          required
          autoFocus
          error={errors.at('code') === undefined ? undefined : t('firstCodeWrong')}
        />
        <AttemptRefusal error={errors.rest} />
        <Button type="submit" look="primary" busy={busy} className="justify-self-start">
          {t('turnOn')}
        </Button>
      </div>
    </form>
  )
}
