'use client'

import { type SubmitEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { useTypedDecimal } from '#web/components/ui/use-typed-decimal.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { CountLine } from './use-count.ts'
import type { Desk } from './use-desk.ts'

interface NowCountingProps {
  desk: Desk
  line: CountLine
  /** What is expected is not shown to anybody who counts. */
  isBlind: boolean
}

/** The product that is being counted; its quantity is the first thing on the page. */
export function NowCounting({ desk, line, isBlind }: NowCountingProps) {
  const t = useTranslations('stock')
  const field = useRef<HTMLInputElement>(null)
  const typed = useTypedDecimal(desk.amount, desk.setAmount)
  useEffect(() => field.current?.select(), [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    desk.save()
  }
  const { unit, counted, recounted } = line
  return (
    <form
      onSubmit={submit}
      aria-label={t('nowCounting')}
      className="grid gap-3 rounded-card border border-accent bg-surface p-3"
    >
      <div className="flex items-end gap-2">
        <label className="grid grow gap-1">
          <span className="text-sm font-medium">
            {t(desk.isRecount ? 'secondCount' : 'howMany', { unit })}
          </span>
          <input
            {...typed}
            ref={field}
            autoFocus
            inputMode="decimal"
            autoComplete="off"
            enterKeyHint="next"
            onFocus={(event) => event.target.select()}
            className={`${controlShape} number min-h-14 text-total font-semibold`}
          />
        </label>
        <Button
          type="submit"
          look="primary"
          busy={desk.isSaving}
          className="min-h-14 px-5 text-base"
        >
          {t('next')}
        </Button>
      </div>
      <What line={line} isBlind={isBlind} />
      <Refusal error={desk.error} />
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" onClick={desk.pass}>
          {t('skip')}
        </Button>
        {counted !== null && recounted === null && (
          <Button look="quiet" aria-pressed={desk.isRecount} onClick={desk.toggleRecount}>
            {t(desk.isRecount ? 'correctFirst' : 'countAgain')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Which product it is, and what is known of how much there was. */
function What({ line, isBlind }: { line: CountLine; isBlind: boolean }) {
  const t = useTranslations('stock')
  const format = useFormat()
  const { name, sku, unit, expected, counted, recounted } = line
  return (
    <div>
      <p className="text-base font-semibold">{name}</p>
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        <bdi dir="ltr">{sku}</bdi>
        {expected !== null && !isBlind && (
          <span>{t('expectedIs', { value: format.number(expected), unit })}</span>
        )}
        {counted !== null && <span>{t('countedIs', { value: format.number(counted), unit })}</span>}
        {recounted !== null && (
          <span>{t('recountedIs', { value: format.number(recounted), unit })}</span>
        )}
      </p>
    </div>
  )
}
