'use client'

import { type SubmitEvent, type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Refusal } from './states.tsx'

interface FormDialogProps {
  title: string
  /** The verb and the thing: "Add location". */
  action: string
  busy: boolean
  /** What is left to say when no field says it. */
  error: Error | null
  onSubmit: (form: FormData) => void
  onClose: () => void
  /** The fields are checked by the API alone. */
  noValidate?: boolean
  children: ReactNode
}

/** A few fields in a dialog, sent by its one main button or by Enter. */
export function FormDialog(props: FormDialogProps) {
  const t = useTranslations('common')
  const id = useId()
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    props.onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" form={id} look="primary" busy={props.busy}>
            {props.action}
          </Button>
        </>
      }
    >
      <form id={id} noValidate={props.noValidate} onSubmit={onSubmit} className="grid gap-4">
        {props.children}
        <Refusal error={props.error} />
      </form>
    </Dialog>
  )
}
