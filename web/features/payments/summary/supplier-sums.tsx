'use client'

import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Summary } from './payment-summary.tsx'

/** Who is owed the most. */
export function SupplierSums({ suppliers }: { suppliers: Summary['suppliers'] }) {
  const t = useTranslations('payments')
  const format = useFormat()
  if (suppliers.length === 0) return null
  return (
    <Card title={t('bySupplier')}>
      <table className="w-full text-table">
        <thead className="text-xs text-muted">
          <tr className="border-b border-border">
            <th scope="col" className="px-4 py-2">
              {t('supplier')}
            </th>
            <th scope="col" className="number px-4 py-2">
              {t('outstanding')}
            </th>
            <th scope="col" className="number px-4 py-2 max-sm:hidden">
              {t('overdue')}
            </th>
            <th scope="col" className="number px-4 py-2 max-sm:hidden">
              {t('paid')}
            </th>
          </tr>
        </thead>
        <tbody>
          {suppliers.map(({ supplierId, supplierName, currency, paid, outstanding, overdue }) => (
            <tr
              key={`${supplierId} ${currency}`}
              className="border-b border-border last:border-b-0"
            >
              <td className="px-4 py-1.5">
                <Link
                  href={`/payments?view=list&supplier=${supplierId}`}

                  className="inline-block py-0.5 text-accent hover:underline"
                >
                  {supplierName}
                </Link>
              </td>
              <td className="number px-4 py-1.5">
                {format.money(outstanding, currency)}
                {Number(overdue) > 0 && (
                  <span className="block text-xs text-bad sm:hidden">
                    {t('ofItOverdue', { sum: format.money(overdue, currency) })}
                  </span>
                )}
              </td>
              <td
                className={`number px-4 py-1.5 max-sm:hidden ${Number(overdue) > 0 ? 'text-bad' : 'text-muted'}`}
              >
                {format.money(overdue, currency)}
              </td>
              <td className="number px-4 py-1.5 max-sm:hidden">{format.money(paid, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
