'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Button, Spinner } from '#web/components/ui/button.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { InventoryScan } from './use-inventory-scan.ts'

/** How many of all products were read, while that is not all of them. */
export function ScanProgress({ scan }: { scan: InventoryScan }) {
  const t = useTranslations('reports')
  const { data } = useQuery({
    queryKey: ['inventory', 'status'],
    queryFn: ({ signal }) => take(api.inventory.status.$get({}, { init: { signal } })),
  })
  if (!scan.hasNextPage && !scan.isFetchingNextPage) return null
  const total = data?.products ?? scan.items.length
  return (
    <p role="status" className="flex flex-wrap items-center gap-3 text-muted">
      {!scan.isPaused && <Spinner />}
      {t('lookedAt', { count: scan.items.length, total })}
      {scan.isPaused && <Button onClick={scan.goOn}>{t('lookFurther')}</Button>}
    </p>
  )
}
