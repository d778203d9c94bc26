'use client'

import { useQuery } from '@tanstack/react-query'
import { SlidersHorizontal, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { SelectField, TextField } from '#web/components/ui/field.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useIsNarrow } from '#web/lib/use-media.ts'
import { actions, entities } from './entry.ts'

/** What of the address narrows the log. */
export const auditFilters = ['entity', 'id', 'action', 'actor', 'from', 'to'] as const

export function AuditFilters() {
  const t = useTranslations('audit')
  const common = useTranslations('common')
  const isNarrow = useIsNarrow()
  const { get, set } = useAddress()
  const [isShown, setShown] = useState(false)
  const count = auditFilters.filter((name) => get(name) !== '').length
  return (
    <div className="flex flex-wrap items-end gap-2">
      {isNarrow && (
        <Button
          icon={<SlidersHorizontal size={16} aria-hidden="true" />}
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t('filters', { count })}
        </Button>
      )}
      {(!isNarrow || isShown) && <Fields />}
      {get('id') !== '' && (
        <Button icon={<X size={14} aria-hidden="true" />} onClick={() => set({ id: '' })}>
          {t('oneRecord')}
        </Button>
      )}
      {count > 0 && (
        <Button
          look="quiet"
          onClick={() => set(Object.fromEntries(auditFilters.map((name) => [name, ''])))}
        >
          {common('clearFilters')}
        </Button>
      )}
    </div>
  )
}

function Fields() {
  const t = useTranslations('audit')
  const { get, set } = useAddress()
  return (
    <div className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap">
      <SelectField
        label={t('record')}
        value={get('entity')}
        onChange={(event) => set({ entity: event.target.value })}
      >
        <option value="">{t('any')}</option>
        {entities.map((entity) => (
          <option key={entity} value={entity}>
            {t(`entity_${entity}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        className="sm:max-w-48"
        label={t('action')}
        value={get('action')}
        onChange={(event) => set({ action: event.target.value })}
      >
        <option value="">{t('any')}</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {t(`name_${action}`)}
          </option>
        ))}
      </SelectField>
      <Person />
      <TextField
        label={t('from')}
        type="date"
        value={get('from')}
        onChange={(event) => set({ from: event.target.value })}
      />
      <TextField
        label={t('to')}
        type="date"
        value={get('to')}
        onChange={(event) => set({ to: event.target.value })}
      />
    </div>
  )
}

/** Those who may see people choose one; the others press a name in the log. */
function Person() {
  const t = useTranslations('audit')
  const can = useCan()
  const { get, set } = useAddress()
  const { data } = useQuery({
    queryKey: ['user', 'names'],
    queryFn: ({ signal }) =>
      take(api.users.$get({ query: { limit: '100' } }, { init: { signal } })),
    enabled: can('users:read'),
  })
  const actor = get('actor')
  if (!can('users:read')) {
    return (
      actor !== '' && (
        <Button
          className="self-end"
          icon={<X size={14} aria-hidden="true" />}
          onClick={() => set({ actor: '' })}
        >
          {t('onePerson')}
        </Button>
      )
    )
  }
  return (
    <SelectField
      className="sm:max-w-48"
      label={t('person')}
      value={actor}
      onChange={(event) => set({ actor: event.target.value })}
    >
      <option value="">{t('anybody')}</option>
      {data?.items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
