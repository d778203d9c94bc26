'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EllipsisVertical, Mail, Pencil, ShieldOff, UserCheck, UserX } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { RowText } from '../parts/list-card.tsx'
import type { Person } from './people-area.tsx'
import { PersonDialog } from './person-dialog.tsx'

type Work = 'none' | 'edit' | 'deactivate' | 'resetMfa'

export function PersonRow({ person }: { person: Person }) {
  const t = useTranslations('settings')
  const format = useFormat()
  const can = useCan()
  const { data: me } = useMe()
  const [work, setWork] = useState<Work>('none')
  return (
    <>
      <RowText
        title={
          <>
            {person.name}
            {person.id === me?.user.id && <Badge>{t('you')}</Badge>}
            {person.invited && <Badge tone="info">{t('invited')}</Badge>}
          </>
        }
      >
        <bdi dir="ltr">{person.email}</bdi>
        {' · '}
        {t('since', { day: format.day(person.createdAt.slice(0, 10)) })}
      </RowText>
      <div className="flex flex-wrap gap-2 max-sm:order-last max-sm:basis-full">
        <Badge tone={person.role === 'owner' ? 'accent' : 'neutral'}>
          {t(`role_${person.role}`)}
        </Badge>
        <Badge tone={person.mfaEnabled ? 'ok' : 'neutral'}>
          {t(person.mfaEnabled ? 'twoFactors' : 'oneFactor')}
        </Badge>
      </div>
      {can('users:write') && <PersonMenu person={person} onWork={setWork} />}
      <PersonWork person={person} work={work} onClose={() => setWork('none')} />
    </>
  )
}

interface PersonMenuProps {
  person: Person
  onWork: (work: Work) => void
}

function PersonMenu({ person, onWork }: PersonMenuProps) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['user'] })
  const param = { id: person.id }
  const activate = useMutation({
    mutationFn: () => take(api.users[':id'].$patch({ param, json: { active: true } })),
    onSuccess: () => showToast(t('activated', { name: person.name })),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
    onSettled: refresh,
  })
  const mail = useMutation({
    mutationFn: () => take(api.auth.password.forgot.$post({ json: { email: person.email } })),
    onSuccess: () => showToast(t('linkSent', { email: person.email })),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  })
  return (
    <Menu
      label={t('doWith', { name: person.name })}
      button={<EllipsisVertical size={16} aria-hidden="true" />}
    >
      <MenuItem icon={<Pencil size={16} aria-hidden="true" />} onSelect={() => onWork('edit')}>
        {t('changePerson')}
      </MenuItem>
      {person.active && (
        <MenuItem icon={<Mail size={16} aria-hidden="true" />} onSelect={() => mail.mutate()}>
          {t(person.invited ? 'inviteAgain' : 'sendLink')}
        </MenuItem>
      )}
      <MenuItem
        icon={<ShieldOff size={16} aria-hidden="true" />}
        disabled={!person.mfaEnabled}
        title={person.mfaEnabled ? '' : t('twoFactorOff')}
        onSelect={() => onWork('resetMfa')}
      >
        {t('resetMfa')}
      </MenuItem>
      {person.active ? (
        <MenuItem
          danger
          icon={<UserX size={16} aria-hidden="true" />}
          onSelect={() => onWork('deactivate')}
        >
          {t('deactivate')}
        </MenuItem>
      ) : (
        <MenuItem
          icon={<UserCheck size={16} aria-hidden="true" />}
          onSelect={() => activate.mutate()}
        >
          {t('activate')}
        </MenuItem>
      )}
    </Menu>
  )
}

interface PersonWorkProps {
  person: Person
  work: Work
  onClose: () => void
}

function PersonWork({ person, work, onClose }: PersonWorkProps) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['user'] })
  const { id, name } = person
  switch (work) {
    case 'none':
      return null
    case 'edit':
      return <PersonDialog person={person} onClose={onClose} />
    case 'deactivate':
      return (
        <Confirm
          title={t('deactivateTitle', { name })}
          action={t('deactivateDo', { name })}
          onClose={onClose}
          onConfirm={async () => {
            await take(api.users[':id'].$delete({ param: { id } }))
            await refresh()
            showToast(t('deactivated', { name }))
          }}
        >
          <p>{t('deactivateText')}</p>
        </Confirm>
      )
    case 'resetMfa':
      return (
        <Confirm
          title={t('resetMfaTitle', { name })}
          action={t('resetMfa')}
          onClose={onClose}
          onConfirm={async () => {
            await take(api.users[':id'].mfa.$delete({ param: { id } }))
            await refresh()
            showToast(t('mfaReset', { name }))
          }}
        >
          <p>{t('resetMfaText')}</p>
        </Confirm>
      )
  }
}
