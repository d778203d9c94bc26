'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { roles, type Role } from '#shared/domain/permissions.ts'

interface RoleChoiceProps {
  value: Role
  onChange: (role: Role) => void
}

/** One of the roles, each with what it is for. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const t = useTranslations('settings')
  const id = useId()
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{t('role')}</legend>
      {roles.map((role) => (
        <label
          key={role}
          className="flex min-h-8 items-start gap-2 rounded-control border border-transparent px-2 py-1 has-checked:border-accent has-checked:bg-accent-soft pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={`${id}-role`}
            checked={role === value}
            onChange={() => onChange(role)}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            <span className="font-medium">{t(`role_${role}`)}</span>
            <span className="block text-xs text-muted">{t(`roleAbout_${role}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
