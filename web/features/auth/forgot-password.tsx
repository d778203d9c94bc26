'use client'

import { useMutation } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { AttemptRefusal } from '#web/components/account/attempt-refusal.tsx'
import { PublicFrame } from '#web/components/account/public-frame.tsx'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { textOf } from '#web/lib/form-text.ts'

/** Asks for a mail with a link; nobody is told whether the address is known. */
export function ForgotPassword() {
  const t = useTranslations('auth')
  const ask = useMutation({
    mutationFn: (email: string) => take(api.auth.password.forgot.$post({ json: { email } })),
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask.mutate(textOf(new FormData(event.currentTarget), 'email'))
  }
  if (ask.isSuccess) {
    return (
      <PublicFrame title={t('mailSent')}>
        <div role="status" className="grid gap-3">
          <p className="flex gap-2">
            <MailCheck size={20} aria-hidden="true" className="shrink-0 text-ok" />
            {t('mailSentText', { email: ask.variables })}
          </p>
          <p className="text-muted">{t('mailSentHelp')}</p>
        </div>
        <LinkButton href="/sign-in">{t('toSignIn')}</LinkButton>
      </PublicFrame>
    )
  }
  const errors = fieldErrors(ask.error, ['email'])
  return (
    <PublicFrame title={t('forgotTitle')}>
      <form onSubmit={onSubmit} className="grid gap-4">
        <p className="text-muted">{t('forgotText')}</p>
        <TextField
          label={t('email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          error={errors.at('email')}
        />
        <AttemptRefusal error={errors.rest} />
        <Button type="submit" look="primary" busy={ask.isPending}>
          {t('sendLink')}
        </Button>
        <LinkButton look="quiet" href="/sign-in">
          {t('toSignIn')}
        </LinkButton>
      </form>
    </PublicFrame>
  )
}
