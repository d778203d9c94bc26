'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Permission, permissions } from '#shared/domain/permissions.ts'
import { Button } from '#web/components/ui/button.tsx'
import { CheckField, SelectField, TextField } from '#web/components/ui/field.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { textOf } from '#web/lib/form-text.ts'
import { FormDialog } from '#web/components/ui/form-dialog.tsx'
import { usePermissionWords } from '../parts/permission-words.ts'
import type { NewToken } from './tokens-area.tsx'

const lives = [7, 30, 90, 180, 365] as const

interface TokenDialogProps {
  onClose: () => void
  onMade: (token: NewToken) => void
}

/** Makes a token with some of the permissions that the person has. */
export function TokenDialog({ onClose, onMade }: TokenDialogProps) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const [scopes, setScopes] = useState<readonly Permission[]>([])
  const make = useMutation({
    mutationFn: (form: FormData) =>
      take(
        api.tokens.$post({
          json: {
            name: textOf(form, 'name'),
            scopes: [...scopes],
            expiresInDays: Number(textOf(form, 'days')),
          },
        }),
      ),
    onSuccess: (token) => {
      onMade(token)
      void client.invalidateQueries({ queryKey: ['token'] })
      onClose()
    },
  })
  const errors = fieldErrors(make.error, ['name', 'scopes', 'expiresInDays'])
  return (
    <FormDialog
      title={t('addToken')}
      action={t('makeToken')}
      busy={make.isPending}
      error={errors.rest}
      onSubmit={(form) => make.mutate(form)}
      onClose={onClose}
    >
      <TextField
        label={t('tokenName')}
        help={t('tokenNameHelp')}
        name="name"
        required
        autoFocus
        autoComplete="off"
        error={errors.at('name')}
      />
      <SelectField
        label={t('tokenLife')}
        name="days"
        defaultValue={90}
        error={errors.at('expiresInDays')}
      >
        {lives.map((days) => (
          <option key={days} value={days}>
            {t('days', { days })}
          </option>
        ))}
      </SelectField>
      <ScopeChoice
        scopes={scopes}
        onChange={setScopes}
        error={errors.at('scopes') === undefined ? undefined : t('chooseScope')}
      />
    </FormDialog>
  )
}

interface ScopeChoiceProps {
  scopes: readonly Permission[]
  onChange: (scopes: readonly Permission[]) => void
  error: string | undefined
}

function ScopeChoice({ scopes, onChange, error }: ScopeChoiceProps) {
  const t = useTranslations('settings')
  const can = useCan()
  const words = usePermissionWords()
  const own = permissions.filter(can)
  const toggle = (permission: Permission) =>
    onChange(
      scopes.includes(permission)
        ? scopes.filter((scope) => scope !== permission)
        : [...scopes, permission],
    )
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">{t('scopes')}</legend>
      <p className={`text-xs ${error === undefined ? 'text-muted' : 'text-bad'}`}>
        {error ?? t('scopesHelp')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onChange(own.filter((name) => name.endsWith(':read')))}>
          {t('onlyRead')}
        </Button>
        <Button look="quiet" onClick={() => onChange([])}>
          {t('none')}
        </Button>
      </div>
      <div className="max-h-64 overflow-y-auto rounded-control border border-border px-3 py-1">
        {own.map((permission) => (
          <CheckField
            key={permission}
            label={words(permission)}
            checked={scopes.includes(permission)}
            onChange={() => toggle(permission)}
          />
        ))}
      </div>
    </fieldset>
  )
}
