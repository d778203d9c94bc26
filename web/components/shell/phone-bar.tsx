'use client'

import { ClipboardList, House, Menu as MenuIcon, Package, ScanBarcode } from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import { usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { isAt } from './navigation.ts'

const MoreSheet = whenOpened(() => import('./more-sheet.tsx').then((module) => module.MoreSheet))

/** The places at the foot of narrow pages, where a thumb reaches them. */
export function PhoneBar({ onSearch }: { onSearch: () => void }) {
  const t = useTranslations('shell')
  const [isOpen, setOpen] = useState(false)
  return (
    <nav
      aria-label={t('navigation')}
      className="screen-only flex shrink-0 items-end justify-around border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <BarLink href="/" label={t('today')} icon={<House size={20} aria-hidden="true" />} />
      <BarLink
        href="/products"
        label={t('products')}
        icon={<Package size={20} aria-hidden="true" />}
      />
      <Link
        href="/till"
        className="-mt-3 grid size-14 place-items-center rounded-full bg-accent text-on-accent"
        aria-label={t('scan')}
      >
        <ScanBarcode size={26} aria-hidden="true" />
      </Link>
      <BarLink
        href="/orders"
        label={t('orders')}
        icon={<ClipboardList size={20} aria-hidden="true" />}
      />
      <button type="button" className={barShape} onClick={() => setOpen(true)}>
        <MenuIcon size={20} aria-hidden="true" />
        {t('more')}
      </button>
      {isOpen && (
        <MoreSheet
          onClose={() => setOpen(false)}
          onSearch={() => {
            setOpen(false)
            onSearch()
          }}
        />
      )}
    </nav>
  )
}

const barShape =
  'grid min-h-12 min-w-14 justify-items-center gap-0.5 px-1 pt-1.5 pb-1 text-xs text-muted'

function BarLink({ href, label, icon }: { href: string; label: string; icon: ReactNode }) {
  const isHere = isAt(usePathname(), href)
  return (
    <Link
      href={href}
      aria-current={isHere ? 'page' : undefined}
      className={classNames(barShape, isHere && 'font-medium text-accent')}
    >
      {icon}
      {label}
    </Link>
  )
}
