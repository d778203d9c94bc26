'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ShownOnce } from '#web/components/account/shown-once.tsx'
import { Badge } from '#web/components/ui/badge.tsx'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { DeliveriesCard } from './deliveries-card.tsx'
import { WebhookActions } from './webhook-actions.tsx'
import type { Webhook } from './webhooks-area.tsx'

/** A webhook, and what was sent to it. */
export function WebhookPage({ id }: { id: string }) {
  const t = useTranslations('settings')
  const can = useCan()
  const [secret, setSecret] = useState<string>()
  const { data, error, refetch } = useQuery<Webhook, ApiProblem>({
    queryKey: ['webhook', id],
    queryFn: () => take(api.webhooks[':id'].$get({ param: { id } })),
    enabled: can('webhooks:read'),
  })
  return (
    <SettingsFrame
      area="webhooks"
      back={{ href: '/settings/webhooks', label: t('webhooks') }}
      title={t('webhook')}
      actions={
        data && can('webhooks:write') && <WebhookActions webhook={data} onSecret={setSecret} />
      }
    >
      {!can('webhooks:read') ? (
        <NoRight what={t('webhooks')} />
      ) : data ? (
        <>
          {secret !== undefined && <ShownOnce secret={secret}>{t('secretRotated')}</ShownOnce>}
          <WebhookFacts webhook={data} />
          <DeliveriesCard webhook={data} />
        </>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </SettingsFrame>
  )
}

function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('settings')
  const format = useFormat()
  return (
    <Card>
      <dl className="grid gap-4 p-4 sm:grid-cols-2">
        <Fact name={t('webhookUrl')}>
          <bdi dir="ltr" className="break-all">
            {webhook.url}
          </bdi>
        </Fact>
        <Fact name={t('state')}>
          <Badge tone={webhook.active ? 'ok' : 'neutral'}>
            {t(webhook.active ? 'active' : 'inactive')}
          </Badge>
        </Fact>
        <Fact name={t('eventTypes')}>
          {webhook.types.length === 0 ? (
            t('allEvents')
          ) : (
            <bdi dir="ltr">{webhook.types.join(', ')}</bdi>
          )}
        </Fact>
        <Fact name={t('description')}>{webhook.description ?? '–'}</Fact>
        <Fact name={t('made')}>{format.instant(webhook.createdAt)}</Fact>
      </dl>
    </Card>
  )
}
