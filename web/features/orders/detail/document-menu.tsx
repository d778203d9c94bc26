'use client'

import { ChevronDown, Eye, FileDown, FileText, Mail, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { useCan, useSettings } from '#web/lib/api/use-session.ts'
import type { Order } from '../order-data.ts'
import { isSentBefore, SendDialog } from './send-dialog.tsx'
import { useSupplierAddress } from './supplier-address.ts'

/** The order as its supplier reads it: to look at, to keep, to mail again, and to put into a mail. */
export function DocumentMenu({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const can = useCan()
  const mail = useMailAddress(order)
  const [isSending, setSending] = useState(false)
  const address = `/api/orders/${order.id}/document`
  const maySend = can('orders:write') && order.actions.includes('send') && isSentBefore(order)
  return (
    <>
      <Menu
        label={t('document')}
        className="border border-control px-3 font-medium"
        button={
          <>
            <FileText size={16} aria-hidden="true" />
            {t('document')}
            <ChevronDown size={14} aria-hidden="true" />
          </>
        }
      >
        <MenuItem
          icon={<Eye size={16} aria-hidden="true" />}
          onSelect={() => open(`${address}?format=html`, '_blank', 'noopener')}
        >
          {t('previewDocument')}
        </MenuItem>
        <MenuItem
          icon={<FileDown size={16} aria-hidden="true" />}
          onSelect={() => save(`${address}?format=pdf`, `${order.number}.pdf`)}
        >
          {t('downloadPdf')}
        </MenuItem>
        {maySend && (
          <MenuItem
            icon={<Send size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
            onSelect={() => setSending(true)}
          >
            {t('mailAgain')}
          </MenuItem>
        )}
        {mail !== undefined && (
          <MenuItem
            icon={<Mail size={16} aria-hidden="true" />}
            onSelect={() => location.assign(mail)}
          >
            {t('writeMail')}
          </MenuItem>
        )}
      </Menu>
      {isSending && <SendDialog order={order} onClose={() => setSending(false)} />}
    </>
  )
}

function save(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

/** A letter to the supplier in the mail program of this device; the PDF is put to it by hand. */
function useMailAddress(order: Order): string | undefined {
  const t = useTranslations('orders')
  const can = useCan()
  const { data: settings } = useSettings()
  const to = useSupplierAddress(order)
  if (!to || !can('orders:write')) return undefined
  const company = settings?.companyName ?? ''
  const words = { number: order.number, company }
  const subject = encodeURIComponent(t('mailSubject', words))
  const body = encodeURIComponent(t('mailBody', words))
  return `mailto:${to}?subject=${subject}&body=${body}`
}
