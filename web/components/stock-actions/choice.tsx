'use client'

import { useId } from 'react'
import { classNames } from '#web/components/ui/class-names.ts'

interface ChoiceProps<Name extends string> {
  label: string
  options: readonly { name: Name; title: string }[]
  value: Name
  onChange: (name: Name) => void
}

/** One of two or three, all in sight. */
export function Choice<Name extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceProps<Name>) {
  const group = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="flex rounded-control border border-control">
        {options.map(({ name, title }) => (
          <label
            key={name}
            className={classNames(
              'flex min-h-8 grow cursor-pointer items-center justify-center gap-2 px-2 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11',
              name === value && 'bg-accent-soft font-medium text-accent',
            )}
          >
            <input
              type="radio"
              name={group}
              checked={name === value}
              onChange={() => onChange(name)}
              className="size-4 accent-accent"
            />
            {title}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
