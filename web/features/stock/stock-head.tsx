'use client'

import { ArrowLeftRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useCan } from '#web/lib/api/use-session.ts'

const MoveStock = whenOpened(() =>
  import('#web/components/stock-actions/move-stock.tsx').then((module) => module.MoveStock),
)

const tabs = ['levels', 'movements', 'counts', 'reservations'] as const
export type StockTab = (typeof tabs)[number]

/** The title of the stock pages, and the way from one to the other. */
export function StockHead({ tab, actions }: { tab: StockTab; actions?: ReactNode }) {
  const t = useTranslations('stock')
  const router = useRouter()
  const can = useCan()
  const [isMoving, setMoving] = useState(false)
  return (
    <>
      <PageHeader
        title={t('stock')}
        tabs={
          <Tabs
            label={t('stock')}
            tabs={tabs.map((name) => ({ name, title: t(name) }))}
            current={tab}
            onChange={(name) => router.push(name === 'levels' ? '/stock' : `/stock/${name}`)}
          />
        }
        actions={
          <>
            {can('inventory:write') && (tab === 'levels' || tab === 'movements') && (
              <Button
                icon={<ArrowLeftRight size={16} aria-hidden="true" />}
                onClick={() => setMoving(true)}
              >
                {t('moveStock')}
              </Button>
            )}
            {actions}
          </>
        }
      />
      {isMoving && <MoveStock onClose={() => setMoving(false)} />}
    </>
  )
}
