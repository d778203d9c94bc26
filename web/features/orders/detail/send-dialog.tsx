'use client'

import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { AreaField, TextField } from '#web/components/ui/field.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { useSettings } from '#web/lib/api/use-session.ts'
import { type Order, type SendFields, useOrderChanged } from '../order-data.ts'
import { OrderRefusal } from '../order-refusal.tsx'
import { draftOf, fieldsOf, moveInput, MoveFieldInputs } from './move-fields.tsx'
import { useSupplierAddress } from './supplier-address.ts'

/** Whether the supplier was sent the order, so that it is mailed once more. */
export function isSentBefore({ stage }: Order): boolean {
  return stage !== 'approved'
}

/** Mails the order with its document to the supplier, which moves an approved one on. */
export function SendDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const form = useSendForm(order, onClose)
  const { errors, companyCurrency } = form
  return (
    <Dialog
      title={t('sendTitle', { number: order.number })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form="order-send" look="primary" busy={form.isPending}>
            {t(isSentBefore(order) ? 'mailAgain' : 'sendByMail')}
          </Button>
        </>
      }
    >
      <form id="order-send" noValidate onSubmit={form.onSubmit} className="grid gap-4">
        <TextField
          label={t('recipient')}
          type="email"
          dir="ltr"
          value={form.to}
          error={form.isMissing ? t('needsAddress') : errors.at('to')}
          onChange={(event) => form.setTo(event.target.value)}
        />
        <MoveFieldInputs
          {...{ order, fields: form.fields, draft: form.draft, companyCurrency }}
          onChange={form.setDraft}
          errorOf={errors.at}
        />
        <AreaField
          label={t('mailMessage')}
          help={t('mailMessageHelp')}
          optional
          rows={4}
          maxLength={5000}
          error={errors.at('message')}
          value={form.message}
          onChange={(event) => form.setMessage(event.target.value)}
        />
        <AreaField
          label={t('note')}
          optional
          rows={2}
          maxLength={1000}
          error={errors.at('note')}
          value={form.note}
          onChange={(event) => form.setNote(event.target.value)}
        />
        <OrderRefusal order={order} error={errors.rest} />
      </form>
    </Dialog>
  )
}

function useSendForm(order: Order, onDone: () => void) {
  const { data: settings } = useSettings()
  const address = useSupplierAddress(order)
  const [typed, setTo] = useState<string>()
  const [message, setMessage] = useState('')
  const [note, setNote] = useState('')
  const [draft, setDraft] = useState(() => draftOf(order))
  const [isTried, setTried] = useState(false)
  const send = useSend(order, onDone)
  const companyCurrency = settings?.currency ?? order.currency
  const fields = isSentBefore(order) ? [] : fieldsOf(order, ['ordered'], companyCurrency)
  const to = typed ?? address ?? ''
  const isEmpty = to.trim() === ''
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (isEmpty) return
    const text = message.trim()
    const moved = moveInput(fields, draft, note)
    send.mutate({ to: to.trim(), ...(text && { message: text }), ...moved })
  }
  return {
    ...{ to, setTo, message, setMessage, note, setNote, draft, setDraft },
    ...{ fields, companyCurrency, onSubmit },
    isMissing: isTried && isEmpty,
    isPending: send.isPending,
    errors: fieldErrors(send.error, [...fields, 'to', 'message', 'note']),
  }
}

function useSend({ id, version }: Order, onDone: () => void) {
  const t = useTranslations('orders')
  const changed = useOrderChanged()
  const keyed = useOnce()
  return useMutation({
    mutationFn: (fields: SendFields) => {
      const json = { ...fields, version }
      return take(api.orders[':id'].send.$post({ param: { id }, json }, keyed(json)))
    },
    onSuccess: (after, { to = '' }) => {
      changed(after)
      showToast(t('mailOnItsWay', { to }))
      onDone()
    },
  })
}
