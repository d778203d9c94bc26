'use client'

import { CircleUser, Keyboard, LogOut, SunMoon, UserCog } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { useMe } from '#web/lib/api/use-session.ts'
import { applyTheme } from '#web/lib/theme.ts'
import { useLeave } from './use-leave.ts'

export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const t = useTranslations('shell')
  const { data: me } = useMe()
  const router = useRouter()
  const leave = useLeave()
  return (
    <Menu
      label={t('account')}
      className="w-full justify-start"
      button={
        <span className="flex min-w-0 items-center gap-2.5">
          <CircleUser size={17} aria-hidden="true" className="shrink-0" />
          <span className="truncate font-medium">{me?.user.name}</span>
        </span>
      }
    >
      <MenuItem
        icon={<UserCog size={16} aria-hidden="true" />}
        onSelect={() => router.push('/settings/account')}
      >
        {t('accountAndLanguage')}
      </MenuItem>
      <MenuItem icon={<SunMoon size={16} aria-hidden="true" />} onSelect={switchTheme}>
        {t('switchTheme')}
      </MenuItem>
      <MenuItem icon={<Keyboard size={16} aria-hidden="true" />} onSelect={onKeys}>
        {t('keys')}
      </MenuItem>
      <MenuItem icon={<LogOut size={16} aria-hidden="true" />} onSelect={leave}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}

function switchTheme(): void {
  applyTheme(document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark')
}
