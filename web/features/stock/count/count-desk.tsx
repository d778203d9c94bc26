'use client'

import { CircleCheck, ScanBarcode } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LazyCamera } from '#web/components/scan/lazy-camera.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { CutText } from '#web/components/ui/cut-text.tsx'
import { CheckField } from '#web/components/ui/field.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { useWedge } from '#web/lib/scan/use-wedge.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { NowCounting } from './now-counting.tsx'
import { useDesk } from './use-desk.ts'
import type { Count, CountLine, LinesShown } from './use-count.ts'

interface CountDeskProps {
  count: Count
  /** A line that somebody wants counted a second time. */
  again: CountLine | null
  onAgain: () => void
}

const shown: readonly LinesShown[] = ['uncounted', 'counted', 'all']

/**
 * Where goods are counted, at a shelf with a phone or at a desk with a scanner: one product at a
 * time, its quantity first; Enter writes it down and goes to the next.
 */
export function CountDesk({ count, again, onAgain }: CountDeskProps) {
  const t = useTranslations('stock')
  const scan = useTranslations('scan')
  const desk = useDesk(count.id, again, onAgain)
  const [isCameraOpen, setCameraOpen] = useState(false)
  useWedge(desk.onScan)
  return (
    <div className="grid grid-cols-1 gap-3 md:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] md:items-start">
      <div className="sticky top-0 z-10 grid grid-cols-1 gap-2 bg-bg pb-1">
        {isCameraOpen && <LazyCamera onScan={desk.onScan} onClose={() => setCameraOpen(false)} />}
        <div role="alert">
          {desk.trouble !== null && (
            <p className="rounded-control bg-bad-soft px-3 py-2 font-medium text-bad">
              {desk.trouble}
            </p>
          )}
        </div>
        {desk.line ? (
          <NowCounting
            key={`${desk.line.productId}${desk.isRecount}`}
            desk={desk}
            line={desk.line}
            isBlind={count.blind}
          />
        ) : (
          desk.isLoaded && (
            <Notice icon={CircleCheck} title={t('allCounted')}>
              {t('allCountedHelp')}
            </Notice>
          )
        )}
        <div className="flex flex-wrap items-center gap-x-4">
          {!isCameraOpen && (
            <Button
              icon={<ScanBarcode size={18} aria-hidden="true" />}
              onClick={() => setCameraOpen(true)}
            >
              {scan('open')}
            </Button>
          )}
          <CheckField
            label={t('eachScanOne')}
            checked={desk.isEachOne}
            onChange={(event) => desk.setEachOne(event.target.checked)}
          />
        </div>
        <p role="status" className="text-sm text-ok">
          {desk.said}
        </p>
      </div>
      <Lines desk={desk} />
    </div>
  )
}

function Lines({ desk }: { desk: ReturnType<typeof useDesk> }) {
  const t = useTranslations('stock')
  const { list } = desk
  return (
    <section aria-label={t('lines')} className="grid grid-cols-1 gap-2">
      <Tabs
        label={t('lines')}
        tabs={shown.map((name) => ({ name, title: t(`lines_${name}`) }))}
        current={desk.shown}
        onChange={desk.show}
      />
      {list.error && <Failure strip error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows />}
      {!list.isPending && list.items.length === 0 && (
        <p className="p-4 text-muted">{t(`noLines_${desk.shown}`)}</p>
      )}
      <ul className="grid grid-cols-1 rounded-card border border-border bg-surface empty:hidden">
        {list.items.map((line) => (
          <LineRow
            key={line.productId}
            line={line}
            isCurrent={line.productId === desk.line?.productId}
            onChoose={() => desk.choose(line)}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={list.more} className="justify-self-center">
          {t('moreLines')}
        </Button>
      )}
    </section>
  )
}

interface LineRowProps {
  line: CountLine
  isCurrent: boolean
  onChoose: () => void
}

function LineRow({ line, isCurrent, onChoose }: LineRowProps) {
  const t = useTranslations('stock')
  const format = useFormat()
  const found = line.recounted ?? line.counted
  return (
    <li className="border-b border-border last:border-b-0">
      <button
        type="button"
        aria-current={isCurrent}
        onClick={onChoose}
        className={`flex min-h-11 w-full items-center gap-3 px-3 text-start hover:bg-sunken ${isCurrent ? 'bg-accent-soft' : ''}`}
      >
        <span className="min-w-0 grow">
          <CutText>{line.name}</CutText>
        </span>
        <bdi dir="ltr" className="text-xs text-muted">
          {line.sku}
        </bdi>
        <span className="number w-24">
          {found === null ? (
            <span className="text-muted">{t('notCounted')}</span>
          ) : (
            t('inUnits', { value: format.number(found), unit: line.unit })
          )}
        </span>
      </button>
    </li>
  )
}
