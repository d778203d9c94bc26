'use client'

import { ChevronLeft } from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { AreaList } from './area-list.tsx'
import type { SettingsArea } from './areas.ts'

interface SettingsFrameProps {
  area: SettingsArea
  title?: ReactNode
  /** Where the arrow beside the title leads. */
  back?: { href: string; label: string }
  actions?: ReactNode
  children: ReactNode
}

/** Title, areas at the side, and the way back on narrow pages. */
export function SettingsFrame({ area, title, back, actions, children }: SettingsFrameProps) {
  const t = useTranslations('settings')
  const shell = useTranslations('shell')
  const up = back ?? { href: '/settings', label: shell('settings') }
  return (
    <div className="max-w-[70rem]">
      <PageHeader
        title={
          <span className="flex items-center gap-1">
            <Link
              href={up.href}
              aria-label={up.label}
              title={up.label}
              className={`-ms-2 inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken pointer-coarse:size-11 ${back ? '' : 'lg:hidden'}`}
            >
              <ChevronLeft size={20} aria-hidden="true" className="rtl:-scale-x-100" />
            </Link>
            {title ?? t(area)}
          </span>
        }
        actions={actions}
      />
      <div className="flex items-start gap-6">
        <AreaList current={area} />
        <div className="grid min-w-0 grow gap-4">{children}</div>
      </div>
    </div>
  )
}
