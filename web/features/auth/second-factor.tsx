'use client'

import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AttemptRefusal } from '#web/components/account/attempt-refusal.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { textOf } from '#web/lib/form-text.ts'

/** How long the first step of a sign-in is good for. */
const STEP_MS = 5 * 60_000

interface SecondFactorProps {
  mfaToken: string
  onEntered: () => void
  onBack: () => void
}

/** The second step of a sign-in: a code of the app, or one of the recovery codes. */
export function SecondFactor({ mfaToken, onEntered, onBack }: SecondFactorProps) {
  const t = useTranslations('auth')
  const [isRecovery, setRecovery] = useState(false)
  const [begun] = useState(() => Date.now())
  const [isTooLate, setTooLate] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const challenge = useMutation({
    mutationFn: (code: string) =>
      take(api.auth.mfa.challenge.$post({ json: { mfaToken, code, session: 'cookie' } })),
    onSuccess: onEntered,
    onError: () => {
      setTooLate(Date.now() - begun > STEP_MS)
      form.current?.querySelector('input')?.select()
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    challenge.mutate(textOf(new FormData(event.currentTarget), 'code'))
  }
  const change = () => {
    challenge.reset()
    setRecovery(!isRecovery)
  }
  const wrong = isTooLate ? 'tooLate' : isRecovery ? 'wrongRecovery' : 'wrongCode'
  return (
    <form ref={form} onSubmit={onSubmit} className="grid gap-4">
      <TextField
        key={isRecovery ? 'recovery' : 'app'}
        label={t(isRecovery ? 'recoveryCode' : 'code')}
        help={t(isRecovery ? 'recoveryHelp' : 'codeHelp')}
        name="code"
        dir="ltr"
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        onChange={(event) => {
          const isComplete = !isRecovery && /^\d{6}$/.test(event.target.value.trim())
          if (isComplete && !challenge.isPending) form.current?.requestSubmit()
        }}
      />
      <AttemptRefusal error={challenge.error} wrong={t(wrong)} />
      <Button type="submit" look="primary" busy={challenge.isPending}>
        {t('signIn')}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button look="quiet" onClick={change}>
          {t(isRecovery ? 'useApp' : 'useRecovery')}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  )
}
