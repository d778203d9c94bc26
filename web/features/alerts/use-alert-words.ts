import { useTranslations } from 'use-intl'
import { useFormat } from '#web/lib/use-format.ts'
import type { Alert } from './alert.ts'

/** What is wrong with a product, in the person's language, out of what the monitor saw. */
export function useAlertWords(): (alert: Alert) => string {
  const t = useTranslations('alerts')
  const format = useFormat()
  const [comma, semicolon] = format.locale.startsWith('ar') ? ['، ', '؛ '] : [', ', '; ']
  const day = (value: string | null) => (value === null ? '' : format.day(value))
  const onOrder = ({ incoming, nextReceiptOn }: Alert['details']) => {
    if (incoming === 0) return t('nothingOnOrder')
    if (nextReceiptOn === null) return t('onOrder', { quantity: incoming })
    return t('onOrderUntil', { quantity: incoming, day: day(nextReceiptOn) })
  }
  const runsOut = ({ available, daysUntilStockout: days, stockoutOn }: Alert['details']) => {
    if (available <= 0) return t('nothingAvailable')
    if (days === null) return t('nothingSold')
    return t('runsOut', { days, day: day(stockoutOn) })
  }
  const supply = (seen: Alert['details']) => {
    if (seen.gapDays !== null && seen.gapDays > 0) {
      return `${onOrder(seen)}${comma}${t('gap', { days: seen.gapDays })}`
    }
    const takes = seen.leadTimeDays
    return takes === null
      ? onOrder(seen)
      : `${onOrder(seen)}${comma}${t('orderTakes', { days: takes })}`
  }
  return ({ kind, details: seen }) => {
    switch (kind) {
      case 'out_of_stock':
        return `${t('nothingAvailable')}${semicolon}${onOrder(seen)}`
      case 'stockout':
        return `${runsOut(seen)}${semicolon}${supply(seen)}`
      case 'low_stock': {
        const { available, reorderPoint } = seen
        return `${t('belowReorderPoint', { available, reorderPoint })}${semicolon}${onOrder(seen)}`
      }
      case 'over_stock':
        return t('aboveMaximum', { onHand: seen.onHand, maximum: seen.maxStock ?? 0 })
      case 'late_order': {
        const orders = seen.lateOrders.map(({ number, quantity, since }) =>
          t('orderLate', { number, quantity, day: day(since) }),
        )
        return [...orders, runsOut(seen)].join(semicolon)
      }
    }
  }
}
