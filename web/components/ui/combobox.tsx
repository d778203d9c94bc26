'use client'

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names.ts'
import { controlShape, Field } from './field.tsx'

interface ComboboxProps<Option> {
  label: string
  /** What the field shows while nobody types: the name of what is chosen. */
  shown: string
  /** What is found for `typed`; undefined while it is being looked for. */
  options: readonly Option[] | undefined
  typed: string
  onType: (typed: string) => void
  onChoose: (option: Option) => void
  optionKey: (option: Option) => string
  draw: (option: Option) => ReactNode
  error?: string | undefined
  help?: string | undefined
  optional?: boolean
  autoFocus?: boolean
  placeholder?: string
}

/** A field that finds while one types. Arrows choose, Enter takes, Escape puts back what was there. */
export function Combobox<Option>(props: ComboboxProps<Option>) {
  const { options, shown, typed, onType } = props
  const id = useId()
  const chooser = useChooser(props)
  const { isOpen, chosen, setOpen, setChosen } = chooser
  const isOneChosen = isOpen && options?.[chosen] !== undefined
  return (
    <Field
      label={props.label}
      help={props.help}
      error={props.error}
      optional={props.optional ?? false}
      className="relative"
    >
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            role="combobox"
            autoComplete="off"
            autoFocus={props.autoFocus}
            aria-expanded={isOpen}
            aria-controls={`${id}-list`}
            aria-activedescendant={isOneChosen ? `${id}-${chosen}` : undefined}
            placeholder={props.placeholder}
            value={isOpen ? typed : shown}
            onFocus={(event) => event.target.select()}
            onClick={() => setOpen(true)}
            onChange={(event) => {
              setOpen(true)
              setChosen(0)
              onType(event.target.value)
            }}
            onBlur={chooser.close}
            onKeyDown={chooser.onKeyDown}
            className={controlShape}
          />
          {isOpen && <Options {...props} {...chooser} id={id} />}
        </>
      )}
    </Field>
  )
}

interface Chooser<Option> {
  chosen: number
  setChosen: (index: number) => void
  take: (option: Option | undefined) => void
}

function useChooser<Option>({ options, onType, onChoose }: ComboboxProps<Option>) {
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(0)
  const close = () => {
    setOpen(false)
    onType('')
  }
  const take = (option: Option | undefined) => {
    if (option === undefined) return
    onChoose(option)
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const count = options?.length ?? 0
    if (step !== undefined) {
      event.preventDefault()
      setOpen(true)
      if (count > 0) setChosen((chosen + step + count) % count)
    }
    if (!isOpen) return
    if (event.key === 'Enter') {
      event.preventDefault()
      take(options?.[chosen])
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }
  return { isOpen, setOpen, chosen, setChosen, take, close, onKeyDown }
}

function Options<Option>({
  id,
  label,
  options,
  optionKey,
  draw,
  chosen,
  setChosen,
  take,
}: ComboboxProps<Option> & Chooser<Option> & { id: string }) {
  const t = useTranslations('common')
  return (
    <ul
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-card border border-border bg-surface p-1 shadow-xl"
    >
      {options === undefined && <li className="px-2 py-1.5 text-muted">{t('loading')}</li>}
      {options?.length === 0 && <li className="px-2 py-1.5 text-muted">{t('nothingMatches')}</li>}
      {options?.map((option, index) => (
        <li
          key={optionKey(option)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // Before the field loses the focus, which would close the list.
          onPointerDown={(event) => {
            event.preventDefault()
            take(option)
          }}
          onPointerMove={() => setChosen(index)}
          className={classNames(
            'flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 pointer-coarse:min-h-11',
            index === chosen && 'bg-accent-soft',
          )}
        >
          {draw(option)}
        </li>
      ))}
    </ul>
  )
}
