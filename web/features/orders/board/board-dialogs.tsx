'use client'

import { type SyntheticEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { AreaField } from '#web/components/ui/field.tsx'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { useRefusalWords } from '../gate-words.ts'
import type { OrderSummary } from '../order-data.ts'
import type { Move } from './board-data.ts'

/** Why a card went back to its column, and what can be done about it. */
export function RefusedMove({
  move,
  error,
  onClose,
}: {
  move: Move
  error: Error
  onClose: () => void
}) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const words = useRefusalWords()
  const { order, to } = move
  const gate = error instanceof ApiProblem ? error.problem['gate'] : undefined
  const isAboutGoods = gate === 'receipts'
  return (
    <Dialog
      title={t('staysIn', { number: order.number, stage: common(`stage_${order.stage}`) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('close')}</Button>
          <LinkButton
            look="primary"
            href={isAboutGoods ? `/receive/${order.id}` : `/orders/${order.id}`}
          >
            {isAboutGoods ? t('receiveGoods') : t('openOrder', { number: order.number })}
          </LinkButton>
        </>
      }
    >
      <div className="grid gap-2">
        <p>{t('notMoved', { stage: common(`stage_${to}`) })}</p>
        <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
          {words(order, error)}
        </p>
      </div>
    </Dialog>
  )
}

/** There is no such way on the board; nothing was asked. */
export function NoWay({
  text,
  title,
  onClose,
}: {
  text: string
  title: string
  onClose: () => void
}) {
  const common = useTranslations('common')
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <p>{text}</p>
    </Dialog>
  )
}

interface ReasonProps {
  title: string
  action: string
  danger?: boolean
  children?: React.ReactNode
  /** The refusal, where the dialog stays open until it is done. */
  error?: string | undefined
  busy?: boolean
  onReason: (reason: string) => void
  onClose: () => void
}

/** Asks why, before something that the history keeps with its reason. */
export function ReasonDialog(props: ReasonProps) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setMissing(true)
    else props.onReason(reason.trim())
  }
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{common('cancel')}</Button>
          <Button
            type="submit"
            form="order-reason"
            look={props.danger ? 'danger' : 'primary'}
            busy={props.busy ?? false}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <form id="order-reason" onSubmit={onSubmit} className="grid gap-3">
        {props.children}
        <AreaField
          label={t('reason')}
          help={t('reasonHelp')}
          error={isMissing && reason.trim() === '' ? t('reasonMissing') : undefined}
          value={reason}
          maxLength={1000}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
        {props.error !== undefined && (
          <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
            {props.error}
          </p>
        )}
      </form>
    </Dialog>
  )
}

/** The reason for a step back on the board. */
export function BackDialog({
  order,
  to,
  onReason,
  onClose,
}: {
  order: OrderSummary
  to: Move['to']
  onReason: (reason: string) => void
  onClose: () => void
}) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const stage = common(`stage_${to}`)
  return (
    <ReasonDialog
      title={t('takeBack', { number: order.number, stage })}
      action={t('backTo', { stage })}
      onReason={onReason}
      onClose={onClose}
    />
  )
}
