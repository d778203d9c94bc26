'use client'

import { Search } from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { Shortcut } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { useCan, useSettings } from '#web/lib/api/use-session.ts'
import { shownKeys } from '#web/lib/shortcuts.ts'
import { AccountMenu } from './account-menu.tsx'
import { type Destination, destinations, isAt, workModes } from './navigation.ts'

/** The places at the side of wide pages. */
export function Rail({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const t = useTranslations('shell')
  const { data: settings } = useSettings()
  return (
    <nav
      aria-label={t('navigation')}
      className="screen-only hidden w-52 shrink-0 flex-col gap-1 overflow-y-auto border-e border-border bg-surface p-2 md:flex"
    >
      <div className="flex min-h-10 items-center gap-2 px-2">
        <span aria-hidden="true" className="size-5 rounded-control bg-accent" />
        <span className="truncate font-semibold">{settings?.companyName ?? 'Stockroom'}</span>
      </div>
      <button
        type="button"
        onClick={onSearch}
        className="flex min-h-8 items-center gap-2 rounded-control border border-control px-2 text-muted hover:bg-sunken"
      >
        <Search size={16} aria-hidden="true" className="shrink-0" />
        <span className="grow truncate text-start">{t('search')}</span>
        <Shortcut keys={shownKeys('mod+k')} />
      </button>
      <Places places={destinations} />
      <div className="mt-auto grid gap-1 border-t border-border pt-2">
        <Places places={workModes} />
        <AccountMenu onKeys={onKeys} />
      </div>
    </nav>
  )
}

function Places({ places }: { places: readonly Destination[] }) {
  const t = useTranslations('shell')
  const path = usePathname()
  const can = useCan()
  return (
    <ul className="grid gap-0.5">
      {places
        .filter(({ needs }) => needs === undefined || can(needs))
        .map(({ place, href, icon: Icon }) => {
          const isHere = isAt(path, href)
          return (
            <li key={place}>
              <Link
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={classNames(
                  'flex min-h-8 items-center gap-2.5 rounded-control px-2 font-medium',
                  isHere ? 'bg-accent-soft text-accent' : 'text-text hover:bg-sunken',
                )}
              >
                <Icon size={17} aria-hidden="true" />
                {t(place)}
              </Link>
            </li>
          )
        })}
    </ul>
  )
}
