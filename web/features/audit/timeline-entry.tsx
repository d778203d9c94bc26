'use client'

import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { OrderNumber, ProductName, SupplierName } from '#web/components/records/record-names.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { Difference } from './difference.tsx'
import { Changed } from './changed.tsx'
import { addressOf, type Entry, knownAction, knownEntity, nameIn } from './entry.ts'

/** One thing that somebody did: in words, and opened, field by field. */
export function TimelineEntry({ entry }: { entry: Entry }) {
  const t = useTranslations('audit')
  const format = useFormat()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <div className="flex items-start gap-3 px-3 py-1">
        <time
          dateTime={entry.at}
          className="w-16 shrink-0 pt-0.5 text-table text-muted tabular-nums"
        >
          {format.time(entry.at)}
        </time>
        <div className="min-w-0 grow py-0.5">
          <p className="break-words">
            <Sentence entry={entry} />
          </p>
          <Changed entry={entry} />
        </div>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={t('details')}
          title={t('details')}
          onClick={() => setOpen(!isOpen)}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken pointer-coarse:size-11"
        >
          <ChevronDown size={16} aria-hidden="true" className={isOpen ? 'rotate-180' : ''} />
        </button>
      </div>
      {isOpen && (
        <div id={id} className="border-t border-border bg-sunken p-3">
          <Difference entry={entry} />
          <Source entry={entry} />
        </div>
      )}
    </li>
  )
}

function Sentence({ entry }: { entry: Entry }) {
  const t = useTranslations('audit')
  const action = knownAction(entry.action)
  const values = {
    actor: () => <Actor actor={entry.actor} />,
    what: () => <What entry={entry} />,
  }
  if (action) return t.rich(`did_${action}`, values)
  return t.rich('did_other', { ...values, action: humanAction(entry.action) })
}

/** Who did it; a press shows only what this person did. */
function Actor({ actor: { id, name } }: { actor: Entry['actor'] }) {
  const t = useTranslations('audit')
  const { set } = useAddress()
  if (id === null) return <span className="font-medium">{name}</span>
  return (
    <button
      type="button"
      title={t('onlyBy', { name })}
      onClick={() => set({ actor: id })}
      className="font-medium hover:underline"
    >
      {name}
    </button>
  )
}

/** The record, by its kind and its name, as a link where it has a page. */
function What({ entry }: { entry: Entry }) {
  const t = useTranslations('audit')
  const entity = knownEntity(entry.entity)
  const kind = entity ? t(`noun_${entity}`) : entry.entity
  const href = addressOf(entry)
  const text = (
    <>
      {kind} <Name entry={entry} />
    </>
  )
  if (href === undefined) return <span>{text}</span>
  return (
    <Link href={href} className="text-accent hover:underline">
      {text}
    </Link>
  )
}

function Name({ entry }: { entry: Entry }): ReactNode {
  const { entity, entityId, action } = entry
  const name = nameIn(entry)
  if (name !== undefined) return <bdi>{name}</bdi>
  if (action === 'DELETE') return null
  if (entity === 'supplier') return <SupplierName id={entityId} />
  if (entity === 'order') return <OrderNumber id={entityId} />
  if (entity === 'product') return <ProductName id={entityId} />
  return null
}

/** Where it came from, for whoever looks into it. */
function Source({ entry }: { entry: Entry }) {
  const t = useTranslations('audit')
  const format = useFormat()
  const { set } = useAddress()
  const { at, ip, requestId, entity, entityId } = entry
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
      <span>{format.instant(at)}</span>
      {ip !== null && (
        <span>
          {t('address')} <bdi dir="ltr">{ip}</bdi>
        </span>
      )}
      <span>
        {t('request')} <bdi dir="ltr">{requestId}</bdi>
      </span>
      <button
        type="button"
        className="min-h-6 text-accent hover:underline"
        onClick={() => set({ entity, id: entityId })}
      >
        {t('allOfRecord')}
      </button>
    </p>
  )
}

function humanAction(action: string): string {
  return action.toLowerCase().replaceAll('_', ' ')
}
