'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { Mail, Phone } from './facts-card.tsx'
import type { Contact, Supplier } from './supplier.ts'

const ContactForm = whenOpened(async () => (await import('./forms/contact-form.tsx')).ContactForm)

/** The people one talks to at a supplier. */
export function ContactsCard({ supplier }: { supplier: Supplier }) {
  const t = useTranslations('suppliers')
  const can = useCan()
  const { get, set } = useAddress()
  const [removed, setRemoved] = useState<Contact>()
  const canWrite = can('suppliers:write')
  const { contacts } = supplier
  const opened = get('contact')
  const edited = contacts.find(({ id }) => id === opened) ?? null
  const open = (contact: string) => set({ contact }, { push: true })
  const close = () => set({ contact: '' })
  return (
    <Card
      title={t('contacts')}
      actions={
        canWrite && (
          <Button
            look="quiet"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => open('new')}
          >
            {t('addContact')}
          </Button>
        )
      }
    >
      {contacts.length === 0 && <p className="p-4 text-muted">{t('noContacts')}</p>}
      <ul className="divide-y divide-border">
        {contacts.map((contact) => (
          <li key={contact.id} className="flex items-center gap-2 py-2 ps-4 pe-2">
            <Person contact={contact} />
            {canWrite && (
              <>
                <IconButton
                  label={t('editContact', { name: contact.name })}
                  onClick={() => open(contact.id)}
                >
                  <Pencil size={16} aria-hidden="true" />
                </IconButton>
                <IconButton
                  label={t('removeNamed', { name: contact.name })}
                  onClick={() => setRemoved(contact)}
                >
                  <Trash2 size={16} aria-hidden="true" />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      {canWrite && (opened === 'new' || edited) && (
        <ContactForm supplierId={supplier.id} contact={edited} onClose={close} />
      )}
      {removed && <RemoveContact contact={removed} onClose={() => setRemoved(undefined)} />}
    </Card>
  )
}

function Person({ contact: { name, role, email, phone } }: { contact: Contact }) {
  return (
    <div className="min-w-0 grow">
      <p className="flex flex-wrap gap-x-2">
        <bdi className="font-medium">{name}</bdi>
        {role !== null && <bdi className="text-muted">{role}</bdi>}
      </p>
      <p className="flex flex-wrap gap-x-4 text-table">
        {email !== null && <Mail address={email} />}
        {phone !== null && <Phone number={phone} />}
      </p>
    </div>
  )
}

function RemoveContact({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useTranslations('suppliers')
  const client = useQueryClient()
  const { id: contactId, supplierId: id, name } = contact
  return (
    <Confirm
      title={t('removeTitle', { name })}
      action={t('removeNamed', { name })}
      onClose={onClose}
      onConfirm={async () => {
        const contact = api.suppliers[':id'].contacts[':contactId']
        await take(contact.$delete({ param: { id, contactId } }))
        showToast(t('removed', { name }))
        await client.invalidateQueries({ queryKey: ['supplier'] })
      }}
    >
      <p>{t('removeContactHelp')}</p>
    </Confirm>
  )
}
