'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Paperclip, RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Fact } from '#web/components/ui/page-header.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type Mail, mailTones } from './mail.ts'

/** One mail as it is sent. It is plain text, so nothing in it can run or load anything. */
export function MailPanel({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  const t = useTranslations('outbox')
  const format = useFormat()
  const { subject, recipient, state, attempts, createdAt, sentAt } = mail
  const { nextAttemptAt, lastError, replyTo, attachments } = mail
  return (
    <Dialog shape="side" title={subject} onClose={onClose}>
      <div className="grid gap-4">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={mailTones[state]}>{t(`state_${state}`)}</Badge>
          <span className="text-muted">{t('countAttempts', { count: attempts })}</span>
        </p>
        {lastError !== null && (
          <p className="rounded-card bg-bad-soft p-3 break-words text-bad">{lastError}</p>
        )}
        {mail.kept && <p className="rounded-card bg-warn-soft p-3 text-warn">{t('kept')}</p>}
        {state === 'failed' && <Retry mail={mail} />}
        <dl className="grid grid-cols-2 gap-3">
          <Fact name={t('recipient')}>
            <bdi dir="ltr">{recipient}</bdi>
          </Fact>
          <Fact name={t('written')}>{format.instant(createdAt)}</Fact>
          {sentAt !== null && <Fact name={t('sent')}>{format.instant(sentAt)}</Fact>}
          {nextAttemptAt !== null && (
            <Fact name={t('nextAttempt')}>{format.instant(nextAttemptAt)}</Fact>
          )}
          {replyTo !== null && (
            <Fact name={t('replyTo')}>
              <bdi dir="ltr">{replyTo}</bdi>
            </Fact>
          )}
        </dl>
        <Attachments files={attachments} />
        <section className="grid gap-2">
          <h3 className="font-semibold">{t('text')}</h3>
          {mail.text === null ? (
            <p className="text-muted">{t('sensitive')}</p>
          ) : (
            <pre
              dir="auto"
              tabIndex={0}
              aria-label={t('text')}
              className="overflow-x-auto rounded-card border border-border bg-sunken p-3 font-sans whitespace-pre-wrap"
            >
              {mail.text}
            </pre>
          )}
        </section>
      </div>
    </Dialog>
  )
}

function Attachments({ files }: { files: Mail['attachments'] }) {
  const t = useTranslations('outbox')
  const format = useFormat()
  if (files.length === 0) return null
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">{t('attachments')}</h3>
      <ul className="grid gap-1">
        {files.map(({ name, size }, index) => (
          <li key={index} className="flex flex-wrap items-center gap-2">
            <Paperclip size={16} aria-hidden="true" className="shrink-0 text-muted" />
            <bdi dir="ltr" className="min-w-0 break-all">
              {name}
            </bdi>
            <span className="text-muted">
              {t('kilobytes', { size: format.number(Math.ceil(size / 1_000)) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Retry({ mail }: { mail: Mail }) {
  const t = useTranslations('outbox')
  const can = useCan()
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () => take(api.mails[':id'].retry.$post({ param: { id: mail.id } })),
    onSuccess: () => {
      showToast(t('retried'))
      return client.invalidateQueries({ queryKey: ['mail'] })
    },
  })
  if (!can('mails:write')) return null
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        look="primary"
        icon={<RotateCw size={16} aria-hidden="true" />}
        busy={retry.isPending}
        onClick={() => retry.mutate()}
      >
        {t('retry')}
      </Button>
      <Refusal error={retry.error} />
    </div>
  )
}
