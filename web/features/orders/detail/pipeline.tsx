'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { pipeline } from '#shared/domain/orders/stages.ts'
import { classNames } from '#web/components/ui/class-names.ts'
import type { Order } from '../order-data.ts'

/** How far the order has come: all ten stages where there is room, else the number of this one. */
export function Pipeline({ order }: { order: Order }) {
  const at = pipeline.findIndex((stage) => stage === order.stage)
  if (at < 0) return null
  return (
    <div className="screen-only">
      <WideSteps at={at} isAllDone={order.stage === 'completed'} />
      <NarrowSteps at={at} />
    </div>
  )
}

function WideSteps({ at, isAllDone }: { at: number; isAllDone: boolean }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  return (
    <ol className="hidden lg:flex" aria-label={t('pipeline')}>
      {pipeline.map((stage, index) => {
        const isDone = index < at || isAllDone
        const isHere = index === at
        return (
          <li
            key={stage}
            aria-current={isHere ? 'step' : undefined}
            className="min-w-0 flex-1 text-center text-xs"
          >
            <div className="flex items-center">
              <Bar isShown={index > 0} isFull={index <= at} />
              <span
                className={classNames(
                  'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums',
                  isDone && 'border-accent bg-accent text-on-accent',
                  isHere && !isDone && 'border-2 border-accent bg-accent-soft text-accent',
                  !isDone && !isHere && 'border-control text-muted',
                )}
              >
                {isDone ? <Check size={14} aria-label={t('done')} /> : index + 1}
              </span>
              <Bar isShown={index < pipeline.length - 1} isFull={index < at} />
            </div>
            <span
              className={classNames('block px-0.5 pt-1', isHere ? 'font-semibold' : 'text-muted')}
            >
              {common(`stage_${stage}`)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function NarrowSteps({ at }: { at: number }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const stage = pipeline[at]
  return (
    <div className="grid gap-1 lg:hidden">
      <p className="flex items-baseline justify-between text-sm">
        <span className="font-semibold">{stage && common(`stage_${stage}`)}</span>
        <span className="text-xs text-muted">
          {t('stageOf', { at: at + 1, of: pipeline.length })}
        </span>
      </p>
      <div
        role="progressbar"
        aria-label={t('pipeline')}
        aria-valuemin={1}
        aria-valuemax={pipeline.length}
        aria-valuenow={at + 1}
        className="flex gap-1"
      >
        {pipeline.map((name, index) => (
          <span
            key={name}
            className={classNames(
              'h-1.5 flex-1 rounded-full',
              index <= at ? 'bg-accent' : 'bg-border',
            )}
          />
        ))}
      </div>
    </div>
  )
}

function Bar({ isShown, isFull }: { isShown: boolean; isFull: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('h-0.5 grow', isShown && (isFull ? 'bg-accent' : 'bg-border'))}
    />
  )
}
