'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { parseMoney } from '#shared/domain/money.ts'
import { Card } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { items } from '#client/pages.ts'
import { api } from '#web/lib/api/client.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { ScanProgress } from './scan-progress.tsx'
import { type InventoryItem, useInventoryScan } from './use-inventory-scan.ts'

type Group = 'supplier' | 'category'
const SHOWN = 12

/** In whose goods, or in which kind of goods, the money lies now. */
export function ValueByGroup() {
  const t = useTranslations('reports')
  const [group, setGroup] = useState<Group>('supplier')
  const scan = useInventoryScan()
  const names = useNames(group)
  return (
    <Card
      title={t('valueBy')}
      actions={
        <Tabs
          label={t('valueBy')}
          current={group}
          onChange={setGroup}
          tabs={[
            { name: 'supplier', title: t('supplier') },
            { name: 'category', title: t('category') },
          ]}
        />
      }
    >
      <div className="grid gap-3 p-4">
        {scan.error && <Failure strip error={scan.error} onRetry={() => void scan.refetch()} />}
        {scan.isPending ? (
          <SkeletonRows rows={5} />
        ) : (
          <Bars sums={sumsBy(scan.items, group)} names={names} />
        )}
        <ScanProgress scan={scan} />
      </div>
    </Card>
  )
}

function Bars({
  sums,
  names,
}: {
  sums: readonly [string | null, number][]
  names: ReadonlyMap<string, string> | undefined
}) {
  const t = useTranslations('reports')
  const format = useFormat()
  const total = sums.reduce((sum, [, value]) => sum + value, 0)
  const most = Math.max(1, sums[0]?.[1] ?? 0)
  const rest = sums.slice(SHOWN).reduce((sum, [, value]) => sum + value, 0)
  const rows = sums.slice(0, SHOWN).map(([id, value]) => ({
    key: id ?? 'none',
    name: id === null ? t('noGroup') : (names?.get(id) ?? '…'),
    value,
  }))
  if (rest > 0) rows.push({ key: 'rest', name: t('others'), value: rest })
  return (
    <table className="w-full text-table">
      <caption className="sr-only">{t('valueBy')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('share')}</th>
          <th scope="col">{t('value')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, value }) => (
          <tr key={key}>
            <th scope="row" className="w-1/3 max-w-40 truncate py-1.5 pe-3 font-normal">
              {name}
            </th>
            <td className="py-1.5">
              <div className="flex items-center gap-2">
                <span
                  aria-hidden="true"
                  style={{ width: `${(value / most) * 75}%` }}
                  className="h-3 min-w-px rounded-[2px] bg-accent"
                />
                <span className="text-xs text-muted tabular-nums">
                  {format.percent(total === 0 ? 0 : value / total)}
                </span>
              </div>
            </td>
            <td className="number w-32 ps-3">{format.money((value / 10_000).toFixed(2))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** In 1/10,000 of the currency, the most first. */
function sumsBy(items: readonly InventoryItem[], group: Group): [string | null, number][] {
  const sums = new Map<string | null, number>()
  for (const item of items) {
    const id = group === 'supplier' ? item.supplierId : item.categoryId
    sums.set(id, (sums.get(id) ?? 0) + parseMoney(item.stockValue))
  }
  return [...sums].filter(([, value]) => value > 0).sort((a, b) => b[1] - a[1])
}

function useNames(group: Group): ReadonlyMap<string, string> | undefined {
  const { data } = useQuery<Map<string, string>>({
    queryKey: [group, 'report-names'],
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>()
      const options = { init: { signal } }
      const named =
        group === 'supplier'
          ? items(api.suppliers.$get, {}, options)
          : items(api.categories.$get, {}, options)
      for await (const { id, name } of named) names.set(id, name)
      return names
    },
  })
  return data
}
