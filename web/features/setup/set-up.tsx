'use client'

import { Check } from 'lucide-react'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useTranslations } from 'use-intl'
import { PublicFrame } from '#web/components/account/public-frame.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { SkeletonRows } from '#web/components/ui/states.tsx'
import { OwnerStep } from './owner-step.tsx'
import { OwnersOnly } from './owners-only.tsx'
import { type SetupStep, setupSteps } from './steps.ts'

const loading = { loading: () => <SkeletonRows rows={4} /> }
const CompanyStep = whenOpened(
  () => import('./company-step.tsx').then((file) => file.CompanyStep),
  loading,
)
const SecurityStep = whenOpened(
  () => import('./security-step.tsx').then((file) => file.SecurityStep),
  loading,
)
const DataStep = whenOpened(() => import('./data-step.tsx').then((file) => file.DataStep), loading)
const DoneStep = whenOpened(() => import('./done-step.tsx').then((file) => file.DoneStep), loading)

const bodies = {
  company: CompanyStep,
  security: SecurityStep,
  data: DataStep,
  done: DoneStep,
} as const

/** The first run: from nobody to a company that can sell. */
export function SetUp({ step }: { step: SetupStep }) {
  const t = useTranslations('auth')
  return (
    <PublicFrame wide title={t(`setup_${step}`)} above={<Steps current={step} />}>
      {step === 'owner' ? (
        <OwnerStep />
      ) : (
        <OwnersOnly step={step}>
          <Body step={step} />
        </OwnersOnly>
      )}
    </PublicFrame>
  )
}

function Body({ step }: { step: Exclude<SetupStep, 'owner'> }) {
  const Step = bodies[step]
  return <Step />
}

function Steps({ current }: { current: SetupStep }) {
  const t = useTranslations('auth')
  const at = setupSteps.indexOf(current)
  return (
    <ol aria-label={t('setupTitle')} className="flex gap-1.5 sm:gap-3">
      {setupSteps.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className={classNames(
            'grid min-w-0 grow basis-0 content-start gap-1 border-t-4 pt-1 text-xs',
            index <= at ? 'border-accent' : 'border-border',
            index === at ? 'font-semibold text-text' : 'text-muted',
          )}
        >
          <span className="flex items-center gap-1">
            {index < at && <Check size={14} aria-hidden="true" className="shrink-0 text-ok" />}
            <span className={index === at ? '' : 'max-sm:sr-only'}>{t(`step_${step}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
