'use client'

import { PackageX } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { IconButton } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Order, OrderLine } from '../order-data.ts'
import { CancelRemaining } from './cancel-remaining.tsx'
import { OrderTotals } from './order-totals.tsx'

/** What was ordered, what of it came, what was sent back and what is still to come. */
export function OrderLines({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const can = useCan()
  const [cancelling, setCancelling] = useState<OrderLine>()
  const mayCancel = can('orders:write') && order.actions.includes('cancelRemaining')
  const isUnderway = order.lines.some(
    (line) => line.receivedQuantity > 0 || line.cancelledQuantity > 0 || line.rejectedQuantity > 0,
  )
  const withGoods = isUnderway || order.actions.includes('receive')
  return (
    <Card title={t('linesTitle', { count: order.lines.length })}>
      {order.lines.length === 0 ? (
        <p className="p-4 text-muted">{t('noLines')}</p>
      ) : (
        <SideScroll label={t('linesTitle', { count: order.lines.length })}>
          <table className="w-full text-table">
            <thead className="border-b border-border text-xs text-muted max-sm:sr-only">
              <tr>
                <th className="px-4 py-2">{t('product')}</th>
                <th className="number px-2">{t('ordered')}</th>
                {withGoods && <th className="number px-2">{t('received')}</th>}
                {withGoods && <th className="number px-2">{t('open')}</th>}
                <th className="number px-2">{t('unitCost')}</th>
                <th className="number px-4">{t('lineTotal')}</th>
                {mayCancel && (
                  <th className="w-10">
                    <span className="sr-only">{t('moreActions')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {order.lines.map((line) => (
                <LineRow
                  key={line.id}
                  {...{ order, line, withGoods, mayCancel }}
                  onCancel={() => setCancelling(line)}
                />
              ))}
            </tbody>
          </table>
        </SideScroll>
      )}
      <OrderTotals order={order} />
      {cancelling && (
        <CancelRemaining order={order} line={cancelling} onClose={() => setCancelling(undefined)} />
      )}
    </Card>
  )
}

interface RowProps {
  order: Order
  line: OrderLine
  withGoods: boolean
  mayCancel: boolean
  onCancel: () => void
}

const cell =
  'number px-2 py-2 align-top max-sm:flex max-sm:justify-between max-sm:px-0 max-sm:py-0.5'
const label = 'font-normal text-muted sm:hidden'

function LineRow({ order, line, withGoods, mayCancel, onCancel }: RowProps) {
  const t = useTranslations('orders')
  const format = useFormat()
  return (
    <tr className="border-b border-border break-inside-avoid max-sm:relative max-sm:grid max-sm:px-4 max-sm:py-3">
      <ProductCell line={line} />
      <td className={cell}>
        <span className={label}>{t('ordered')}</span>
        {format.number(line.quantity)}
      </td>
      {withGoods && <GoodsCells line={line} />}
      <td className={cell}>
        <span className={label}>{t('unitCost')}</span>
        <span>
          {format.money(line.unitCost, order.currency)}
          {line.discountPercent > 0 && (
            <span className="block text-xs text-muted">
              {t('less', { percent: format.percent(line.discountPercent / 100) })}
            </span>
          )}
        </span>
      </td>
      <td className={`${cell} sm:px-4`}>
        <span className={label}>{t('lineTotal')}</span>
        <span className="font-medium">{format.money(line.lineTotal, order.currency)}</span>
      </td>
      {mayCancel && (
        <td className="screen-only pe-2 text-end align-top max-sm:absolute max-sm:end-1 max-sm:top-1 max-sm:pe-0 sm:pt-0.5">
          {line.openQuantity > 0 && (
            <IconButton label={t('cancelRemainingOf', { sku: line.sku })} onClick={onCancel}>
              <PackageX size={16} aria-hidden="true" />
            </IconButton>
          )}
        </td>
      )}
    </tr>
  )
}

function ProductCell({ line }: { line: OrderLine }) {
  const t = useTranslations('orders')
  const format = useFormat()
  return (
    <td className="px-4 py-2 align-top max-sm:px-0 max-sm:pt-0">
      <Link href={`/products/${line.productId}`} className="font-medium hover:underline">
        {line.name}
      </Link>
      <span className="flex flex-wrap gap-x-3 text-xs text-muted">
        <bdi dir="ltr">{line.sku}</bdi>
        {line.rejectedQuantity > 0 && (
          <span className="text-warn">
            {t('rejectedSoFar', { count: format.number(line.rejectedQuantity) })}
          </span>
        )}
        {line.cancelledQuantity > 0 && (
          <span>{t('cancelledSoFar', { count: format.number(line.cancelledQuantity) })}</span>
        )}
        {line.reason !== null && <span>{line.reason}</span>}
      </span>
    </td>
  )
}

function GoodsCells({ line }: { line: OrderLine }) {
  const t = useTranslations('orders')
  const format = useFormat()
  return (
    <>
      <td className={cell}>
        <span className={label}>{t('received')}</span>
        {format.number(line.receivedQuantity)}
      </td>
      <td className={cell}>
        <span className={label}>{t('open')}</span>
        <span className={line.openQuantity > 0 ? 'font-semibold' : 'text-muted'}>
          {format.number(line.openQuantity)}
        </span>
      </td>
    </>
  )
}
