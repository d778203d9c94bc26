'use client'

import {
  ArrowLeftRight,
  ClipboardCheck,
  ClipboardPlus,
  Languages,
  LogOut,
  type LucideIcon,
  PackageOpen,
  PackagePlus,
  ScanBarcode,
  SunMoon,
  Truck,
  Upload,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'use-intl'
import type { Permission } from '#shared/domain/permissions.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { rememberChoice } from '#web/lib/cookies.ts'
import { LOCALE_COOKIE, localeNames, locales } from '#web/lib/i18n/locales.ts'
import { applyTheme } from '#web/lib/theme.ts'
import type { Entry } from './palette-entry.ts'
import { useLeave } from './use-leave.ts'

interface Action {
  name:
    | 'sell'
    | 'receiveGoods'
    | 'newOrder'
    | 'newProduct'
    | 'beginCount'
    | 'transferStock'
    | 'newSupplier'
    | 'importProducts'
  icon: LucideIcon
  needs: Permission
  /** Where it is done; without one, a dialog above the page that one is at. */
  href?: string
}

const actions: readonly Action[] = [
  { name: 'sell', icon: ScanBarcode, needs: 'inventory:write', href: '/till' },
  { name: 'receiveGoods', icon: PackageOpen, needs: 'orders:receive', href: '/receive' },
  { name: 'newOrder', icon: ClipboardPlus, needs: 'orders:write', href: '/orders/new' },
  { name: 'newProduct', icon: PackagePlus, needs: 'products:write', href: '/products/new' },
  { name: 'beginCount', icon: ClipboardCheck, needs: 'inventory:adjust', href: '/stock/counts' },
  { name: 'transferStock', icon: ArrowLeftRight, needs: 'inventory:write' },
  { name: 'newSupplier', icon: Truck, needs: 'suppliers:write', href: '/suppliers?new=1' },
  { name: 'importProducts', icon: Upload, needs: 'products:write', href: '/products/import' },
]

/**
 * What the person may do, wherever they are.
 *
 * @param onTransfer asks what to move, and from where to where
 */
export function useActions(onTransfer: () => void): Entry[] {
  const t = useTranslations('shell')
  const can = useCan()
  const own = useOwnActions()
  return [
    ...actions
      .filter(({ needs }) => can(needs))
      .map(({ name, icon, href }) => ({
        id: name,
        group: 'do' as const,
        title: t(name),
        icon,
        ...(href === undefined ? { run: onTransfer } : { href }),
      })),
    ...own,
  ]
}

/** Look, language and leaving, which are everybody's. */
function useOwnActions(): Entry[] {
  const t = useTranslations('shell')
  const router = useRouter()
  const [language] = useLocale().split('-')
  const isDark = document.documentElement.dataset['theme'] === 'dark'
  const leave = useLeave()
  return [
    {
      id: 'theme',
      group: 'do',
      title: t(isDark ? 'toLight' : 'toDark'),
      icon: SunMoon,
      run: () => applyTheme(isDark ? 'light' : 'dark'),
    },
    ...locales
      .filter((locale) => locale !== language)
      .map((locale) => ({
        id: `language ${locale}`,
        group: 'do' as const,
        title: localeNames[locale],
        more: t('language'),
        icon: Languages,
        run: () => {
          rememberChoice(LOCALE_COOKIE, locale)
          router.refresh()
        },
      })),
    {
      id: 'signOut',
      group: 'do',
      title: t('signOut'),
      icon: LogOut,
      run: leave,
    },
  ]
}
