'use client'

import { useRouter } from 'next/navigation'
import { Fragment, type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Shortcut, Spinner } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import type { Entry, Group } from './palette-entry.ts'
import { useEntries } from './palette-search.ts'
import { rememberPlace } from './recent-places.ts'

interface PaletteProps {
  onClose: () => void
  /** Asks what to move, and from where to where. */
  onTransfer: () => void
}

/** Goes, finds and does by a few letters; arrows choose, Enter takes. */
export function Palette({ onClose, onTransfer }: PaletteProps) {
  const t = useTranslations('shell')
  const id = useId()
  const open = useOpen(onClose)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const { entries, isSearching } = useEntries(typed, onTransfer)
  const at = Math.min(chosen, Math.max(0, entries.length - 1))
  const choose = (index: number) => {
    setChosen(index)
    document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && entries.length > 0) {
      event.preventDefault()
      choose((at + step + entries.length) % entries.length)
    }
    // The letters of some languages are put together with Enter.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(entries[at])
  }
  return (
    <Dialog title={t('openPalette')} onClose={onClose}>
      <SearchInput
        list={`${id}-list`}
        active={entries[at] && `${id}-${at}`}
        typed={typed}
        isSearching={isSearching}
        onType={(text) => {
          setTyped(text)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={t('search')}
        className="mt-2 h-[min(26rem,60dvh)] overflow-y-auto"
      >
        {entries.map((entry, index) => (
          <Fragment key={entry.id}>
            {entry.group !== entries[index - 1]?.group && <Heading group={entry.group} />}
            <Option
              id={`${id}-${index}`}
              entry={entry}
              isChosen={index === at}
              onOpen={() => open(entry)}
              onPoint={() => setChosen(index)}
            />
          </Fragment>
        ))}
        {entries.length === 0 && !isSearching && (
          <li role="presentation" className="px-2 py-6 text-center text-muted">
            {t('nothingFound', { typed: typed.trim() })}
          </li>
        )}
      </ul>
    </Dialog>
  )
}

interface SearchInputProps {
  list: string
  active: string | undefined
  typed: string
  isSearching: boolean
  onType: (typed: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

function SearchInput({ list, active, typed, isSearching, onType, onKeyDown }: SearchInputProps) {
  const t = useTranslations('shell')
  return (
    <div className="relative">
      <input
        autoFocus
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={active}
        aria-label={t('search')}
        placeholder={t('paletteHint')}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
        className={`${controlShape} min-h-10 pe-9`}
      />
      {isSearching && (
        <span className="absolute end-3 top-3 text-muted">
          <Spinner />
        </span>
      )}
    </div>
  )
}

function useOpen(onClose: () => void) {
  const router = useRouter()
  return (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    const { href, group, title, more, run } = entry
    run?.()
    if (href === undefined) return
    if (group === 'products' || group === 'suppliers' || group === 'orders') {
      rememberPlace({ title, href, group, ...(more !== undefined && { more }) })
    }
    router.push(href)
  }
}

function Heading({ group }: { group: Group }) {
  const t = useTranslations('shell')
  return (
    <li role="presentation" className="px-2 pt-3 pb-1 text-xs font-medium text-muted first:pt-1">
      {t(`group_${group}`)}
    </li>
  )
}

interface OptionProps {
  id: string
  entry: Entry
  isChosen: boolean
  onOpen: () => void
  onPoint: () => void
}

function Option({ id, entry, isChosen, onOpen, onPoint }: OptionProps) {
  const { title, more, keys, icon: Icon } = entry
  return (
    <li
      id={id}
      role="option"
      aria-selected={isChosen}
      onClick={onOpen}
      onPointerMove={onPoint}
      className={classNames(
        'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2 pointer-coarse:min-h-11',
        isChosen && 'bg-accent-soft',
      )}
    >
      <Icon size={16} aria-hidden="true" className="shrink-0 text-muted" />
      <span dir="auto" className="truncate">
        {title}
      </span>
      {more !== undefined && <bdi className="ms-auto shrink-0 ps-3 text-xs text-muted">{more}</bdi>}
      {keys !== undefined && (
        <span className="ms-auto text-muted">
          <Shortcut keys={keys} />
        </span>
      )}
    </li>
  )
}
