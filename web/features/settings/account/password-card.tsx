'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AttemptRefusal } from '#web/components/account/attempt-refusal.tsx'
import { NewPasswordField, PasswordField } from '#web/components/account/password-field.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { textOf } from '#web/lib/form-text.ts'

/** Changes the person's password. */
export function PasswordCard() {
  const t = useTranslations('settings')
  const auth = useTranslations('auth')
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  // Drawn anew, the fields are empty, and what they count begins again.
  const [round, setRound] = useState(0)
  const change = useMutation({
    mutationFn: (typed: FormData) =>
      take(
        api.auth.password.$post({
          json: {
            currentPassword: textOf(typed, 'currentPassword'),
            newPassword: textOf(typed, 'newPassword'),
          },
        }),
      ),
    onSuccess: () => {
      setRound(round + 1)
      showToast(t('passwordChanged'))
      void client.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const errors = fieldErrors(change.error, ['currentPassword', 'newPassword'])
  return (
    <Card title={auth('password')}>
      <form
        key={round}
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate(new FormData(event.currentTarget))
        }}
        className="grid items-start gap-4 p-4 sm:grid-cols-2"
      >
        <PasswordField
          label={t('currentPassword')}
          name="currentPassword"
          kind="current-password"
          error={errors.at('currentPassword') === undefined ? undefined : t('notYourPassword')}
        />
        <NewPasswordField
          label={auth('newPassword')}
          name="newPassword"
          error={errors.at('newPassword') === undefined ? undefined : auth('weakPassword')}
        />
        <div className="grid gap-3 sm:col-span-2">
          <AttemptRefusal error={errors.rest} />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" busy={change.isPending}>
              {t('changePassword')}
            </Button>
            <span className="text-xs text-muted">{t('passwordEndsSessions')}</span>
          </div>
        </div>
      </form>
    </Card>
  )
}
