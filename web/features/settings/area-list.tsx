'use client'

import {
  CircleUser,
  Building2,
  Users,
  MapPin,
  CalendarClock,
  KeyRound,
  Webhook,
  ScanBarcode,
  Database,
  type LucideIcon,
} from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { areaNeeds, type SettingsArea, settingsAreas } from './areas.ts'

const icons: Readonly<Record<SettingsArea, LucideIcon>> = {
  account: CircleUser,
  company: Building2,
  people: Users,
  locations: MapPin,
  terms: CalendarClock,
  tokens: KeyRound,
  webhooks: Webhook,
  devices: ScanBarcode,
  data: Database,
}

/** The areas that this person may look at. */
export function useAreas(): readonly SettingsArea[] {
  const can = useCan()
  return settingsAreas.filter((area) => {
    const needs = areaNeeds[area]
    return needs === undefined || can(needs)
  })
}

/** The areas at the side of each of them, on wide pages. */
export function AreaList({ current }: { current: SettingsArea }) {
  const t = useTranslations('settings')
  const areas = useAreas()
  return (
    <nav aria-label={t('areas')} className="hidden w-48 shrink-0 lg:block">
      <ul className="sticky top-2 grid gap-0.5">
        {areas.map((area) => {
          const Icon = icons[area]
          return (
            <li key={area}>
              <Link
                href={`/settings/${area}`}
                aria-current={area === current ? 'page' : undefined}
                className={classNames(
                  'flex min-h-8 items-center gap-2 rounded-control px-2',
                  area === current
                    ? 'bg-accent-soft font-medium text-accent'
                    : 'text-muted hover:bg-sunken hover:text-text',
                )}
              >
                <Icon size={16} aria-hidden="true" />
                {t(area)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** The areas with what each is for. */
export function AreaCards() {
  const t = useTranslations('settings')
  const areas = useAreas()
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {areas.map((area) => {
        const Icon = icons[area]
        return (
          <li key={area}>
            <Link
              href={`/settings/${area}`}
              className="flex h-full gap-3 rounded-card border border-border bg-surface p-4 hover:border-control"
            >
              <Icon size={20} aria-hidden="true" className="shrink-0 text-accent" />
              <span className="grid content-start gap-0.5">
                <span className="font-semibold">{t(area)}</span>
                <span className="text-muted">{t(`${area}About`)}</span>
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
