'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Role } from '#shared/domain/permissions.ts'
import { TextField } from '#web/components/ui/field.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { meKey } from '#web/lib/api/use-session.ts'
import { textOf } from '#web/lib/form-text.ts'
import { FormDialog } from '#web/components/ui/form-dialog.tsx'
import type { Person } from './people-area.tsx'
import { RoleChoice } from './role-choice.tsx'

/** Changes the name, the address or the role of somebody. */
export function PersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const [role, setRole] = useState<Role>(person.role)
  const save = useMutation({
    mutationFn: (form: FormData) =>
      take(
        api.users[':id'].$patch({
          param: { id: person.id },
          json: {
            name: textOf(form, 'name'),
            email: textOf(form, 'email'),
            role,
            version: person.version,
          },
        }),
      ),
    onSuccess: ({ name }) => {
      showToast(t('personSaved', { name }))
      onClose()
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['user'] })
      void client.invalidateQueries({ queryKey: meKey })
    },
  })
  const errors = fieldErrors(save.error, ['name', 'email', 'role'])
  return (
    <FormDialog
      title={t('personTitle', { name: person.name })}
      action={t('savePerson')}
      busy={save.isPending}
      error={errors.rest}
      onSubmit={(form) => save.mutate(form)}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        name="name"
        defaultValue={person.name}
        required
        autoComplete="off"
        error={errors.at('name')}
      />
      <TextField
        label={t('email')}
        name="email"
        type="email"
        defaultValue={person.email}
        required
        autoComplete="off"
        error={errors.at('email')}
      />
      <RoleChoice value={role} onChange={setRole} />
    </FormDialog>
  )
}
