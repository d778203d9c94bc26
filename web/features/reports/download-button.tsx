'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { downloadCsv } from '#web/lib/csv.ts'

interface DownloadButtonProps {
  name: string
  rows: () => Parameters<typeof downloadCsv>[1]
}

/** Saves what is shown as a file for a spreadsheet. */
export function DownloadButton({ name, rows }: DownloadButtonProps) {
  const t = useTranslations('reports')
  return (
    <Button
      className="ms-auto"
      icon={<Download size={16} aria-hidden="true" />}
      onClick={() => downloadCsv(name, rows())}
    >
      {t('download')}
    </Button>
  )
}
