'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw, Send } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Badge, type Tone } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NothingMatches } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { ListCard, RowText } from '../parts/list-card.tsx'
import type { Webhook } from './webhooks-area.tsx'

type Delivery = Taken<(typeof api.webhooks)[':id']['deliveries']['$get']>['items'][number]

const tones: Readonly<Record<Delivery['state'], Tone>> = {
  queued: 'info',
  delivered: 'ok',
  failed: 'bad',
}
const states = ['queued', 'delivered', 'failed'] as const

/** What was sent to a webhook in the last seven days, and what came of it. */
export function DeliveriesCard({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('settings')
  const { get, set } = useAddress()
  const state = states.find((name) => name === get('state'))
  const { id } = webhook
  const list = useList<Delivery>(['webhook', id, 'deliveries', state], (cursor, signal) => {
    const query = { limit: '25', ...(state && { state }), ...(cursor && { cursor }) }
    return take(api.webhooks[':id'].deliveries.$get({ param: { id }, query }, { init: { signal } }))
  })
  const refresh = (
    <Button
      look="quiet"
      icon={<RotateCw size={16} aria-hidden="true" />}
      busy={list.isFetching && !list.isPending}
      onClick={() => void list.refetch()}
    >
      {t('refresh')}
    </Button>
  )
  return (
    <ListCard
      title={t('deliveries')}
      actions={
        <div className="-mx-2 flex flex-wrap items-center gap-x-2">
          <Tabs
            label={t('deliveries')}
            tabs={(['all', ...states] as const).map((name) => ({
              name,
              title: t(`delivery_${name}`),
            }))}
            current={state ?? 'all'}
            onChange={(name) => set({ state: name === 'all' ? '' : name })}
          />
          {refresh}
        </div>
      }
      list={list}
      itemKey={(delivery) => delivery.id}
      draw={(delivery) => <DeliveryRow delivery={delivery} isActive={webhook.active} />}
      empty={
        state ? (
          <NothingMatches onClear={() => set({ state: '' })} />
        ) : (
          <Notice icon={Send} title={t('noDeliveries')}>
            {t('noDeliveriesText')}
          </Notice>
        )
      }
    />
  )
}

interface DeliveryRowProps {
  delivery: Delivery
  isActive: boolean
}

function DeliveryRow({ delivery, isActive }: DeliveryRowProps) {
  const t = useTranslations('settings')
  const format = useFormat()
  const can = useCan()
  const client = useQueryClient()
  const { id: deliveryId, webhookId: id, state, attempts, lastStatus, lastError } = delivery
  const replay = useMutation({
    mutationFn: () =>
      take(
        api.webhooks[':id'].deliveries[':deliveryId'].replay.$post({ param: { id, deliveryId } }),
      ),
    onSuccess: () => showToast(t('replayed')),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['webhook', id, 'deliveries'] }),
  })
  const mayReplay =
    can('webhooks:write') && isActive && state !== 'queued' && delivery.type !== null
  return (
    <>
      <RowText
        title={
          <>
            <bdi dir="ltr">{delivery.type ?? t('eventGone')}</bdi>
            <Badge tone={tones[state]}>{t(`delivery_${state}`)}</Badge>
          </>
        }
      >
        {format.instant(delivery.createdAt)}
        {' · '}
        {t('attempts', { count: attempts })}
        {lastStatus !== null && ` · ${t('answered', { status: String(lastStatus) })}`}
        {delivery.nextAttemptAt !== null &&
          attempts > 0 &&
          ` · ${t('nextAttempt', { at: format.time(delivery.nextAttemptAt) })}`}
        {lastError !== null && (
          <span className="block text-bad">
            <bdi dir="ltr">{lastError}</bdi>
          </span>
        )}
      </RowText>
      {mayReplay && (
        <Button busy={replay.isPending} onClick={() => replay.mutate()}>
          {t('replay')}
        </Button>
      )}
    </>
  )
}
