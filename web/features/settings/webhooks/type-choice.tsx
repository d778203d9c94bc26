'use client'

import { useTranslations } from 'use-intl'
import { eventEntities } from '#shared/domain/events.ts'
import { CheckField } from '#web/components/ui/field.tsx'
import type { Messages } from '#web/lib/i18n/messages.ts'

interface TypeChoiceProps {
  types: readonly string[]
  onChange: (types: readonly string[]) => void
}

/** What a webhook is told of: everything, or what happens to some kinds of things. */
export function TypeChoice({ types, onChange }: TypeChoiceProps) {
  const t = useTranslations('settings')
  const isAll = types.length === 0
  const all = eventEntities.map((entity) => `${entity}.*`)
  const single = types.filter((type) => !all.includes(type))
  const toggle = (type: string) =>
    onChange(types.includes(type) ? types.filter((one) => one !== type) : [...types, type])
  const wordOf = (type: string) => {
    const key = `event_${type.split('.')[0] ?? ''}` as keyof Messages['settings']
    return t.has(key) ? t(key) : type
  }
  return (
    <fieldset className="grid gap-1">
      <legend className="text-sm font-medium">{t('eventTypes')}</legend>
      <CheckField
        label={t('allEvents')}
        checked={isAll}
        onChange={() => onChange(isAll ? all : [])}
      />
      {!isAll && (
        <div className="grid rounded-control border border-border px-3 py-1 sm:grid-cols-2">
          {all.map((type) => (
            <CheckField
              key={type}
              label={wordOf(type)}
              checked={types.includes(type)}
              onChange={() => toggle(type)}
            />
          ))}
          {single.map((type) => (
            <CheckField
              key={type}
              label={<bdi dir="ltr">{type}</bdi>}
              checked
              onChange={() => toggle(type)}
            />
          ))}
        </div>
      )}
    </fieldset>
  )
}
