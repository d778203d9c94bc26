'use client'

import { MailOpen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { type Mail, mailStates } from './mail.ts'
import { useMailColumns } from './mail-columns.tsx'

const MailPanel = whenOpened(async () => (await import('./mail-panel.tsx')).MailPanel)

const tabs = ['all', ...mailStates] as const

/** The mails that were written, and what became of them. */
export function Outbox() {
  const t = useTranslations('outbox')
  const can = useCan()
  const { data: me } = useMe()
  const { get, set } = useAddress()
  const state = mailStates.find((name) => name === get('state'))
  const list = useList<Mail>(
    ['mail', 'list', state],
    (cursor, signal) =>
      take(
        api.mails.$get(
          { query: { limit: '50', ...(state && { state }), ...(cursor && { cursor }) } },
          { init: { signal } },
        ),
      ),
    { enabled: can('mails:read') },
  )
  const columns = useMailColumns()
  const opened = list.items.find(({ id }) => id === get('mail'))
  if (me && !can('mails:read')) return <NoRight what={t('these')} />
  return (
    <div className="flex h-full flex-col gap-2">
      <PageHeader
        title={t('title')}
        tabs={
          <Tabs
            label={t('states')}
            tabs={tabs.map((name) => ({ name, title: t(`state_${name}`) }))}
            current={state ?? 'all'}
            onChange={(name) => set({ state: name === 'all' ? '' : name, mail: '' })}
          />
        }
      />
      {get('mail') !== '' && !opened && !list.isPending && (
        <p className="text-muted">{t('notLoaded')}</p>
      )}
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        onOpen={({ id }) => set({ mail: id }, { push: true })}
        empty={
          state === undefined ? (
            <Notice icon={MailOpen} title={t('noneYet')}>
              {t('noneYetHelp')}
            </Notice>
          ) : (
            <Notice icon={MailOpen} title={t(`none_${state}`)} />
          )
        }
      />
      {opened && <MailPanel key={opened.id} mail={opened} onClose={() => set({ mail: '' })} />}
    </div>
  )
}
