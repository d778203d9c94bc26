'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import type { Contact } from '../supplier.ts'

interface ContactFormProps {
  supplierId: string
  /** Null for a new one. */
  contact: Contact | null
  onClose: () => void
}

const shown = ['name', 'role', 'email', 'phone'] as const
type Typed = Record<(typeof shown)[number], string>

export function ContactForm({ supplierId, contact, onClose }: ContactFormProps) {
  const t = useTranslations('suppliers')
  const common = useTranslations('common')
  const [typed, setTyped] = useState<Typed>({
    name: contact?.name ?? '',
    role: contact?.role ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
  })
  const [isTried, setTried] = useState(false)
  const save = useSave(supplierId, contact, onClose)
  const errors = fieldErrors(save.error, shown)
  const isNameless = typed.name.trim() === ''
  const submit = () => {
    setTried(true)
    if (!isNameless) save.mutate(typed)
  }
  return (
    <Dialog
      title={contact ? t('editContact', { name: contact.name }) : t('addContact')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button look="primary" type="submit" form="contact" busy={save.isPending}>
            {t(contact ? 'saveContact' : 'addContact')}
          </Button>
        </>
      }
    >
      <form
        id="contact"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {shown.map((field) => (
          <TextField
            key={field}
            label={t(`contact_${field}`)}
            type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
            optional={field !== 'name'}
            autoFocus={field === 'name'}
            value={typed[field]}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            error={field === 'name' && isTried && isNameless ? t('nameMissing') : errors.at(field)}
          />
        ))}
        <Refusal error={errors.rest} />
      </form>
    </Dialog>
  )
}

function useSave(supplierId: string, contact: Contact | null, onDone: () => void) {
  const t = useTranslations('suppliers')
  const client = useQueryClient()
  const keyed = useOnce()
  return useMutation<Contact, ApiProblem, Typed>({
    mutationFn: ({ name, role, email, phone }) => {
      const json = {
        name: name.trim(),
        role: role.trim() || null,
        email: email.trim() || null,
        phone: phone.trim() || null,
      }
      const contacts = api.suppliers[':id'].contacts
      if (!contact) return take(contacts.$post({ param: { id: supplierId }, json }, keyed(json)))
      const param = { id: supplierId, contactId: contact.id }
      return take(
        contacts[':contactId'].$patch({ param, json: { ...json, version: contact.version } }),
      )
    },
    onSuccess: ({ name }) => {
      void client.invalidateQueries({ queryKey: ['supplier'] })
      showToast(t(contact ? 'saved' : 'added', { name }))
      onDone()
    },
  })
}
