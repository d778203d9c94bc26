'use client'

import { LogOut, Search } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LanguageChoice } from '#web/components/account/language-choice.tsx'
import { ThemeChoice } from '#web/components/account/theme-choice.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { destinations, workModes } from './navigation.ts'
import { useLeave } from './use-leave.ts'

/** All places, and the person: what has no room at the foot of a phone. */
export function MoreSheet({ onClose, onSearch }: { onClose: () => void; onSearch: () => void }) {
  const t = useTranslations('shell')
  const can = useCan()
  const places = [...workModes, ...destinations].filter(
    ({ needs }) => needs === undefined || can(needs),
  )
  return (
    <Dialog title={t('more')} onClose={onClose}>
      <button
        type="button"
        onClick={onSearch}
        className="mb-3 flex min-h-11 w-full items-center gap-2 rounded-control border border-control px-3 text-start text-muted"
      >
        <Search size={18} aria-hidden="true" />
        {t('search')}
      </button>
      <ul className="grid grid-cols-2 gap-1">
        {places.map(({ place, href, icon: Icon }) => (
          <li key={place}>
            <Link
              href={href}
              onClick={onClose}
              className="flex min-h-11 items-center gap-3 rounded-control px-2 hover:bg-sunken"
            >
              <Icon size={20} aria-hidden="true" />
              {t(place)}
            </Link>
          </li>
        ))}
      </ul>
      <AccountRow />
    </Dialog>
  )
}

/** Who is signed in, the look, the language, and the way out. */
function AccountRow() {
  const t = useTranslations('shell')
  const { data: me } = useMe()
  const leave = useLeave()
  return (
    <div className="mt-3 grid gap-3 border-t border-border pt-3">
      <div className="flex items-center justify-between gap-3">
        <span className="truncate font-medium">{me?.user.name}</span>
        <Button icon={<LogOut size={16} aria-hidden="true" />} onClick={leave}>
          {t('signOut')}
        </Button>
      </div>
      <div className="flex items-center justify-between gap-3">
        <ThemeChoice />
        <LanguageChoice />
      </div>
    </div>
  )
}
