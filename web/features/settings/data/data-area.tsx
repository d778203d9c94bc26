'use client'

import { Download, FileUp, HardDriveDownload, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { DownloadButton } from './download-button.tsx'

/** What goes in and out as files. */
export function DataArea() {
  const t = useTranslations('settings')
  const can = useCan()
  return (
    <SettingsFrame area="data">
      <Card>
        <ul>
          <Way icon={FileUp} title={t('import')} text={t('importText')}>
            {can('products:write') ? (
              <LinkButton href="/products/import">{t('importDo')}</LinkButton>
            ) : (
              <NoWay>{t('importNoRight')}</NoWay>
            )}
          </Way>
          <Way icon={Download} title={t('export')} text={t('exportText')}>
            {can('products:read') ? (
              <DownloadButton path="/api/products/export" label={t('exportDo')} />
            ) : (
              <NoWay>{t('exportNoRight')}</NoWay>
            )}
          </Way>
          <Way icon={HardDriveDownload} title={t('backup')} text={t('backupText')}>
            {can('backup:read') ? (
              <DownloadButton path="/api/backup" label={t('backupDo')} />
            ) : (
              <NoWay>{t('backupNoRight')}</NoWay>
            )}
          </Way>
        </ul>
      </Card>
    </SettingsFrame>
  )
}

interface WayProps {
  icon: LucideIcon
  title: string
  text: string
  children: ReactNode
}

function Way({ icon: Icon, title, text, children }: WayProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b border-border p-4 last:border-b-0">
      <Icon size={20} aria-hidden="true" className="shrink-0 text-accent" />
      <div className="min-w-0 grow basis-64">
        <h2 className="font-semibold">{title}</h2>
        <p className="text-muted">{text}</p>
      </div>
      {children}
    </li>
  )
}

function NoWay({ children }: { children: ReactNode }) {
  return <p className="text-xs text-muted sm:max-w-48">{children}</p>
}
