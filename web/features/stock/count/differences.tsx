'use client'

import { CircleCheck, ClipboardList, EyeOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Link } from '#web/components/ui/link.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { Worth } from './post-dialog.tsx'
import { type Count, type CountLine, useCountLines } from './use-count.ts'

interface DifferencesProps {
  count: Count
  onRecount: (line: CountLine) => void
}

/** Where what was found is not what was expected, and what that is worth. */
export function Differences({ count, onRecount }: DifferencesProps) {
  const t = useTranslations('stock')
  const format = useFormat()
  const list = useCountLines(count.id, 'different')
  if (count.variance === null) {
    return (
      <Notice icon={EyeOff} title={t('hiddenTitle')}>
        {t('hiddenHelp')}
      </Notice>
    )
  }
  if (list.error && list.items.length === 0) {
    return <Failure error={list.error} onRetry={() => void list.refetch()} />
  }
  if (list.isPending) return <SkeletonRows />
  if (list.items.length === 0) {
    return count.countedCount === 0 ? (
      <Notice icon={ClipboardList} title={t('nothingCounted')}>
        {t('nothingCountedHelp')}
      </Notice>
    ) : (
      <Notice icon={CircleCheck} title={t('noDifferences')}>
        {t('noDifferencesHelp')}
      </Notice>
    )
  }
  return (
    <div className="grid gap-3">
      <div className="max-w-lg">
        <Worth variance={count.variance} format={format} />
      </div>
      <SideScroll label={t('differences')} className="rounded-card border border-border bg-surface">
        <table className="w-full text-table">
          <caption className="sr-only">{t('differences')}</caption>
          <Columns />
          <tbody>
            {list.items.map((line) => (
              <Row
                key={line.productId}
                line={line}
                isOpen={count.state === 'open'}
                onRecount={() => onRecount(line)}
              />
            ))}
          </tbody>
        </table>
      </SideScroll>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={list.more} className="justify-self-center">
          {t('moreLines')}
        </Button>
      )}
    </div>
  )
}

function Columns() {
  const t = useTranslations('stock')
  return (
    <thead className="text-xs text-muted">
      <tr>
        <th scope="col" className="px-3 py-2">
          {t('product')}
        </th>
        {(['expected', 'counted', 'recounted', 'variance', 'value'] as const).map((name) => (
          <th
            key={name}
            scope="col"
            className={classNames(
              'number px-3 py-2',
              (name === 'expected' || name === 'recounted') && 'max-sm:hidden',
            )}
          >
            {t(name)}
          </th>
        ))}
        <th scope="col" className="px-3 py-2">
          <span className="sr-only">{t('recount')}</span>
        </th>
      </tr>
    </thead>
  )
}

function Row({
  line,
  isOpen,
  onRecount,
}: {
  line: CountLine
  isOpen: boolean
  onRecount: () => void
}) {
  const t = useTranslations('stock')
  const format = useFormat()
  const can = useCan()
  const number = (value: number | null) => (value === null ? t('nothing') : format.number(value))
  const variance = line.variance ?? 0
  return (
    <tr className="border-t border-border">
      <td className="px-3 py-1.5">
        <Link href={`/products/${line.productId}`} className="hover:underline">
          {line.name}
        </Link>{' '}
        <bdi dir="ltr" className="text-xs text-muted">
          {line.sku}
        </bdi>
      </td>
      <td className="number px-3 max-sm:hidden">{number(line.expected)}</td>
      <td className="number px-3">{number(line.counted)}</td>
      <td className="number px-3 max-sm:hidden">{number(line.recounted)}</td>
      <td className={classNames('number px-3 font-medium', variance < 0 ? 'text-bad' : 'text-ok')}>
        {format.signed(variance)}{' '}
        <span className="text-xs font-normal text-muted">{line.unit}</span>
      </td>
      <td className="number px-3">
        {line.varianceValue === null ? t('nothing') : format.money(line.varianceValue)}
      </td>
      <td className="px-2 py-1 text-end">
        {isOpen && can('inventory:write') && (
          <Button
            look="quiet"
            onClick={onRecount}
            aria-label={t('recountNamed', { name: line.name })}
          >
            {t('recount')}
          </Button>
        )}
      </td>
    </tr>
  )
}
