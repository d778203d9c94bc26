'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Role } from '#shared/domain/permissions.ts'
import { NewPasswordField } from '#web/components/account/password-field.tsx'
import { CheckField, TextField } from '#web/components/ui/field.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { textOf } from '#web/lib/form-text.ts'
import { FormDialog } from '#web/components/ui/form-dialog.tsx'
import { RoleChoice } from './role-choice.tsx'

/** Adds somebody, who gets a mail with a link, or a password that is told to them. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings')
  const auth = useTranslations('auth')
  const [role, setRole] = useState<Role>('clerk')
  const [byMail, setByMail] = useState(true)
  const invite = useInvite(role, byMail, onClose)
  const errors = fieldErrors(invite.error, ['name', 'email', 'password'])
  return (
    <FormDialog
      title={t('invite')}
      action={t(byMail ? 'inviteDo' : 'addPerson')}
      busy={invite.isPending}
      error={errors.rest}
      onSubmit={(form) => invite.mutate(form)}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        name="name"
        required
        autoFocus
        autoComplete="off"
        error={errors.at('name')}
      />
      <TextField
        label={t('email')}
        name="email"
        type="email"
        required
        autoComplete="off"
        error={errors.at('email')}
      />
      <RoleChoice value={role} onChange={setRole} />
      <CheckField
        label={t('byMail')}
        help={t('byMailHelp')}
        checked={byMail}
        onChange={(event) => setByMail(event.target.checked)}
      />
      {!byMail && (
        <NewPasswordField
          label={auth('password')}
          name="password"
          error={errors.at('password') === undefined ? undefined : auth('weakPassword')}
        />
      )}
    </FormDialog>
  )
}

function useInvite(role: Role, byMail: boolean, onDone: () => void) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const headers = useOnce()
  return useMutation({
    mutationFn: (form: FormData) => {
      const json = {
        name: textOf(form, 'name'),
        email: textOf(form, 'email'),
        role,
        ...(!byMail && { password: textOf(form, 'password') }),
      }
      return take(api.users.$post({ json }, headers(json)))
    },
    onSuccess: ({ name, email }) => {
      showToast(t(byMail ? 'invitedToast' : 'addedToast', { name, email }))
      void client.invalidateQueries({ queryKey: ['user'] })
      onDone()
    },
  })
}
