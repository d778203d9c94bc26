'use client'

import type { UseMutationResult } from '@tanstack/react-query'
import { type SyntheticEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { AreaField } from '#web/components/ui/field.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { useSettings } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useRefusalWords } from '../gate-words.ts'
import type { Order } from '../order-data.ts'
import { missingIn } from './draft-input.ts'
import { HeaderFields, isLocked, NotesField, WayFields } from './header-fields.tsx'
import { LinesEditor } from './lines-editor.tsx'
import type { OrderDraft } from './order-draft.ts'
import { Sums } from './sums.tsx'

interface OrderFormProps {
  title: ReactNode
  /** The order that is changed; undefined for a new one. */
  order?: Order
  draft: OrderDraft
  onChange: (draft: OrderDraft) => void
  save: Pick<UseMutationResult<Order, Error, { note: string }>, 'mutate' | 'error' | 'isPending'>
  action: string
  back: string
  /** What one has to know of what is being typed, and what begins afresh. */
  notice?: { text: string; onAgain: () => void } | undefined
}

/** Sends the form when nothing is missing; else what is missing gets the focus. */
function useSubmit(draft: OrderDraft, save: OrderFormProps['save'], note: string) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const form = useRef<HTMLFormElement>(null)
  const [isTried, setTried] = useState(false)
  const missing = missingIn(draft)
  const refused = save.error instanceof ApiProblem ? save.error.fields : new Map<string, string>()
  const errorOf = (path: string) => {
    const lacking = isTried ? missing.get(path) : undefined
    return lacking ? t(lacking) : refused.get(path)
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.size === 0) save.mutate({ note: note.trim() })
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  const run = () => form.current?.requestSubmit()
  useShortcuts([{ keys: 'mod+Enter', label: common('save'), run }])
  return { form, errorOf, onSubmit }
}

/** The form of an order, new or changed. */
export function OrderForm(props: OrderFormProps) {
  const { order, draft, onChange, save } = props
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const { data: settings } = useSettings()
  const [note, setNote] = useState('')
  const { form, errorOf, onSubmit } = useSubmit(draft, save, note)
  const companyCurrency = settings?.currency ?? draft.currency
  const isAmendment = order !== undefined && order.stage !== 'draft'
  const part = {
    draft,
    order,
    companyCurrency,
    errorOf,
    onChange: (change: Partial<OrderDraft>) => onChange({ ...draft, ...change }),
  }
  return (
    <form ref={form} onSubmit={onSubmit} noValidate>
      <PageHeader
        title={props.title}
        actions={
          <>
            <LinkButton href={props.back}>{common('cancel')}</LinkButton>
            <Button type="submit" look="primary" busy={save.isPending}>
              {props.action}
            </Button>
          </>
        }
      />
      <div className="grid gap-4">
        <Kept notice={props.notice} />
        {isAmendment && <p className="text-muted">{t('amendHelp')}</p>}
        <FormRefusal error={save.error} currency={draft.currency} />
        <HeaderFields {...part} />
        <LinesEditor
          {...part}
          isLocked={isLocked(order, 'lines')}
          onChange={(lines) => onChange({ ...draft, lines })}
        />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="grid gap-4">
            <WayFields {...part} />
            <NotesField {...part} />
            {isAmendment && <WhyChanged note={note} onChange={setNote} />}
          </div>
          <Sums {...part} />
        </div>
      </div>
    </form>
  )
}

function WhyChanged({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const t = useTranslations('orders')
  return (
    <AreaField
      label={t('whyChanged')}
      optional
      help={t('whyChangedHelp')}
      rows={2}
      maxLength={1000}
      value={note}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function Kept({ notice }: Pick<OrderFormProps, 'notice'>) {
  const t = useTranslations('orders')
  if (!notice) return null
  return (
    <p className="flex flex-wrap items-center gap-3 rounded-card bg-info-soft p-2 ps-3 text-info">
      <span className="grow">{notice.text}</span>
      <Button onClick={notice.onAgain}>{t('startAfresh')}</Button>
    </p>
  )
}

/** What the API refused, above the form; what is wrong with a field stands there too. */
function FormRefusal({ error, currency }: { error: Error | null; currency: string }) {
  const t = useTranslations('orders')
  const words = useRefusalWords()
  if (!error) return null
  const isAboutFields = error instanceof ApiProblem && error.fields.size > 0
  return (
    <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
      {isAboutFields
        ? t('fieldsRefused', { count: error.fields.size })
        : words({ currency }, error)}
    </p>
  )
}
