'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EllipsisVertical, Pencil, Power, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { Location } from './locations-area.tsx'

interface LocationMenuProps {
  location: Location
  onEdit: () => void
}

export function LocationMenu({ location, onEdit }: LocationMenuProps) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const { id, name, active } = location
  const isMain = id === MAIN_LOCATION_ID
  const refresh = () => client.invalidateQueries({ queryKey: ['location'] })
  const refused = (error: Error) => showToast(error.message, { tone: 'bad' })
  const turn = useMutation({
    mutationFn: (on: boolean) =>
      take(api.locations[':id'].$patch({ param: { id }, json: { active: on } })),
    onSuccess: ({ active: on }) =>
      showToast(t(on ? 'locationOn' : 'locationOff', { name }), { undo: () => turn.mutate(!on) }),
    onError: refused,
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: () => take(api.locations[':id'].$delete({ param: { id } })),
    onSuccess: () => showToast(t('locationRemoved', { name })),
    onError: refused,
    onSettled: refresh,
  })
  const why = isMain ? t('mainStays') : ''
  return (
    <Menu label={t('doWith', { name })} button={<EllipsisVertical size={16} aria-hidden="true" />}>
      <MenuItem icon={<Pencil size={16} aria-hidden="true" />} onSelect={onEdit}>
        {t('changeLocation')}
      </MenuItem>
      <MenuItem
        icon={<Power size={16} aria-hidden="true" />}
        disabled={isMain}
        title={why}
        onSelect={() => turn.mutate(!active)}
      >
        {t(active ? 'turnLocationOff' : 'turnLocationOn')}
      </MenuItem>
      <MenuItem
        danger
        icon={<Trash2 size={16} aria-hidden="true" />}
        disabled={isMain}
        title={why}
        onSelect={() => remove.mutate()}
      >
        {t('removeLocation')}
      </MenuItem>
    </Menu>
  )
}
