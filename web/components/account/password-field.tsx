'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '#web/components/ui/button.tsx'
import { controlShape, Field } from '#web/components/ui/field.tsx'

interface PasswordFieldProps {
  label: string
  name: string
  kind: 'current-password' | 'new-password'
  help?: ReactNode
  error?: string | undefined
  autoFocus?: boolean
  onChange?: (typed: string) => void
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, name, kind, help, error, ...rest }: PasswordFieldProps) {
  const t = useTranslations('auth')
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            name={name}
            type={isShown ? 'text' : 'password'}
            autoComplete={kind}
            autoFocus={rest.autoFocus}
            autoCapitalize="none"
            spellCheck={false}
            required
            onChange={(event) => rest.onChange?.(event.target.value)}
            className={`${controlShape} pe-10 pointer-coarse:pe-12`}
          />
          <IconButton
            label={t(isShown ? 'hidePassword' : 'showPassword')}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
            className="absolute end-0 top-0"
          >
            <Icon size={16} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </Field>
  )
}

/** A password that is chosen: it says what makes a good one, and how many characters are missing. */
export function NewPasswordField(props: Omit<PasswordFieldProps, 'kind' | 'help' | 'onChange'>) {
  const t = useTranslations('auth')
  const [length, setLength] = useState(0)
  const missing = LEAST_CHARACTERS - length
  return (
    <PasswordField
      {...props}
      kind="new-password"
      help={length > 0 && missing > 0 ? t('passwordShort', { missing }) : t('passwordHelp')}
      onChange={(typed) => setLength(Array.from(typed).length)}
    />
  )
}

/** As the API demands; it says so too when it is fewer. */
const LEAST_CHARACTERS = 12
