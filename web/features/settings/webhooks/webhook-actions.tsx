'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EllipsisVertical, Pencil, RefreshCw, Send, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import type { Webhook } from './webhooks-area.tsx'

interface WebhookActionsProps {
  webhook: Webhook
  onSecret: (secret: string) => void
}

type Work = 'none' | 'edit' | 'rotate' | 'remove'

export function WebhookActions({ webhook, onSecret }: WebhookActionsProps) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const router = useRouter()
  const [work, setWork] = useState<Work>('none')
  const param = { id: webhook.id }
  const close = () => setWork('none')
  const refresh = () => client.invalidateQueries({ queryKey: ['webhook'] })
  const test = useMutation({
    mutationFn: () => take(api.webhooks[':id'].test.$post({ param })),
    onSuccess: () => showToast(t('testSent')),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
    onSettled: refresh,
  })
  const rotate = async () => {
    const { secret } = await take(api.webhooks[':id']['rotate-secret'].$post({ param }))
    onSecret(secret)
    await refresh()
  }
  const remove = async () => {
    await take(api.webhooks[':id'].$delete({ param }))
    showToast(t('webhookRemoved'))
    router.replace('/settings/webhooks')
    await client.invalidateQueries({ queryKey: ['webhook', 'list'] })
  }
  return (
    <>
      <Button
        icon={<Send size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
        disabled={!webhook.active}
        title={webhook.active ? undefined : t('turnOnFirst')}
        busy={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('sendTest')}
      </Button>
      <WebhookMenu onWork={setWork} />
      {work === 'edit' && <WebhookDialog webhook={webhook} onClose={close} />}
      {work === 'rotate' && (
        <Confirm title={t('rotateTitle')} action={t('rotate')} onClose={close} onConfirm={rotate}>
          <p>{t('rotateText')}</p>
        </Confirm>
      )}
      {work === 'remove' && (
        <Confirm
          title={t('removeWebhookTitle')}
          action={t('removeWebhook')}
          onClose={close}
          onConfirm={remove}
        >
          <p className="break-all">
            <bdi dir="ltr">{webhook.url}</bdi>
          </p>
          <p>{t('removeWebhookText')}</p>
        </Confirm>
      )}
    </>
  )
}

function WebhookMenu({ onWork }: { onWork: (work: Work) => void }) {
  const t = useTranslations('settings')
  return (
    <Menu
      label={t('doWith', { name: t('webhook') })}
      button={<EllipsisVertical size={16} aria-hidden="true" />}
    >
      <MenuItem icon={<Pencil size={16} aria-hidden="true" />} onSelect={() => onWork('edit')}>
        {t('changeWebhook')}
      </MenuItem>
      <MenuItem icon={<RefreshCw size={16} aria-hidden="true" />} onSelect={() => onWork('rotate')}>
        {t('rotate')}
      </MenuItem>
      <MenuItem
        danger
        icon={<Trash2 size={16} aria-hidden="true" />}
        onSelect={() => onWork('remove')}
      >
        {t('removeWebhook')}
      </MenuItem>
    </Menu>
  )
}
