'use client'

import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names.ts'

export const controlShape =
  'block w-full min-h-8 pointer-coarse:min-h-11 rounded-control border border-control bg-surface px-2 py-1 text-text placeholder:text-muted disabled:bg-sunken disabled:text-muted aria-invalid:border-bad'

interface FieldProps {
  label: string
  help?: ReactNode
  error?: string | undefined
  /** Fields are required unless they say that they are not. */
  optional?: boolean
  className?: string
}

interface ControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A label above, help and what is wrong below; `children` draw the control with what ties it to them. */
export function Field({
  label,
  help,
  error,
  optional = false,
  className,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const id = useId()
  const t = useTranslations('common')
  const isDescribed = error !== undefined || help !== undefined
  return (
    <div className={classNames('grid content-start gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="ms-1 font-normal text-muted">{t('optional')}</span>}
      </label>
      {children({
        id,
        'aria-describedby': isDescribed ? `${id}-more` : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {isDescribed && (
        <div
          id={`${id}-more`}
          className={classNames('text-xs', error === undefined ? 'text-muted' : 'text-bad')}
        >
          {error ?? help}
        </div>
      )}
    </div>
  )
}

type InputProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'>

export function TextField({ label, help, error, optional, className, ...input }: InputProps) {
  return (
    <Field
      label={label}
      help={help}
      error={error}
      optional={optional ?? false}
      className={className ?? ''}
    >
      {(control) => <input type="text" {...input} {...control} className={controlShape} />}
    </Field>
  )
}

type SelectProps = FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'>

export function SelectField({
  label,
  help,
  error,
  optional,
  className,
  children,
  ...select
}: SelectProps) {
  return (
    <Field
      label={label}
      help={help}
      error={error}
      optional={optional ?? false}
      className={className ?? ''}
    >
      {(control) => (
        <select {...select} {...control} className={controlShape}>
          {children}
        </select>
      )}
    </Field>
  )
}

type AreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'>

export function AreaField({ label, help, error, optional, className, ...area }: AreaProps) {
  return (
    <Field
      label={label}
      help={help}
      error={error}
      optional={optional ?? false}
      className={className ?? ''}
    >
      {(control) => <textarea rows={3} {...area} {...control} className={controlShape} />}
    </Field>
  )
}

type CheckProps = { label: ReactNode; help?: ReactNode } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'className'
>

export function CheckField({ label, help, ...input }: CheckProps) {
  return (
    <label className="flex min-h-8 items-start gap-2 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        {...input}
        className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:mt-0 pointer-coarse:size-6"
      />
      <span>
        {label}
        {help !== undefined && <span className="block text-xs text-muted">{help}</span>}
      </span>
    </label>
  )
}
