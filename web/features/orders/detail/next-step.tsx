'use client'

import { ArrowRight, Mail, PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { stageRules } from '#shared/domain/orders/requirements.ts'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { type GateNote, gatesAhead, type Viewpoint } from '../gates-ahead.ts'
import type { Order } from '../order-data.ts'
import { GateList } from './gate-list.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'

/** The one thing to do next with an order: what it is, what must hold before, and the button. */
export function NextStep({ order, view }: { order: Order; view: Viewpoint }) {
  const t = useTranslations('orders')
  const { nextStage } = order
  if (nextStage === null) return <Ended order={order} />
  const gates = gatesAhead(order, [nextStage], view)
  const isReceiving = nextStage === 'received' && order.lines.some((line) => line.openQuantity > 0)
  const title = nextStage === 'ordered' ? t('sendToSupplier') : t(`next_${nextStage}`)
  return (
    <section
      aria-label={t('nextStep')}
      className="screen-only grid gap-3 rounded-card border border-border bg-surface p-4 sm:flex sm:flex-wrap sm:items-start"
    >
      <div className="grid min-w-0 grow basis-80 gap-2">
        <h2 className="text-base font-semibold">{isReceiving ? t('receiveGoods') : title}</h2>
        <p className="text-muted">{t(`nextHelp_${nextStage}`)}</p>
        {order.onHold && (
          <p className="text-warn">
            {order.holdReason ? t('heldFor', { reason: order.holdReason }) : t('holdBlocks')}
          </p>
        )}
        <GateList order={order} gates={gates} />
      </div>
      <StepButtons {...{ order, view, nextStage, gates, isReceiving }} />
    </section>
  )
}

interface StepProps {
  order: Order
  view: Viewpoint
  nextStage: PipelineStage
  gates: readonly GateNote[]
  isReceiving: boolean
}

/** The buttons of the next step, the main one last. */
function StepButtons({ order, view, nextStage, gates, isReceiving }: StepProps) {
  const t = useTranslations('orders')
  const can = useCan()
  const [open, setOpen] = useState<'move' | 'send'>()
  const mayReceive = can('orders:receive') && order.actions.includes('receive')
  const ruling = gates.find(({ gate }) => gate === 'approval')
  const mayMove =
    can('orders:write') && (ruling !== undefined || can(stageRules[nextStage].permission))
  const isShut = ruling !== undefined && !ruling.isOpen
  const isSending = nextStage === 'ordered'
  const onClose = () => setOpen(undefined)
  return (
    <div className="flex flex-wrap gap-2">
      {mayReceive && (
        <LinkButton
          href={`/receive/${order.id}`}
          look={isReceiving ? 'primary' : 'plain'}
          icon={<PackageOpen size={16} aria-hidden="true" />}
        >
          {t('receiveGoods')}
        </LinkButton>
      )}
      {mayMove && !isReceiving && (
        <Button
          look={isSending ? 'plain' : 'primary'}
          icon={<ArrowRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
          disabled={order.onHold || isShut}
          onClick={() => setOpen('move')}
        >
          {t(`next_${nextStage}`)}
        </Button>
      )}
      {mayMove && isSending && (
        <Button
          look="primary"
          icon={<Mail size={16} aria-hidden="true" />}
          disabled={!order.actions.includes('send')}
          onClick={() => setOpen('send')}
        >
          {t('sendByMail')}
        </Button>
      )}
      {!mayMove && !mayReceive && <p className="text-muted">{t('cannotMove')}</p>}
      {open === 'move' && <MoveDialog order={order} view={view} to={nextStage} onClose={onClose} />}
      {open === 'send' && <SendDialog order={order} onClose={onClose} />}
    </div>
  )
}

function Ended({ order }: { order: Order }) {
  const t = useTranslations('orders')
  if (order.stage !== 'cancelled') return null
  return (
    <p className="rounded-card border border-border bg-bad-soft p-4 text-bad">
      {t('cancelledFor', { reason: order.cancelReason ?? '' })}
    </p>
  )
}
