'use client'

import { CircleCheck } from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { useSettings } from '#web/lib/api/use-session.ts'

const nextSteps = [
  { key: 'nextPeople', href: '/settings/people' },
  { key: 'nextLocations', href: '/settings/locations' },
  { key: 'nextDevices', href: '/settings/devices' },
] as const

/** The company can work; what many do next. */
export function DoneStep() {
  const t = useTranslations('auth')
  const { data: settings } = useSettings()
  return (
    <>
      <p className="flex gap-2">
        <CircleCheck size={20} aria-hidden="true" className="shrink-0 text-ok" />
        {t('doneText', { company: settings?.companyName ?? '' })}
      </p>
      <h2 className="text-sm font-semibold">{t('doneNext')}</h2>
      <ul className="grid gap-1">
        {nextSteps.map(({ key, href }) => (
          <li key={key}>
            <Link
              href={href}
              className="inline-block py-1 text-accent underline underline-offset-2"
            >
              {t(key)}
            </Link>
          </li>
        ))}
      </ul>
      <LinkButton look="primary" href="/" className="justify-self-end">
        {t('toToday')}
      </LinkButton>
    </>
  )
}
