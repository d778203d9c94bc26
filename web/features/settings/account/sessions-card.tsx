'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { ListCard, RowText } from '../parts/list-card.tsx'
import { deviceOf } from './device-words.ts'
import { endOtherSessions } from './end-others.ts'

type Session = Taken<(typeof api.auth.sessions)['$get']>['items'][number]

/** Where the person is signed in; each but this one can be ended here. */
export function SessionsCard() {
  const t = useTranslations('settings')
  const list = useList(['session'], (cursor, signal) =>
    take(
      api.auth.sessions.$get(
        { query: { limit: '10', ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <ListCard
      title={t('sessions')}
      actions={list.items.some(({ current }) => !current) && <EndOthers />}
      list={{
        ...list,
        items: list.items.toSorted((a, b) => Number(b.current) - Number(a.current)),
      }}
      itemKey={({ id }) => id}
      draw={(session) => <SessionRow session={session} />}
      empty={null}
    />
  )
}

/** Ends all other sessions at once, as after losing a device. */
function EndOthers() {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const endAll = async () => {
    try {
      const count = await endOtherSessions()
      showToast(t('othersEnded', { count }))
    } finally {
      await client.invalidateQueries({ queryKey: ['session'] })
    }
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('endOthers')}</Button>
      {isAsking && (
        <Confirm
          title={t('endOthersTitle')}
          action={t('endOthers')}
          onConfirm={endAll}
          onClose={() => setAsking(false)}
        >
          <p>{t('endOthersText')}</p>
        </Confirm>
      )}
    </>
  )
}

function SessionRow({ session }: { session: Session }) {
  const t = useTranslations('settings')
  const format = useFormat()
  const client = useQueryClient()
  const { program, system, isHandheld } = deviceOf(session.userAgent)
  const device = [program ?? t('unknownProgram'), system].filter(Boolean).join(' · ')
  const end = useMutation({
    mutationFn: () => take(api.auth.sessions[':id'].$delete({ param: { id: session.id } })),
    onSuccess: () => showToast(t('sessionEnded', { device })),
    onSettled: () => client.invalidateQueries({ queryKey: ['session'] }),
  })
  const Icon = isHandheld ? Smartphone : Monitor
  return (
    <>
      <Icon size={18} aria-hidden="true" className="shrink-0 text-muted" />
      <RowText
        title={
          <>
            <span title={session.userAgent ?? undefined}>{device}</span>
            {session.current && <Badge tone="ok">{t('thisDevice')}</Badge>}
          </>
        }
      >
        {t('sessionLast', { at: format.instant(session.lastUsedAt) })}
        {session.ip !== null && (
          <>
            {' · '}
            <bdi dir="ltr">{session.ip}</bdi>
          </>
        )}
      </RowText>
      {!session.current && (
        <Button
          busy={end.isPending}
          aria-label={t('endSessionOf', { device })}
          onClick={() => end.mutate()}
        >
          {t('endSession')}
        </Button>
      )}
      <Refusal error={end.error} />
    </>
  )
}
