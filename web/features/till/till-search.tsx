'use client'

import { ScanBarcode, Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { controlShape } from '#web/components/ui/field.tsx'
import type { SoldProduct } from '#web/lib/offline/known-products.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { wordsOf } from './typed.ts'
import { useSuggestions } from './use-lookup.ts'

interface TillSearchProps {
  field: RefObject<HTMLInputElement | null>
  typed: string
  onType: (typed: string) => void
  /** A code or words that somebody typed whole. */
  onEnter: (typed: string) => void
  onChoose: (product: SoldProduct) => void
  /** Arrows go through the lines while nothing is typed. */
  onStep: (by: 1 | -1) => void
  isCameraOpen: boolean
  onCamera: () => void
}

/** Where codes, SKUs and names are typed, and where scanners type into. */
export function TillSearch(props: TillSearchProps) {
  const scan = useTranslations('scan')
  return (
    <div className="flex items-center gap-2">
      <FindField {...props} />
      <IconButton
        label={scan('open')}
        aria-pressed={props.isCameraOpen}
        onClick={props.onCamera}
        className="size-11 border border-control"
      >
        <ScanBarcode size={22} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

const findField = {
  type: 'text',
  role: 'combobox',
  autoComplete: 'off',
  autoCapitalize: 'off',
} as const

function FindField(props: TillSearchProps) {
  const { typed, onType, onEnter, onChoose } = props
  const t = useTranslations('till')
  const id = useId()
  const suggestions = useSuggestions(wordsOf(typed))
  const [chosen, setChosen] = useState(-1)
  const isOpen = suggestions !== undefined && suggestions.length > 0
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (isOpen) setChosen(Math.min(Math.max(-1, chosen + step), suggestions.length - 1))
      else props.onStep(step === 1 ? 1 : -1)
    }
    if (event.key === 'Escape') onType('')
    if (event.key !== 'Enter' || typed.trim() === '') return
    event.preventDefault()
    const product = suggestions?.[chosen]
    if (product) onChoose(product)
    else onEnter(typed)
  }
  return (
    <div className="relative grow">
      <Search
        size={18}
        aria-hidden="true"
        className="absolute start-2.5 top-1/2 -translate-y-1/2 text-muted"
      />
      <input
        {...findField}
        ref={props.field}
        autoFocus
        spellCheck={false}
        enterKeyHint="enter"
        aria-label={t('find')}
        placeholder={t('find')}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && chosen >= 0 ? `${id}-${chosen}` : undefined}
        value={typed}
        onChange={(event) => {
          setChosen(-1)
          onType(event.target.value)
        }}
        onKeyDown={onKeyDown}
        className={`${controlShape} min-h-11 ps-9 text-base`}
      />
      {isOpen && (
        <Suggestions
          id={id}
          suggestions={suggestions}
          chosen={chosen}
          onHover={setChosen}
          onChoose={onChoose}
        />
      )}
    </div>
  )
}

interface SuggestionsProps {
  id: string
  suggestions: readonly SoldProduct[]
  chosen: number
  onHover: (index: number) => void
  onChoose: (product: SoldProduct) => void
}

function Suggestions({ id, suggestions, chosen, onHover, onChoose }: SuggestionsProps) {
  const t = useTranslations('till')
  const format = useFormat()
  return (
    <ul
      id={`${id}-list`}
      role="listbox"
      aria-label={t('found')}
      className="absolute inset-x-0 top-full z-20 mt-1 rounded-card border border-border bg-surface p-1 shadow-xl"
    >
      {suggestions.map((product, index) => (
        <li
          key={product.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // Before the field loses the focus.
          onPointerDown={(event) => {
            event.preventDefault()
            onChoose(product)
          }}
          onPointerMove={() => onHover(index)}
          className={classNames(
            'flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3',
            index === chosen && 'bg-accent-soft',
          )}
        >
          <span className="min-w-0 grow truncate">{product.name}</span>
          <bdi dir="ltr" className="text-xs text-muted">
            {product.sku}
          </bdi>
          <span className="number">{format.money(product.price, product.currency)}</span>
        </li>
      ))}
    </ul>
  )
}
