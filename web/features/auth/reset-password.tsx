'use client'

import { useMutation } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { type SubmitEvent, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AttemptRefusal } from '#web/components/account/attempt-refusal.tsx'
import { NewPasswordField } from '#web/components/account/password-field.tsx'
import { PublicFrame } from '#web/components/account/public-frame.tsx'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { textOf } from '#web/lib/form-text.ts'

/** Lets somebody choose a password with the link of a mail. */
export function ResetPassword() {
  const t = useTranslations('auth')
  const token = useLinkToken()
  const reset = useMutation({
    mutationFn: (password: string) =>
      take(api.auth.password.reset.$post({ json: { token: token ?? '', password } })),
  })
  const errors = fieldErrors(reset.error, ['password', 'token'])
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    reset.mutate(textOf(new FormData(event.currentTarget), 'password'))
  }
  if (reset.isSuccess) {
    return (
      <PublicFrame title={t('passwordChosen')}>
        <p role="status" className="flex gap-2">
          <CircleCheck size={20} aria-hidden="true" className="shrink-0 text-ok" />
          {t('passwordChosenText')}
        </p>
        <LinkButton look="primary" href="/sign-in">
          {t('toSignIn')}
        </LinkButton>
      </PublicFrame>
    )
  }
  if (token === '' || errors.at('token') !== undefined) {
    return (
      <PublicFrame title={t('deadLink')}>
        <p role="alert">{t(token === '' ? 'brokenLinkText' : 'deadLinkText')}</p>
        <LinkButton look="primary" href="/forgot-password">
          {t('newLink')}
        </LinkButton>
      </PublicFrame>
    )
  }
  return (
    <PublicFrame title={t('choosePassword')}>
      <form onSubmit={onSubmit} className="grid gap-4">
        <p className="text-muted">{t('choosePasswordText')}</p>
        <NewPasswordField
          label={t('newPassword')}
          name="password"
          autoFocus
          error={errors.at('password') === undefined ? undefined : t('weakPassword')}
        />
        <AttemptRefusal error={errors.rest} />
        <Button type="submit" look="primary" busy={reset.isPending}>
          {t('savePassword')}
        </Button>
      </form>
    </PublicFrame>
  )
}

/** The token of the link, taken out of the address at once; empty when there is none. */
function useLinkToken(): string | undefined {
  const [token, setToken] = useState<string>()
  useEffect(() => {
    const { hash, search, pathname } = location
    const found =
      new URLSearchParams(hash.slice(1)).get('token') ?? new URLSearchParams(search).get('token')
    // Strict mode runs this twice; the second time the address has nothing left to tell.
    setToken((now) => now ?? found ?? '')
    if (found !== null) history.replaceState(null, '', pathname)
  }, [])
  return token
}
