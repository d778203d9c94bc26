'use client'

import { MailWarning } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge, type Tone } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { Fact } from '#web/components/ui/page-header.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Order } from '../order-data.ts'
import { isSentBefore, SendDialog } from './send-dialog.tsx'

type LastMail = NonNullable<Order['lastMail']>

type State = LastMail['state'] | 'kept'

const tones: Readonly<Record<State, Tone>> = {
  queued: 'info',
  sent: 'ok',
  kept: 'warn',
  failed: 'bad',
}

/** Without a mail server a mail is taken, but nobody gets it. */
function stateOf({ state, kept }: LastMail): State {
  return kept ? 'kept' : state
}

/** What became of the mail that last took the order to its supplier. */
export function MailFact({ order: { lastMail } }: { order: Order }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const can = useCan()
  if (lastMail === null) return null
  const { id, recipient, documentVersion, createdAt, sentAt } = lastMail
  const state = stateOf(lastMail)
  const address = <bdi dir="ltr">{recipient}</bdi>
  return (
    <Fact name={t('lastMail')}>
      <span className="flex flex-wrap items-center gap-x-2">
        <Badge tone={tones[state]}>{t(`mail_${state}`)}</Badge>
        {can('mails:read') ? (
          <Link href={`/outbox?mail=${id}`} className="min-w-0 break-all hover:underline">
            {address}
          </Link>
        ) : (
          <span className="min-w-0 break-all">{address}</span>
        )}
      </span>
      <span className="text-xs text-muted">
        {t('mailOf', { version: documentVersion, when: format.instant(sentAt ?? createdAt) })}
      </span>
    </Fact>
  )
}

/** Says that the supplier does not have the order, or not as it is now, and mails it again. */
export function MailNotice({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const { lastMail, documentVersion } = order
  if (lastMail === null || !isSentBefore(order) || !order.actions.includes('send')) return null
  const state = stateOf(lastMail)
  const isOutdated = lastMail.documentVersion < documentVersion
  if (state !== 'failed' && state !== 'kept' && !isOutdated) return null
  const { recipient: to, documentVersion: sent } = lastMail
  const words = {
    failed: t('mailFailed', { to }),
    kept: t('mailKept', { to }),
    queued: t('mailOutdated', { sent, version: documentVersion }),
    sent: t('mailOutdated', { sent, version: documentVersion }),
  }
  return (
    <div
      role="status"
      className={`screen-only flex flex-wrap items-center gap-3 rounded-card p-2 ps-3 ${state === 'failed' ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn'}`}
    >
      <MailWarning size={18} aria-hidden="true" />
      <span className="min-w-0 grow basis-60 break-words">{words[state]}</span>
      {can('orders:write') && <Button onClick={() => setOpen(true)}>{t('mailAgain')}</Button>}
      {isOpen && <SendDialog order={order} onClose={() => setOpen(false)} />}
    </div>
  )
}
