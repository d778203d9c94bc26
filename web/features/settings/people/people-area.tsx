'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { ListCard } from '../parts/list-card.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PersonRow } from './person-row.tsx'
import { RoleTable } from './role-table.tsx'

export type Person = Taken<(typeof api.users)['$get']>['items'][number]

const views = ['active', 'inactive'] as const

/** Who works here with which role, and what each role may do. */
export function PeopleArea() {
  const t = useTranslations('settings')
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  return (
    <SettingsFrame
      area="people"
      actions={
        can('users:write') && (
          <Button
            look="primary"
            icon={<UserPlus size={16} aria-hidden="true" />}
            onClick={() => setOpen(true)}
          >
            {t('invite')}
          </Button>
        )
      }
    >
      {can('users:read') ? <PeopleList /> : <p className="text-muted">{t('peopleOwners')}</p>}
      <RoleTable />
      {isOpen && <InviteDialog onClose={() => setOpen(false)} />}
    </SettingsFrame>
  )
}

function PeopleList() {
  const t = useTranslations('settings')
  const { get, set } = useAddress()
  const view = get('view') === 'inactive' ? 'inactive' : 'active'
  const list = useList<Person>(['user', view], (cursor, signal) => {
    const active = view === 'active' ? 'true' : 'false'
    const query = { active, limit: '50', ...(cursor && { cursor }) } as const
    return take(api.users.$get({ query }, { init: { signal } }))
  })
  return (
    <ListCard
      title={t('people')}
      actions={
        <Tabs
          label={t('people')}
          tabs={views.map((name) => ({ name, title: t(`people_${name}`) }))}
          current={view}
          onChange={(name) => set({ view: name === 'active' ? '' : name })}
        />
      }
      list={list}
      itemKey={({ id }) => id}
      draw={(person) => <PersonRow person={person} />}
      empty={<Notice icon={UserPlus} title={t('nobodyInactive')} />}
    />
  )
}
