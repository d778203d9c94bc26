'use client'

import { Plus, Webhook as WebhookIcon } from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ShownOnce } from '#web/components/account/shown-once.tsx'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { ListCard, RowText } from '../parts/list-card.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'

export type Webhook = Taken<(typeof api.webhooks)['$get']>['items'][number]

/** The addresses that are told of what happens here. */
export function WebhooksArea() {
  const t = useTranslations('settings')
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const [secret, setSecret] = useState<string>()
  const list = useList<Webhook>(['webhook', 'list'], (cursor, signal) =>
    take(
      api.webhooks.$get(
        { query: { limit: '50', ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  const add = can('webhooks:write') && (
    <Button
      look="primary"
      icon={<Plus size={16} aria-hidden="true" />}
      onClick={() => setOpen(true)}
    >
      {t('addWebhook')}
    </Button>
  )
  return (
    <SettingsFrame area="webhooks" actions={list.items.length > 0 && add}>
      <p className="text-muted">{t('webhooksHelp')}</p>
      {secret !== undefined && <ShownOnce secret={secret}>{t('secretOnce')}</ShownOnce>}
      <ListCard
        title={t('webhooks')}
        list={list}
        itemKey={({ id }) => id}
        draw={(webhook) => <WebhookRow webhook={webhook} />}
        empty={
          <Notice icon={WebhookIcon} title={t('noWebhooks')} actions={add}>
            {t('noWebhooksText')}
          </Notice>
        }
      />
      {isOpen && (
        <WebhookDialog
          onClose={() => setOpen(false)}
          onMade={(webhook) => setSecret(webhook.secret)}
        />
      )}
    </SettingsFrame>
  )
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('settings')
  const { types } = webhook
  return (
    <>
      <RowText
        title={
          <Link
            href={`/settings/webhooks/${webhook.id}`}
            className="break-all text-accent underline underline-offset-2"
          >
            <bdi dir="ltr">{webhook.url}</bdi>
          </Link>
        }
      >
        {webhook.description !== null && <span className="block">{webhook.description}</span>}
        {types.length === 0 ? t('allEvents') : <bdi dir="ltr">{types.join(', ')}</bdi>}
      </RowText>
      <Badge tone={webhook.active ? 'ok' : 'neutral'}>
        {t(webhook.active ? 'active' : 'inactive')}
      </Badge>
    </>
  )
}
