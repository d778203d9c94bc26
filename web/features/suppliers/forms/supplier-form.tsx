'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { useDraft } from '#web/lib/use-draft.ts'
import { type Supplier, supplierKey } from '../supplier.ts'
import { SupplierFields } from './supplier-fields.tsx'
import { filledFrom, sentOf, shownFields, type Typed } from './typed.ts'

interface SupplierFormProps {
  /** Null for a new one. */
  supplier: Supplier | null
  onClose: () => void
  onDone: (supplier: Supplier) => void
}

/** Adds a supplier, or changes one. What is typed survives a reload. */
export function SupplierForm({ supplier, onClose, onDone }: SupplierFormProps) {
  const t = useTranslations('suppliers')
  const common = useTranslations('common')
  const name = supplier ? `supplier-${supplier.id}-${supplier.version}` : 'supplier-new'
  const { value, change, forget } = useDraft(name, filledFrom(supplier))
  const [isTried, setTried] = useState(false)
  const save = useSave(supplier, (saved) => {
    forget()
    onDone(saved)
  })
  const errors = fieldErrors(save.error, shownFields)
  const nameError = isTried && value.name.trim() === '' ? t('nameMissing') : errors.at('name')
  const close = () => {
    forget()
    onClose()
  }
  const submit = () => {
    setTried(true)
    if (value.name.trim() !== '') save.mutate(value)
  }
  return (
    <Dialog
      shape="wide"
      title={supplier ? t('editNamed', { name: supplier.name }) : t('add')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="primary" type="submit" form="supplier" busy={save.isPending}>
            {t(supplier ? 'save' : 'add')}
          </Button>
        </>
      }
    >
      <form
        id="supplier"
        noValidate
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <SupplierFields value={value} change={change} errors={errors} nameError={nameError} />
        <div className="sm:col-span-2">
          <Refusal error={errors.rest} />
        </div>
      </form>
    </Dialog>
  )
}

function useSave(supplier: Supplier | null, onDone: (supplier: Supplier) => void) {
  const t = useTranslations('suppliers')
  const client = useQueryClient()
  const keyed = useOnce()
  return useMutation<Supplier, ApiProblem, Typed>({
    mutationFn: (typed) => {
      const json = sentOf(typed)
      if (!supplier) return take(api.suppliers.$post({ json }, keyed(json)))
      const { id, version } = supplier
      return take(api.suppliers[':id'].$patch({ param: { id }, json: { ...json, version } }))
    },
    onSuccess: (saved) => {
      client.setQueryData(supplierKey(saved.id), saved)
      void client.invalidateQueries({ queryKey: ['supplier'] })
      showToast(t(supplier ? 'saved' : 'added', { name: saved.name }))
      onDone(saved)
    },
  })
}
