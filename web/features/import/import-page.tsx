'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { NoRight } from '#web/components/ui/states.tsx'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { CheckStep } from './check-step.tsx'
import { ChooseStep } from './choose-step.tsx'
import { DoneStep } from './done-step.tsx'
import { MapStep } from './map-step.tsx'
import { type Import, type Step, steps, useImport } from './use-import.ts'

/** Products from a file: choose it, say what its columns hold, see every problem, then run. */
export function ImportPage() {
  const t = useTranslations('imports')
  const { data: me } = useMe()
  const can = useCan()
  const state = useImport()
  if (me && !can('products:write')) return <NoRight what={t('title')} />
  return (
    <div className="mx-auto grid grid-cols-1 max-w-5xl gap-4">
      <PageHeader
        title={t('title')}
        actions={<LinkButton href="/products">{t('allProducts')}</LinkButton>}
      />
      <Steps current={state.step} />
      {state.isLost && (
        <p role="status" className="rounded-card bg-warn-soft p-3 text-warn">
          {t('chooseAgain')}
        </p>
      )}
      <CurrentStep state={state} />
    </div>
  )
}

function CurrentStep({ state }: { state: Import }) {
  const { chosen, report } = state
  if (state.step === 'choose' || !chosen) return <ChooseStep state={state} />
  if (state.step === 'map' || !report) return <MapStep state={state} chosen={chosen} />
  if (state.step === 'check') return <CheckStep state={state} report={report} file={chosen.file} />
  return <DoneStep state={state} report={report} />
}

function Steps({ current }: { current: Step }) {
  const t = useTranslations('imports')
  const at = steps.indexOf(current)
  return (
    <ol aria-label={t('steps')} className="flex flex-wrap gap-x-6 gap-y-2">
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={name === current ? 'step' : undefined}
          className={classNames(
            'flex items-center gap-2 text-sm',
            name === current ? 'font-semibold text-accent' : 'text-muted',
          )}
        >
          <span
            className={classNames(
              'grid size-6 place-items-center rounded-full text-xs tabular-nums',
              index <= at ? 'bg-accent text-on-accent' : 'border border-control',
            )}
          >
            {index < at ? <Check size={14} aria-hidden="true" /> : index + 1}
          </span>
          {t(`step_${name}`)}
        </li>
      ))}
    </ol>
  )
}
