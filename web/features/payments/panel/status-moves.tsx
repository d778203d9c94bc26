'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isIncoming, type PaymentStatus } from '#shared/domain/payments/payments.ts'
import { movesFrom, passesApproval } from '#shared/domain/payments/status.ts'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, once, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Payment } from '../payment.ts'
import { usePaymentWrite } from './use-payment-write.ts'

interface Move {
  status: PaymentStatus
  paidOn?: string
}

/** Moves that a toast can take back: nothing went out of the house with them. */
const reversible: readonly string[] = ['planned', 'approved']

/** The statuses that the payment can go to from where it is, the usual one first. */
export function StatusMoves({ payment }: { payment: Payment }) {
  const t = useTranslations('payments')
  const can = useCan()
  const [step, setStep] = useState<'paid' | 'cancelled'>()
  const write = useMove(payment, () => setStep(undefined))
  const { status, type } = payment
  const needsApproval = (to: PaymentStatus) =>
    to === 'approved' || (passesApproval(status, to) && !isIncoming(type))
  const isBarred = (to: PaymentStatus) => needsApproval(to) && !can('payments:approve')
  const moves = movesFrom(status)
  const usual = moves.find((to) => to !== 'planned' && to !== 'cancelled' && !isBarred(to))
  if (moves.length === 0) return null
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {moves.map((to) => (
          <Button
            key={to}
            look={
              to === usual && step === undefined
                ? 'primary'
                : to === 'cancelled'
                  ? 'danger'
                  : 'plain'
            }
            disabled={isBarred(to)}
            busy={write.isPending && write.variables.status === to}
            onClick={() => {
              if (to === 'paid' || to === 'cancelled') setStep(to)
              else write.mutate({ status: to })
            }}
          >
            {t(`move_${to}`)}
          </Button>
        ))}
      </div>
      {moves.some(isBarred) && <p className="text-xs text-muted">{t('needsApproval')}</p>}
      {status === 'failed' && <p className="text-xs text-muted">{t('failedHelp')}</p>}
      {step === 'paid' ? (
        <PaidOn write={write} onCancel={() => setStep(undefined)} />
      ) : (
        <Refusal error={write.error} />
      )}
      {step === 'cancelled' && (
        <Confirm
          title={t('cancelTitle')}
          action={t('move_cancelled')}
          onClose={() => setStep(undefined)}
          onConfirm={() => write.mutateAsync({ status: 'cancelled' })}
        >
          <p>{t('cancelHelp')}</p>
        </Confirm>
      )}
    </div>
  )
}

function useMove(payment: Payment, onDone: () => void) {
  const t = useTranslations('payments')
  const send = ({ status, paidOn }: Move, version: number) =>
    take(
      api.payments[':id'].status.$post(
        { param: { id: payment.id }, json: { status, version, ...(paidOn && { paidOn }) } },
        once(),
      ),
    )
  const back = usePaymentWrite(
    ({ version, status }: Pick<Payment, 'version' | 'status'>) => send({ status }, version),
    () => showToast(t('takenBack')),
    (problem) => showToast(problem.message, { tone: 'bad' }),
  )
  return usePaymentWrite(
    (move: Move) => send(move, payment.version),
    (moved) => {
      const { status } = payment
      const canUndo = reversible.includes(status) && reversible.includes(moved.status)
      // By then the payment drawn here is the moved one, so that where it was must be kept.
      const undo = () => back.mutate({ version: moved.version, status })
      showToast(t(`moved_${moved.status}`), canUndo ? { undo } : {})
      onDone()
    },
  )
}

function PaidOn({ write, onCancel }: { write: ReturnType<typeof useMove>; onCancel: () => void }) {
  const t = useTranslations('payments')
  const common = useTranslations('common')
  const format = useFormat()
  const [paidOn, setPaidOn] = useState(format.today())
  const errors = fieldErrors(write.error, ['paidOn'])
  return (
    <form
      className="grid gap-3 rounded-card border border-border p-3"
      onSubmit={(event) => {
        event.preventDefault()
        write.mutate({ status: 'paid', paidOn })
      }}
    >
      <TextField
        label={t('paidOn')}
        type="date"
        required
        autoFocus
        max={format.today()}
        value={paidOn}
        onChange={(event) => setPaidOn(event.target.value)}
        error={errors.at('paidOn')}
      />
      <Refusal error={errors.rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <Button look="primary" type="submit" busy={write.isPending}>
          {t('confirmPaid')}
        </Button>
      </div>
    </form>
  )
}
