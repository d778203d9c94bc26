'use client'

import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import { pipeline } from '#shared/domain/orders/stages.ts'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { AreaField, SelectField } from '#web/components/ui/field.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { gatesAhead, type Viewpoint } from '../gates-ahead.ts'
import { moveOrder, type MoveFields, type Order, useOrderChanged } from '../order-data.ts'
import { OrderRefusal } from '../order-refusal.tsx'
import { GateList } from './gate-list.tsx'
import { draftOf, fieldsOf, moveInput, MoveFieldInputs } from './move-fields.tsx'

interface MoveDialogProps {
  order: Order
  view: Viewpoint
  /** The stage that is offered first; the later ones can be chosen. */
  to: PipelineStage
  onClose: () => void
}

/** The stages of a move, what must hold before them, and what they record. */
function planMove(order: Order, target: PipelineStage, view: Viewpoint) {
  const at = pipeline.findIndex((stage) => stage === order.stage)
  const stages = pipeline.slice(at + 1, pipeline.indexOf(target) + 1)
  const gates = gatesAhead(order, stages, view)
  const isUnpaid = gates.some(({ gate, isOpen }) => gate === 'paid' && !isOpen)
  const fields = fieldsOf(order, stages, view.companyCurrency).filter(
    (field) => field !== 'waiveUnpaid' || isUnpaid,
  )
  return { stages, gates, fields }
}

/** Moves an order on, with what the stage records and with the conditions that it has. */
export function MoveDialog({ order, view, to, onClose }: MoveDialogProps) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const changed = useOrderChanged()
  const [target, setTarget] = useState(to)
  const [draft, setDraft] = useState(() => draftOf(order))
  const [note, setNote] = useState('')
  const { stages, gates, fields } = planMove(order, target, view)
  const move = useMutation({
    mutationFn: (input: MoveFields) => moveOrder(order, target, input),
    onSuccess: (after) => {
      changed(after)
      showToast(t('movedTo', { number: after.number, stage: common(`stage_${after.stage}`) }))
      onClose()
    },
  })
  const errors = fieldErrors(move.error, [...fields, 'note'])
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    move.mutate(moveInput(fields, draft, note))
  }
  return (
    <Dialog
      title={t(`next_${target}`)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form="order-move" look="primary" busy={move.isPending}>
            {t(`next_${target}`)}
          </Button>
        </>
      }
    >
      <form id="order-move" onSubmit={onSubmit} className="grid gap-4">
        <Target order={order} target={target} onChange={setTarget} passed={stages.slice(0, -1)} />
        <GateList order={order} gates={gates} />
        <MoveFieldInputs
          {...{ order, fields, draft }}
          companyCurrency={view.companyCurrency}
          onChange={setDraft}
          errorOf={errors.at}
        />
        <AreaField
          label={t(target === 'completed' ? 'closingNote' : 'note')}
          optional
          rows={2}
          maxLength={1000}
          error={errors.at('note')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <OrderRefusal order={order} error={errors.rest} />
      </form>
    </Dialog>
  )
}

function Target({
  order,
  target,
  onChange,
  passed,
}: {
  order: Order
  target: PipelineStage
  onChange: (stage: PipelineStage) => void
  passed: readonly PipelineStage[]
}) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const at = pipeline.findIndex((stage) => stage === order.stage)
  const later = pipeline.slice(at + 1)
  const names = passed.map((stage) => common(`stage_${stage}`)).join(', ')
  return (
    <SelectField
      label={t('moveTo')}
      help={names === '' ? undefined : t('passes', { stages: names })}
      value={target}
      onChange={(event) => {
        const chosen = later.find((stage) => stage === event.target.value)
        if (chosen) onChange(chosen)
      }}
    >
      {later.map((stage) => (
        <option key={stage} value={stage}>
          {common(`stage_${stage}`)}
        </option>
      ))}
    </SelectField>
  )
}
