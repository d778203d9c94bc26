import { useTranslations } from 'use-intl'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { wordsOf } from '#web/components/ui/states.tsx'
import type { GateNote } from './gates-ahead.ts'
import type { Order, OrderSummary } from './order-data.ts'

const NAMED = 5

/** Says a condition of a stage, with the figures of this order. */
export function useGateWords() {
  const t = useTranslations('orders')
  const format = useFormat()
  const openWords = useOpenWords()
  return (order: Order, note: GateNote): string => {
    switch (note.gate) {
      case 'lines':
        if (note.isEmpty) return t('gate_lines_none')
        if (note.isOpen) return t('gate_lines_ok')
        return t('gate_lines_cost', { skus: note.withoutCost.slice(0, NAMED).join(', ') })
      case 'approval': {
        const limit = note.limit === null ? '' : format.money(note.limit)
        return t(`gate_approval_${note.ruling}`, { value: format.money(note.value), limit })
      }
      case 'deposit':
      case 'balance':
        return t(`gate_${note.gate}`, {
          required: format.money(note.required, order.currency),
          paid: format.money(note.paid, order.currency),
        })
      case 'receipts':
        return note.isOpen ? t('gate_receipts_ok') : openWords(note.open)
      case 'paid':
        if (note.isOpen) return t('gate_paid_ok')
        return t('gate_paid', {
          outstanding: format.money(note.outstanding, order.currency),
          costs: note.costs,
        })
    }
  }
}

/** Names what is still to come, the first few lines of it. */
function useOpenWords() {
  const t = useTranslations('orders')
  const format = useFormat()
  return (open: readonly { sku: string; quantity: number }[]): string => {
    const named = open
      .slice(0, NAMED)
      .map(({ sku, quantity }) => `${format.number(quantity)} × ${sku}`)
    return t('gate_receipts', { lines: named.join(', '), more: open.length - named.length })
  }
}

// An interface could have members that are no JSON, so the compiler takes none for a part of it.
type OpenLine = { sku: string; openQuantity: number }

/** The lines that a refusal names. */
function openLinesOf({ problem }: ApiProblem): { sku: string; quantity: number }[] {
  const lines = problem['openLines']
  if (!Array.isArray(lines)) return []
  return (lines as OpenLine[]).map(({ sku, openQuantity }) => ({ sku, quantity: openQuantity }))
}

/** Why a move was refused, in the words of the page; those of the API where there are none. */
export function useRefusalWords() {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const format = useFormat()
  const openWords = useOpenWords()
  return (order: Pick<OrderSummary, 'currency'>, error: Error): string => {
    if (!(error instanceof ApiProblem)) return wordsOf(error, common)
    const { problem } = error
    const text = (name: string) => (typeof problem[name] === 'string' ? problem[name] : '0')
    const money = (name: string) => format.money(text(name), order.currency)
    switch (problem['gate']) {
      case 'deposit_paid':
        return t('gate_deposit', { required: money('required'), paid: money('paid') })
      case 'balance_paid':
        return t('gate_balance', { required: money('required'), paid: money('paid') })
      case 'nothing_unpaid': {
        const open = problem['openPayments']
        const costs = Array.isArray(open) ? open.length : 0
        return t('gate_paid', { outstanding: money('outstanding'), costs })
      }
      case 'receipts':
        return openWords(openLinesOf(error))
      case 'four_eyes':
        return t('gate_approval_four_eyes', {
          value: format.money(text('value')),
          limit: format.money(text('limit')),
        })
      default:
        return error.code === 'stale-version' ? t('changedMeanwhile') : wordsOf(error, common)
    }
  }
}
